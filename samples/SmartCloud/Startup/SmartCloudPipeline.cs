namespace SmartCloud.Startup;

/// <summary>Sets up the pipeline.</summary>
internal static class SmartCloudPipeline
{
    /// <summary>Sets up the pipeline.</summary>
    /// <param name="app">The app.</param>
    public static void UseSmartCloud(this WebApplication app)
    {
        app.UseExceptionHandler("/error");
        app.UseSecurityHeaders();
        app.UseStatusCodePagesWithReExecute("/error", "?status={0}");
        app.UseStaticFiles();
        app.MapRazorPages();
    }
}
