using System.Net;
using System.Net.Sockets;

namespace KravOgBetalingerApi.Tests.Support;

/// <summary>A cable to a server that a test can pull out and put back.</summary>
internal sealed class TcpRelay(string host, int port) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly List<TcpClient> _connections = [];
    private TcpListener? _listener;

    /// <summary>Gets the port that leads to the server.</summary>
    public int Port { get; private set; }

    public void Connect()
    {
        _listener = new TcpListener(IPAddress.Loopback, Port);
        _listener.Server.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, optionValue: true);
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _ = AcceptAsync(_listener);
    }

    public void Disconnect()
    {
        _listener?.Dispose();
        lock (_gate)
        {
            _connections.ForEach(connection => connection.Dispose());
            _connections.Clear();
        }
    }

    public void Dispose() => Disconnect();

    private static async Task PumpAsync(NetworkStream from, NetworkStream to)
    {
        try
        {
            await from.CopyToAsync(to);
            to.Socket.Shutdown(SocketShutdown.Send);
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException or SocketException)
        {
            // The cable is out.
        }
    }

    private async Task AcceptAsync(TcpListener listener)
    {
        try
        {
            while (true)
            {
                var near = await listener.AcceptTcpClientAsync();
                var far = new TcpClient(host, port);
                lock (_gate)
                {
                    _connections.AddRange([near, far]);
                }

                _ = PumpAsync(near.GetStream(), far.GetStream());
                _ = PumpAsync(far.GetStream(), near.GetStream());
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // The cable is out.
        }
    }
}
