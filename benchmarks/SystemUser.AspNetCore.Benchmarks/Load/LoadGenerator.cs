using System.Diagnostics;
using System.Net.Sockets;
using System.Text;

namespace SystemUser.AspNetCore.Benchmarks.Load;

/// <summary>Asks the same request over and over on many connections, with as little work of its own as may be.</summary>
internal static class LoadGenerator
{
    private const int Connections = 32;

    /// <summary>Loads a server.</summary>
    /// <returns>Requests per second.</returns>
    /// <exception cref="InvalidOperationException">An answer was not 200.</exception>
    public static async Task<double> RunAsync(LoadedProcess server, TimeSpan duration)
    {
        var request = Encoding.ASCII.GetBytes(
            $"GET {LoadServer.Path} HTTP/1.1\r\nHost: {server.Address.Authority}\r\nAuthorization: Bearer {server.Token}\r\n\r\n"
        );
        using var end = new CancellationTokenSource(duration);
        var watch = Stopwatch.StartNew();
        var counts = await Task.WhenAll(
            Enumerable.Range(0, Connections).Select(_ => Task.Run(() => AskAsync(server.Address, request, end.Token)))
        );
        return counts.Sum() / watch.Elapsed.TotalSeconds;
    }

    private static async Task<long> AskAsync(Uri address, byte[] request, CancellationToken end)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(address.Host, address.Port, CancellationToken.None);
        var buffer = new byte[4096];
        await socket.SendAsync(request, CancellationToken.None);
        var length = await ReadFirstAsync(socket, buffer);
        long count = 1;
        while (!end.IsCancellationRequested)
        {
            await socket.SendAsync(request, CancellationToken.None);
            for (var read = 0; read < length; )
            {
                var received = await socket.ReceiveAsync(buffer.AsMemory(read), CancellationToken.None);
                read += received > 0 ? received : throw new InvalidOperationException("The server hung up.");
            }

            if (!buffer.AsSpan().StartsWith("HTTP/1.1 200"u8))
            {
                throw new InvalidOperationException("An answer was not 200.");
            }

            count++;
        }

        return count;
    }

    /// <summary>All answers are as long as the first.</summary>
    private static async Task<int> ReadFirstAsync(Socket socket, byte[] buffer)
    {
        var read = 0;
        while (true)
        {
            read += await socket.ReceiveAsync(buffer.AsMemory(read), CancellationToken.None);
            var text = Encoding.ASCII.GetString(buffer, 0, read);
            if (
                text.EndsWith("310904473", StringComparison.Ordinal)
                || text.EndsWith("\r\n0\r\n\r\n", StringComparison.Ordinal)
            )
            {
                return read;
            }
        }
    }
}
