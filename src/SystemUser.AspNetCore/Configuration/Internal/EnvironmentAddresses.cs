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
