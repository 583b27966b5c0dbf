namespace KravOgBetalingerApi.Operations;

/// <summary>A refused start is no crash: it is told in words, with exit code 1, where an unhandled exception would abort the process.</summary>
internal static class RefusedStart
{
    public static void ExplainRefusedStart(this WebApplication app)
    {
        var started = app.Lifetime.ApplicationStarted;
        AppDomain.CurrentDomain.UnhandledException += (_, unhandled) =>
        {
            if (unhandled.ExceptionObject is Exception refusal && !started.IsCancellationRequested)
            {
                Console.Error.WriteLine($"The start was refused. {refusal.Message}");
                Environment.Exit(1);
            }
        };
    }
}
