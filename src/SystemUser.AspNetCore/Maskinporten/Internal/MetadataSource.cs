using Microsoft.Extensions.Logging;
using SystemUser.AspNetCore.Configuration;
using SystemUser.AspNetCore.Configuration.Internal;
using SystemUser.AspNetCore.Diagnostics.Internal;

namespace SystemUser.AspNetCore.Maskinporten.Internal;

/// <summary>The metadata of an issuer that the options name. When they name another, what was fetched from the old one is forgotten.</summary>
internal abstract class MetadataSource(
    LiveOptions options,
    MetadataClient client,
    DependencyState state,
    TimeProvider clock,
    ILogger logger
) : IDisposable
{
    private readonly Lock _gate = new();
    private volatile Derived? _derived;

    /// <inheritdoc cref="MetadataCache.Current"/>
    public IssuerMetadata? Current => Cache().Current;

    /// <summary>Gets why the last fetch failed; empty if it did not.</summary>
    protected string Failure => Cache().Failure;

    /// <summary>Gets the metadata in force without an exception for what the network does: <see langword="null"/> if there is none.</summary>
    public ValueTask<IssuerMetadata?> FindAsync(CancellationToken cancellationToken) =>
        Cache().GetAsync(cancellationToken);

    /// <inheritdoc cref="MetadataCache.GetForUnknownKeyAsync"/>
    public Task<IssuerMetadata?> FindForUnknownKeyAsync(IssuerMetadata seen, CancellationToken cancellationToken) =>
        Cache().GetForUnknownKeyAsync(seen, cancellationToken);

    public void Dispose()
    {
        lock (_gate)
        {
            _derived?.Cache.Dispose();
        }
    }

    /// <summary>Gets the issuer that the options name.</summary>
    /// <exception cref="InvalidOperationException">They name none; the start check has said so before.</exception>
    protected abstract TokenIssuer IssuerOf(SystemUserOptions current);

    private MetadataCache Cache()
    {
        var current = options.Current;
        return _derived is { } derived && ReferenceEquals(derived.Options, current) ? derived.Cache : Derive(current);
    }

    private MetadataCache Derive(SystemUserOptions current)
    {
        lock (_gate)
        {
            var issuer = IssuerOf(current);
            var cache = _derived?.Cache;
            if (cache?.Issuer != issuer)
            {
                cache?.Dispose();
                cache = new MetadataCache(issuer, client, state, clock, logger);
            }

            _derived = new Derived(current, cache);
            return cache;
        }
    }

    private sealed record Derived(SystemUserOptions Options, MetadataCache Cache);
}

/// <summary>Who signs tokens, and where it says with which keys.</summary>
/// <param name="Issuer">The exact issuer.</param>
/// <param name="Metadata">The address of its metadata.</param>
/// <param name="GrantsTokens">Whether it is asked for tokens too, so that its metadata must say where.</param>
/// <param name="Remedy">What puts it right when the metadata is another issuer's.</param>
internal sealed record TokenIssuer(string Issuer, Uri Metadata, bool GrantsTokens, string Remedy);
