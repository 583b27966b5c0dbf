using System.Net;
using System.Net.Sockets;

namespace EndToEnd.Tests.Support;

public static class FreePort
{
    /// <summary>Finds ports that nobody listens on.</summary>
    public static int[] Find(int count)
    {
        // All are held until all are found, so that they differ.
        var listeners = Enumerable.Range(0, count).Select(_ => new TcpListener(IPAddress.Loopback, 0)).ToArray();
        foreach (var listener in listeners)
        {
            listener.Start();
        }

        var ports = listeners.Select(listener => ((IPEndPoint)listener.LocalEndpoint).Port).ToArray();
        foreach (var listener in listeners)
        {
            listener.Dispose();
        }

        return ports;
    }
}
