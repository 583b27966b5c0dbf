namespace SystemUser.Sandbox.Traffic.Internal;

/// <summary>The services whose calls are logged, by the paths that are theirs.</summary>
internal static class CallServices
{
    public const string Metadata = "metadata";
    public const string Token = "token";
    public const string Pdp = "pdp";

    /// <summary>What an app with the sandbox in it answered by itself, as its log told.</summary>
    public const string Api = "api";

    private static readonly (string Name, string[] Paths)[] s_all =
    [
        (Token, ["/token"]),
        ("exchange", ["/authentication/api/v1/exchange"]),
        (Pdp, ["/authorization/api/v1"]),
        ("register", ["/authentication/api/v1/systemregister"]),
        ("requests", ["/authentication/api/v1/systemuser/request", "/authentication/api/v1/systemuser/changerequest"]),
        ("system users", ["/authentication/api/v1/systemuser", "/authentication/api/v1/enduser"]),
        ("access", ["/accessmanagement/api"]),
        ("resources", ["/resourceregistry/api/v1"]),
        ("clients", ["/sandbox/maskinporten"]),
        ("test token", ["/api"]),
        (Metadata, ["/.well-known", "/jwk", "/authentication/api/v1/openid"]),
    ];

    /// <summary>The names, those of the calls first.</summary>
    public static IEnumerable<string> Names => [.. s_all.Select(service => service.Name), Api];

    /// <summary>The service that a path belongs to; <see langword="null"/> for the sandbox's own paths.</summary>
    public static string? Of(PathString path)
    {
        foreach (var (name, prefixes) in s_all)
        {
            foreach (var prefix in prefixes)
            {
                if (path.StartsWithSegments(prefix, StringComparison.OrdinalIgnoreCase))
                {
                    return name;
                }
            }
        }

        return null;
    }
}
