using Microsoft.Extensions.Logging;
using SystemUser.AspNetCore.Configuration.Internal;
using SystemUser.AspNetCore.Diagnostics.Internal;

namespace SystemUser.AspNetCore.Maskinporten.Internal;

/// <summary>The keys of the provider's own client as they are now: read again for each grant, of which there are few, so that a new file is taken up.</summary>
internal sealed class ClientKeys(LiveOptions options, TimeProvider timeProvider, ILogger<ClientKeys> logger)
    : IClientAssertionSigner
{
    private ClientKey? _lastGood;

    public string Algorithm => Current.Algorithm;

    public string KeyId => Current.KeyId;

    /// <summary>Gets the key to sign with: the configured one; or the last good one, if that has become unusable.</summary>
    /// <exception cref="MaskinportenGrantException">There has been none so far.</exception>
    public ClientKey Current
    {
        get
        {
            var current = options.Current;
            var known = Volatile.Read(ref _lastGood);
            if (ClientKey.TryLoad(current.Client, current.KeyOf("Client"), out var loaded, out var fault, timeProvider))
            {
                if (known is not null && known.Thumbprint != loaded.Thumbprint)
                {
                    logger.ClientKeyReplaced();
                }

                Volatile.Write(ref _lastGood, loaded);
                return loaded;
            }

            logger.ClientKeyUnusable(fault);
            return known ?? throw new MaskinportenGrantException(fault);
        }
    }

    /// <summary>Gets the key before this one, if there is one.</summary>
    public ClientKey? Previous
    {
        get
        {
            var current = options.Current;
            if (ClientKey.TryLoadPrevious(current.Client, current.KeyOf("Client"), out var previous, out var fault))
            {
                return previous;
            }

            logger.ClientKeyUnusable(fault);
            return null;
        }
    }

    public ValueTask<byte[]> SignAsync(ReadOnlyMemory<byte> signingInput, CancellationToken cancellationToken) =>
        Current.SignAsync(signingInput, cancellationToken);
}
