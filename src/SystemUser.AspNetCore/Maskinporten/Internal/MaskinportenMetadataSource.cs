using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using SystemUser.AspNetCore.Configuration;
using SystemUser.AspNetCore.Configuration.Internal;
using SystemUser.AspNetCore.Diagnostics.Internal;
using SystemUser.AspNetCore.Outbound.Internal;

namespace SystemUser.AspNetCore.Maskinporten.Internal;

/// <summary>The metadata of the configured issuer. When issuer or address change, what was fetched from the old ones is forgotten.</summary>
internal sealed class MaskinportenMetadataSource(
    LiveOptions options,
    MetadataClient client,
    DependencyStates states,
    TimeProvider clock,
    ILogger<MaskinportenMetadataSource> logger
) : IMaskinportenMetadataSource, IConfigurationManager<OpenIdConnectConfiguration>, IDisposable
{
    private readonly Lock _gate = new();
    private volatile Derived? _derived;

    /// <inheritdoc cref="MetadataCache.Current"/>
    public MaskinportenMetadata? Current => Cache().Current;

    /// <inheritdoc/>
    public async ValueTask<MaskinportenMetadata> GetAsync(CancellationToken cancellationToken)
    {
        var cache = Cache();
        return await cache.GetAsync(cancellationToken)
            ?? throw new ServiceException($"Maskinporten's metadata cannot be used: {cache.Failure}")
            {
                IsTransient = true,
            };
    }

    /// <summary>Gets the metadata in force without an exception for what the network does: <see langword="null"/> if there is none.</summary>
    public ValueTask<MaskinportenMetadata?> FindAsync(CancellationToken cancellationToken) =>
        Cache().GetAsync(cancellationToken);

    /// <inheritdoc cref="MetadataCache.GetForUnknownKeyAsync"/>
    public Task<MaskinportenMetadata?> FindForUnknownKeyAsync(
        MaskinportenMetadata seen,
        CancellationToken cancellationToken
    ) => Cache().GetForUnknownKeyAsync(seen, cancellationToken);

    async Task<OpenIdConnectConfiguration> IConfigurationManager<OpenIdConnectConfiguration>.GetConfigurationAsync(
        CancellationToken cancel
    ) => (await GetAsync(cancel)).Configuration;

    void IConfigurationManager<OpenIdConnectConfiguration>.RequestRefresh()
    {
        // The handler asks when a key is unknown; that is known, and seen to, before the handler is.
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _derived?.Cache.Dispose();
        }
    }

    private MetadataCache Cache()
    {
        var current = options.Current;
        return _derived is { } derived && ReferenceEquals(derived.Options, current) ? derived.Cache : Derive(current);
    }

    private MetadataCache Derive(SystemUserOptions current)
    {
        lock (_gate)
        {
            var issuer = current.Maskinporten.Issuer;
            if (
                string.IsNullOrEmpty(issuer)
                || !OutboundAddress.TryParse(current.Maskinporten.MetadataAddress, out var address)
            )
            {
                throw new InvalidOperationException(
                    "Maskinporten's issuer and metadata address are not set. Set 'SystemUser:Environment', or 'SystemUser:Maskinporten:Issuer' and ':MetadataAddress'."
                );
            }

            var cache = _derived?.Cache;
            if (cache is null || cache.Issuer != issuer || cache.Address != address)
            {
                cache?.Dispose();
                cache = new MetadataCache(issuer, address, client, states.Metadata, clock, logger);
            }

            _derived = new Derived(current, cache);
            return cache;
        }
    }

    private sealed record Derived(SystemUserOptions Options, MetadataCache Cache);
}
