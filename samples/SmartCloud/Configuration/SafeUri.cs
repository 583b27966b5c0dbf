namespace SmartCloud.Configuration;

/// <summary>Says which addresses may be given tokens, or a browser.</summary>
internal static class SafeUri
{
    /// <summary>Says whether an address is https, or http to this machine, and carries no user info.</summary>
    /// <param name="address">The address.</param>
    public static bool IsSafe(Uri address) =>
        address
            is { IsAbsoluteUri: true, UserInfo.Length: 0 }
                and ({ Scheme: "https" } or { Scheme: "http", IsLoopback: true });
}
