using System.ComponentModel;
using System.Diagnostics;
using SmartCloud.Diagnostics;

namespace SmartCloud.Startup;

/// <summary>Starts projects of this repository as processes beside SmartCloud, and stops them with it.</summary>
/// <param name="environment">Knows where SmartCloud's own project is.</param>
/// <param name="http">Asks whether something answers.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">The log.</param>
internal sealed class CompanionProcesses(
    IHostEnvironment environment,
    HttpClient http,
    TimeProvider time,
    ILogger<CompanionProcesses> logger
) : IDisposable
{
    // A first build of a project takes its time.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);
    private readonly List<Process> _started = [];

    /// <summary>Starts a project unless something answers at its address, and waits until something does.</summary>
    /// <param name="address">An address that it answers.</param>
    /// <param name="project">The project, relative to SmartCloud's own.</param>
    /// <param name="cancellationToken">Ends when SmartCloud stops.</param>
    public async Task EnsureAsync(Uri address, string project, CancellationToken cancellationToken)
    {
        if (await AnswersAsync(address, cancellationToken))
        {
            return;
        }

        var path = Path.GetFullPath(project, environment.ContentRootPath);
        if (!Directory.Exists(path))
        {
            logger.CompanionMissing(address, path);
            return;
        }

        logger.CompanionStarting(address, path);
        if (Start(path) is not { } process)
        {
            logger.CompanionMissing(address, path);
            return;
        }

        var started = time.GetTimestamp();
        while (!process.HasExited && time.GetElapsedTime(started) < Patience)
        {
            await Task.Delay(Pause, time, cancellationToken);
            if (await AnswersAsync(address, cancellationToken))
            {
                return;
            }
        }

        logger.CompanionMissing(address, path);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var process in _started)
        {
            using (process)
            {
                if (!process.HasExited)
                {
                    process.Kill(entireProcessTree: true);
                }
            }
        }
    }

    private Process? Start(string path)
    {
        // It writes to the same console: what it prints may be there to be pasted.
        var start = new ProcessStartInfo("dotnet", ["run", "--project", path]) { UseShellExecute = false };
        // Else it would listen where SmartCloud does, and as what SmartCloud is.
        foreach (var name in start.Environment.Keys.Where(IsOurs).ToArray())
        {
            start.Environment.Remove(name);
        }

        var process = new Process { StartInfo = start };
        try
        {
            process.Start();
        }
        catch (Win32Exception)
        {
            // There is no dotnet on the path.
            process.Dispose();
            return null;
        }

        _started.Add(process);
        return process;
    }

    private static bool IsOurs(string name) =>
        name.StartsWith("ASPNETCORE_", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("SmartCloud", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)
        || name is "DOTNET_LAUNCH_PROFILE" or "DOTNET_ENVIRONMENT";

    private async Task<bool> AnswersAsync(Uri address, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await http.GetAsync(
                address,
                HttpCompletionOption.ResponseHeadersRead,
                cancellationToken
            );
            return true;
        }
        catch (HttpRequestException)
        {
            return false;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }
}
