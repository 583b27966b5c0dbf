using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using EndToEnd.Tests.Support;

namespace SystemUser.AspNetCore.Redis.Tests.Support;

/// <summary>A Redis of the test's own, to stop, start and empty.</summary>
internal sealed class RedisServer : IDisposable
{
    private readonly int _port = FreePort.Find(1)[0];
    private Process? _process;

    public string Address => string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{_port}");

    public bool IsRunning => _process is not null;

    public static RedisServer NewOrSkip()
    {
        var server = NewIfThere();
        Assert.SkipWhen(server is null, "There is no redis-server to start here.");
        return server;
    }

    public static RedisServer? NewIfThere()
    {
        try
        {
            using var version = Start("--version");
            version.WaitForExit();
            return new RedisServer();
        }
        catch (Win32Exception)
        {
            return null;
        }
    }

    public async Task StartAsync()
    {
        _process = Start("--port", _port.ToString(CultureInfo.InvariantCulture), "--bind", "127.0.0.1", "--save", "");
        await Poll.UntilAsync(async () =>
        {
            try
            {
                using var client = new TcpClient();
                await client.ConnectAsync("127.0.0.1", _port, TestContext.Current.CancellationToken);
                return true;
            }
            catch (SocketException)
            {
                return false;
            }
        });
    }

    public void Stop()
    {
        _process?.Kill();
        _process?.WaitForExit();
        _process?.Dispose();
        _process = null;
    }

    /// <summary>Leaves its connections open and answers nothing.</summary>
    public void Freeze() => Signal("STOP");

    public void Thaw() => Signal("CONT");

    public void Dispose() => Stop();

    private void Signal(string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", _process!.Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    private static Process Start(params string[] arguments) =>
        Process.Start(
            new ProcessStartInfo("redis-server", arguments) { RedirectStandardOutput = true, UseShellExecute = false }
        )!;
}
