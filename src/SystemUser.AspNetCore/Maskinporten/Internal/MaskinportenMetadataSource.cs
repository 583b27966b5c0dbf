using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using SystemUser.AspNetCore.Configuration;
using SystemUser.AspNetCore.Configuration.Internal;
using SystemUser.AspNetCore.Diagnostics.Internal;
using SystemUser.AspNetCore.Outbound.Internal;

namespace SystemUser.AspNetCore.Maskinporten.Internal;

/// <summary>Maskinporten's metadata.</summary>
internal sealed class MaskinportenMetadataSource(
    LiveOptions options,
    MetadataClient client,
    DependencyStates states,
    TimeProvider clock,
    ILogger<MaskinportenMetadataSource> logger
)
    : MetadataSource(options, client, states.Metadata, clock, logger),
        IMaskinportenMetadataSource,
        IConfigurationManager<OpenIdConnectConfiguration>
{
    /// <inheritdoc/>
    public async ValueTask<IssuerMetadata> GetAsync(CancellationToken cancellationToken) =>
        await FindAsync(cancellationToken)
        ?? throw new ServiceException($"Maskinporten's metadata cannot be used: {Failure}") { IsTransient = true };

    async Task<OpenIdConnectConfiguration> IConfigurationManager<OpenIdConnectConfiguration>.GetConfigurationAsync(
        CancellationToken cancel
    ) => (await GetAsync(cancel)).Configuration;

    void IConfigurationManager<OpenIdConnectConfiguration>.RequestRefresh()
    {
        // The handler asks when a key is unknown; that is known, and seen to, before the handler is.
    }

    protected override TokenIssuer IssuerOf(SystemUserOptions current)
    {
        var issuer = current.Maskinporten.Issuer;
        return
            !string.IsNullOrEmpty(issuer)
            && OutboundAddress.TryParse(current.Maskinporten.MetadataAddress, current, out var address)
            ? new TokenIssuer(
                issuer,
                address,
                GrantsTokens: true,
                "Set 'SystemUser:Maskinporten:Issuer' and ':MetadataAddress' to the same environment."
            )
            : throw new InvalidOperationException(
                "Maskinporten's issuer and metadata address are not set. Set 'SystemUser:Environment', or 'SystemUser:Maskinporten:Issuer' and ':MetadataAddress'."
            );
    }
}

/// <summary>Gives Maskinporten's metadata and keys, fetched as seldom as the rules allow.</summary>
internal interface IMaskinportenMetadataSource
{
    /// <summary>Gets the metadata in force, fetching it if there is none or it is too old.</summary>
    /// <exception cref="ServiceException">There is none that may be trusted.</exception>
    ValueTask<IssuerMetadata> GetAsync(CancellationToken cancellationToken);
}
