namespace SystemUser.AspNetCore.Configuration.Internal;

/// <summary>A public host of Maskinporten or Altinn, so that environments are not mixed.</summary>
/// <param name="IsProduction">Whether it is a production host.</param>
/// <param name="Issuer">The exact issuer, for a host of Maskinporten.</param>
internal sealed record KnownHost(bool IsProduction, string? Issuer)
{
    public static KnownHost? Of(string? address)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri))
        {
            return null;
        }

        return uri.Host switch
        {
            "maskinporten.no" => new(true, EnvironmentAddresses.ProductionIssuer),
            "test.maskinporten.no" => new(false, EnvironmentAddresses.TestIssuer),
            "platform.altinn.no" => new(true, null),
            var host when host.EndsWith(".altinn.no", StringComparison.Ordinal) => new(false, null),
            var host when host.EndsWith(".altinn.cloud", StringComparison.Ordinal) => new(false, null),
            _ => null,
        };
    }
}
