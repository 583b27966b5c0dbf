using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;

namespace KravOgBetalingerApi.Tests.Support;

/// <summary>The sample as the README starts it, in Development and in a process of its own, but on ports that are free.</summary>
public sealed class RunningSample : IAsyncLifetime
{
    private const string Api = "http://localhost:5080";
    private const string Sandbox = "http://localhost:5090";
    private const char EndOfAnswer = '\x1e';
    private readonly string _sandbox = $"http://localhost:{FreePort()}";
    private Process? _process;
    private string _api = string.Empty;

    /// <summary>Gets the lines that the sample printed to be pasted, as if it had the README's ports.</summary>
    public IReadOnlyList<string> Printed { get; private set; } = [];

    /// <summary>Gets where the API listens.</summary>
    public Uri ApiAddress => new(_api);

    /// <summary>Gets where the sandbox listens.</summary>
    public Uri SandboxAddress => new(_sandbox);

    /// <summary>Skips the test where the README's commands cannot be run.</summary>
    public RunningSample OrSkip()
    {
        Assert.SkipUnless(File.Exists("/bin/bash"), "The README's requests are pasted into bash.");
        Assert.SkipWhen(_process is null, "A Release build of the sample does not contain the sandbox.");
        return this;
    }

    public async ValueTask InitializeAsync()
    {
        // A Release build of the sample does not contain the sandbox, nor what prints the lines.
        if (typeof(Program).Assembly.GetType("KravOgBetalingerApi.Operations.ShellLines") is null)
        {
            return;
        }

        _process = Start(
            "dotnet",
            [
                Path.Combine(AppContext.BaseDirectory, "KravOgBetalingerApi.dll"),
                "--urls=http://127.0.0.1:0",
                $"--SystemUserSandbox:Address={_sandbox}",
            ]
        );
        var printed = new List<string>();
        while (!printed.Exists(line => line.StartsWith("curl", StringComparison.Ordinal)))
        {
            var line = await _process.StandardOutput.ReadLineAsync();
            printed.Add(line ?? throw new InvalidOperationException($"It ended:\n{string.Join('\n', printed)}"));
        }

        _ = _process.StandardOutput.ReadToEndAsync();
        _api = Regex.Match(printed[^1], "http://127.0.0.1:[0-9]+").Value;
        Printed = [.. printed.TakeLast(2).Select(line => line.Replace(_api, Api).Replace(_sandbox, Sandbox))];
    }

    /// <summary>Runs commands of the README in one shell, in which the printed lines were pasted.</summary>
    /// <returns>The answer of each <c>curl</c> that writes one.</returns>
    public async Task<IReadOnlyList<string>> RunAsync(IEnumerable<string> commands)
    {
        using var shell = Start("/bin/bash", ["-euo", "pipefail", "-s"]);
        foreach (var command in commands.Prepend(Printed[0]))
        {
            await shell.StandardInput.WriteLineAsync(command.Replace(Api, _api).Replace(Sandbox, _sandbox));
            if (command.StartsWith("curl", StringComparison.Ordinal))
            {
                await shell.StandardInput.WriteLineAsync(@"printf '\x1e'");
            }
        }

        shell.StandardInput.Close();
        var answers = await shell.StandardOutput.ReadToEndAsync();
        await shell.WaitForExitAsync();
        shell.ExitCode.ShouldBe(0, answers);
        return answers.TrimEnd(EndOfAnswer).Split(EndOfAnswer);
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

    private static Process Start(string program, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = Markdown.PathOf("samples/KravOgBetalingerApi"),
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        return Process.Start(start)!;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
