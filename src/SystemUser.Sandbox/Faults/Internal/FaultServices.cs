using SystemUser.Sandbox.Wire.Internal;

namespace SystemUser.Sandbox.Faults.Internal;

/// <summary>The services that can be made to fail, by name, and the paths that are theirs.</summary>
internal static class FaultServices
{
    public const string Metadata = "maskinporten-metadata";
    public const string Pdp = "pdp";

    private static readonly (string Name, string[] Paths)[] s_all =
    [
        (Metadata, [WireAddress.MetadataPath, WireAddress.JwksPath]),
        ("token", [WireAddress.TokenPath]),
        ("exchange", [WireAddress.ExchangesPath]),
        (Pdp, ["/authorization/api/v1"]),
        ("resource-registry", ["/resourceregistry/api/v1"]),
        ("access-management", ["/accessmanagement/api"]),
        ("authentication", ["/authentication/api/v1/systemregister", "/authentication/api/v1/systemuser"]),
    ];

    public static IEnumerable<string> Names => s_all.Select(service => service.Name);

    public static bool Knows(string name) => Names.Contains(name, StringComparer.Ordinal);

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
