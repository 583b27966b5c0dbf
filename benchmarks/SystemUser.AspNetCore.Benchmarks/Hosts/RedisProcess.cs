using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace SystemUser.AspNetCore.Benchmarks.Hosts;

/// <summary>A Redis of the measurement's own.</summary>
internal sealed class RedisProcess : IDisposable
{
    private readonly Process _process;

    private RedisProcess(Process process, string address)
    {
        _process = process;
        Address = address;
    }

    public string Address { get; }

    public static async Task<RedisProcess> StartAsync()
    {
        var port = FreePort().ToString(CultureInfo.InvariantCulture);
        string[] arguments = ["--port", port, "--bind", "127.0.0.1", "--save", string.Empty];
        try
        {
            var start = new ProcessStartInfo("redis-server", arguments)
            {
                UseShellExecute = false,
                RedirectStandardOutput = true,
            };
            var process = Process.Start(start)!;
            while (await process.StandardOutput.ReadLineAsync() is { } line)
            {
                if (line.Contains("Ready to accept connections", StringComparison.Ordinal))
                {
                    return new RedisProcess(process, $"127.0.0.1:{port}");
                }
            }

            throw new InvalidOperationException("redis-server did not start.");
        }
        catch (Win32Exception exception)
        {
            throw new InvalidOperationException(
                "The hosts share over Redis: install it (apt-get install redis-server).",
                exception
            );
        }
    }

    public void Dispose()
    {
        _process.Kill();
        _process.Dispose();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
