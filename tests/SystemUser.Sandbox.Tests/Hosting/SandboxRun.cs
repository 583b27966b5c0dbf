using System.Diagnostics;

namespace SystemUser.Sandbox.Tests.Hosting;

/// <summary>Runs the sandbox as a process of its own that ends by itself.</summary>
internal static class SandboxRun
{
    public static async Task<(int Code, string Output, string Errors)> ToTheEndAsync(
        string? folder,
        params string[] args
    )
    {
        var cancelled = TestContext.Current.CancellationToken;
        var start = new ProcessStartInfo("dotnet", [typeof(Program).Assembly.Location, .. args])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            WorkingDirectory = folder ?? Path.GetTempPath(),
        };
        using var process = Process.Start(start)!;
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(cancelled);
            var errors = process.StandardError.ReadToEndAsync(cancelled);
            await process.WaitForExitAsync(cancelled);
            return (process.ExitCode, (await output).TrimEnd(), (await errors).TrimEnd());
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill();
            }
        }
    }
}
