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

    /// <summary>Starts a companion unless something answers at its address, and waits until it does.</summary>
    /// <param name="companion">The companion.</param>
    /// <param name="cancellationToken">Ends when SmartCloud stops.</param>
    public async Task EnsureAsync(Companion companion, CancellationToken cancellationToken)
    {
        var address = companion.Address;
        if (await AskAsync(address, cancellationToken) is { } answer)
        {
            if (!answer.Text.Contains(companion.Mark, StringComparison.Ordinal))
            {
                logger.ForeignServer(companion.Name, address, answer.Server);
            }

            return;
        }

        var path = Path.GetFullPath(companion.Project, environment.ContentRootPath);
        if (!Directory.Exists(path))
        {
            logger.CompanionMissing(address, path);
            return;
        }

        logger.CompanionStarting(address, path);
        if (Start(path, companion) is not { } process)
        {
            logger.CompanionMissing(address, path);
            return;
        }

        var started = time.GetTimestamp();
        while (!process.HasExited && time.GetElapsedTime(started) < Patience)
        {
            await Task.Delay(Pause, time, cancellationToken);
            if (await AskAsync(address, cancellationToken) is not null)
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

    private Process? Start(string path, Companion companion)
    {
        // It writes to the same console: what it prints may be there to be pasted. Its launch profile would have it listen elsewhere.
        string[] arguments = ["run", "--project", path, "--no-launch-profile"];
        var start = new ProcessStartInfo("dotnet", companion.IsBuiltFirst ? arguments : [.. arguments, "--no-build"])
        {
            UseShellExecute = false,
        };
        // Else it would listen where SmartCloud does, and as what SmartCloud is.
        foreach (var name in start.Environment.Keys.Where(IsOurs).ToArray())
        {
            start.Environment.Remove(name);
        }

        start.Environment["ASPNETCORE_ENVIRONMENT"] = Environments.Development;
        foreach (var (name, value) in companion.Settings)
        {
            start.Environment[name] = value;
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

    /// <summary>Reads what answers at an address; <see langword="null"/> if nothing does.</summary>
    private async Task<(string Server, string Text)?> AskAsync(Uri address, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await http.GetAsync(address, cancellationToken);
            var server = response.Headers.Server.ToString();
            var text = await response.Content.ReadAsStringAsync(cancellationToken);
            return (server.Length > 0 ? server : $"status {(int)response.StatusCode}", text);
        }
        catch (HttpRequestException)
        {
            return null;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }
}
