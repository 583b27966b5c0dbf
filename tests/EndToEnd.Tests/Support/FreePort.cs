using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace EndToEnd.Tests.Support;

public static class FreePort
{
    // Below what the kernel hands out by itself, so that nobody is given one between finding it and listening on it.
    private const int First = 20_000;
    private const int Last = 32_000;
    private static readonly ConcurrentDictionary<int, bool> s_given = new();

    /// <summary>Finds ports that nobody listens on, and that nobody has been given here.</summary>
    public static int[] Find(int count)
    {
        var ports = new HashSet<int>();
        while (ports.Count < count)
        {
            var port = Random.Shared.Next(First, Last);
            if (IsFree(port) && s_given.TryAdd(port, true))
            {
                ports.Add(port);
            }
        }

        return [.. ports];
    }

    /// <summary>Finds the first of several ports that stand at fixed distances from it.</summary>
    /// <param name="distances">Those distances, zero among them.</param>
    public static int FindFirst(params int[] distances)
    {
        while (true)
        {
            var first = Random.Shared.Next(First, Last);
            if (distances.All(distance => IsFree(first + distance) && s_given.TryAdd(first + distance, true)))
            {
                return first;
            }
        }
    }

    private static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
