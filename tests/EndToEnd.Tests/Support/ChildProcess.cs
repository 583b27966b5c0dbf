using System.Collections.Concurrent;
using System.Diagnostics;

namespace EndToEnd.Tests.Support;

/// <summary>A project of this repository, running as a process of its own.</summary>
public sealed class ChildProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);
    private readonly Process _process;
    private readonly ConcurrentQueue<string> _output = [];

    private ChildProcess(Process process) => _process = process;

    public string Output => string.Join('\n', _output);

    /// <summary>Starts a project and waits until it answers, and has printed what it prints once it is ready.</summary>
    /// <param name="project">The folder of the project.</param>
    /// <param name="address">What answers once it has started.</param>
    /// <param name="settings">Its environment.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <param name="printed">What it prints once it is ready.</param>
    /// <param name="arguments">What follows it on its command line.</param>
    /// <param name="within">The command that runs it, such as <c>ip netns exec</c>.</param>
    public static async Task<ChildProcess> StartAsync(
        string project,
        Uri address,
        IEnumerable<KeyValuePair<string, string>> settings,
        CancellationToken cancellationToken,
        string printed = "",
        string[]? arguments = null,
        string[]? within = null
    )
    {
        string[] command = [.. within ?? [], "dotnet", Repository.Assembly(project), .. arguments ?? []];
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            WorkingDirectory = Path.Combine(Repository.Root, project),
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        foreach (var (name, value) in settings)
        {
            start.Environment[name.Replace(":", "__", StringComparison.Ordinal)] = value;
        }

        var process = new Process { StartInfo = start };
        var child = new ChildProcess(process);
        process.OutputDataReceived += child.Take;
        process.ErrorDataReceived += child.Take;
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        try
        {
            await child.WaitForAsync(address, printed, cancellationToken);
            return child;
        }
        catch
        {
            await child.DisposeAsync();
            throw;
        }
    }

    /// <summary>Waits until it has printed a text.</summary>
    public async Task PrintedAsync(string text, CancellationToken cancellationToken)
    {
        while (!_output.Any(line => line.Contains(text, StringComparison.Ordinal)))
        {
            await Task.Delay(Pause, TimeProvider.System, cancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    private void Take(object sender, DataReceivedEventArgs line)
    {
        if (line.Data is { } text)
        {
            _output.Enqueue(text);
        }
    }

    private async Task WaitForAsync(Uri address, string printed, CancellationToken cancellationToken)
    {
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(20) };
        var started = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(started) < Patience)
        {
            if (_process.HasExited)
            {
                throw new InvalidOperationException(
                    $"{string.Join(' ', _process.StartInfo.ArgumentList)} ended:\n{Output}"
                );
            }

            try
            {
                using var response = await http.GetAsync(address, cancellationToken);
                if (Output.Contains(printed, StringComparison.Ordinal))
                {
                    return;
                }
            }
            catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException)
            {
                // Not yet.
            }

            await Task.Delay(Pause, TimeProvider.System, cancellationToken);
        }

        throw new TimeoutException($"Nothing answers at {address}:\n{Output}");
    }
}
