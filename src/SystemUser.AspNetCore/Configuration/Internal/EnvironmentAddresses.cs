using Microsoft.Extensions.Options;

namespace SystemUser.AspNetCore.Configuration.Internal;

/// <summary>Fills addresses that are not set from <see cref="SystemUserOptions.Environment"/>; an explicit address wins.</summary>
internal sealed class EnvironmentAddresses : IPostConfigureOptions<SystemUserOptions>
{
    public const string ProductionIssuer = "https://maskinporten.no/";
    public const string TestIssuer = "https://test.maskinporten.no/";
    private const string SandboxAddress = "http://localhost:5090/";

    public void PostConfigure(string? name, SystemUserOptions options)
    {
        var (issuer, altinn) = options.Environment switch
        {
            SystemUserEnvironment.Production => (ProductionIssuer, "https://platform.altinn.no"),
            SystemUserEnvironment.Test => (TestIssuer, "https://platform.tt02.altinn.no"),
            SystemUserEnvironment.Sandbox => (SandboxAddress, SandboxAddress),
            _ => (null, null),
        };
        if (issuer is null)
        {
            return;
        }

        options.Maskinporten.Issuer ??= issuer;
        options.Maskinporten.MetadataAddress ??= issuer + ".well-known/oauth-authorization-server";
        options.Altinn.BaseAddress ??= altinn;
    }
}

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
