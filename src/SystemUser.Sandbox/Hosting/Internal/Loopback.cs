using System.Net;

namespace SystemUser.Sandbox.Hosting.Internal;

/// <summary>Knows what only this machine can reach.</summary>
internal static class Loopback
{
    /// <summary>Says whether a host name, as it stands in a <c>Host</c> header, is one of the loopback interface.</summary>
    public static bool IsHost(string host) =>
        string.Equals(host, "localhost", StringComparison.OrdinalIgnoreCase) || host is "127.0.0.1" or "[::1]";

    /// <summary>Says whether a server address is bound to the loopback interface. Sockets and pipes are not.</summary>
    public static bool IsAddress(string address)
    {
        var host = BindingAddress.Parse(address).Host;
        return string.Equals(host, "localhost", StringComparison.OrdinalIgnoreCase)
            || (IPAddress.TryParse(host.Trim('[', ']'), out var ip) && IPAddress.IsLoopback(ip));
    }
}
