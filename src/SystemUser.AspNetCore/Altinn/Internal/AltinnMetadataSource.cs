using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SystemUser.AspNetCore.Configuration;
using SystemUser.AspNetCore.Configuration.Internal;
using SystemUser.AspNetCore.Diagnostics.Internal;
using SystemUser.AspNetCore.Maskinporten.Internal;

namespace SystemUser.AspNetCore.Altinn.Internal;

/// <summary>The metadata of Altinn as an issuer: of the tokens that it gives in exchange for Maskinporten's.</summary>
internal sealed class AltinnMetadataSource(
    LiveOptions options,
    [FromKeyedServices(SystemUserHttpClients.Altinn)] MetadataClient client,
    DependencyStates states,
    TimeProvider clock,
    ILogger<AltinnMetadataSource> logger
) : MetadataSource(options, client, states.ExchangedMetadata, clock, logger)
{
    protected override TokenIssuer IssuerOf(SystemUserOptions current) =>
        current.ExchangedIssuer is { } issuer
        && OutboundAddress.TryParse(issuer + ".well-known/openid-configuration", current, out var address)
            ? new TokenIssuer(issuer, address, GrantsTokens: false, "Check 'SystemUser:Altinn:BaseAddress'.")
            : throw new InvalidOperationException(
                "Altinn's address is not set. Set 'SystemUser:Environment' or 'SystemUser:Altinn:BaseAddress'."
            );
}
