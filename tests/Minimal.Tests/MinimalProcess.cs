using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Minimal.Tests;

/// <summary>The sample in Development, in a process of its own and on free ports.</summary>
public sealed class MinimalProcess : IAsyncLifetime
{
    private const string Listening = "Now listening on: ";
    private Process? _process;

    /// <summary>Gets the address of the API.</summary>
    public string Api { get; private set; } = string.Empty;

    /// <summary>Gets the address of the sandbox.</summary>
    public string Sandbox { get; } = $"http://localhost:{FreePort()}";

    /// <summary>Skips the test where the sample has no sandbox to run against.</summary>
    public void OrSkip() =>
        Assert.SkipWhen(_process is null, "A Release build of the sample does not contain the sandbox.");

    public async ValueTask InitializeAsync()
    {
        if (!File.Exists(Path.Combine(AppContext.BaseDirectory, "SystemUser.Sandbox.dll")))
        {
            return;
        }

        var start = new ProcessStartInfo(
            "dotnet",
            [
                Path.Combine(AppContext.BaseDirectory, "Minimal.dll"),
                "--urls=http://127.0.0.1:0",
                $"--SystemUserSandbox:Address={Sandbox}",
            ]
        )
        {
            WorkingDirectory = HttpFile.Folder,
            UseShellExecute = false,
            RedirectStandardOutput = true,
        };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        _process = Process.Start(start)!;
        var printed = new List<string>();
        while (Api.Length == 0)
        {
            var line = await _process.StandardOutput.ReadLineAsync();
            printed.Add(line ?? throw new InvalidOperationException($"It ended:\n{string.Join('\n', printed)}"));
            if (line.Contains(Listening, StringComparison.Ordinal) && !line.Contains(Sandbox, StringComparison.Ordinal))
            {
                Api = line[(line.IndexOf(Listening, StringComparison.Ordinal) + Listening.Length)..];
            }
        }

        _ = _process.StandardOutput.ReadToEndAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
            _process.Dispose();
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
