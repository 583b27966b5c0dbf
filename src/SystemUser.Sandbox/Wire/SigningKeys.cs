namespace SystemUser.Sandbox.Wire;

/// <summary>Signing keys of one party: the one that signs now, and all that are published. Safe for concurrent use.</summary>
public sealed class SigningKeys
{
    private readonly Lock _lock = new();
    private volatile State _state;

    /// <summary>Initializes the keys with one that signs and is published.</summary>
    /// <param name="current">The key.</param>
    public SigningKeys(SigningKey current) => _state = new State(current, [current]);

    /// <summary>Gets the key that signs now.</summary>
    public SigningKey Current => _state.Current;

    /// <summary>Gets all keys that are published, the newest last.</summary>
    public IReadOnlyList<SigningKey> Published => _state.Published;

    /// <summary>Signs with a new key from now on. The keys published before stay published.</summary>
    /// <param name="next">The key to sign with. Defaults to a new one.</param>
    /// <returns>The key that signs now.</returns>
    public SigningKey Rotate(SigningKey? next = null)
    {
        next ??= SigningKey.Create();
        lock (_lock)
        {
            _state = new State(next, [.. _state.Published, next]);
        }

        return next;
    }

    /// <summary>Publishes a key without signing with it, as is done ahead of a rotation.</summary>
    /// <param name="key">The key.</param>
    public void Publish(SigningKey key)
    {
        lock (_lock)
        {
            _state = _state with { Published = [.. _state.Published, key] };
        }
    }

    /// <summary>Stops publishing a key. What it has signed can then not be verified.</summary>
    /// <param name="key">The key.</param>
    public void Withdraw(SigningKey key)
    {
        lock (_lock)
        {
            _state = _state with { Published = [.. _state.Published.Where(other => other != key)] };
        }
    }

    /// <summary>Finds a published key.</summary>
    /// <param name="keyId">Its key id; of several with the same, the newest.</param>
    /// <returns>The key, or <see langword="null"/>.</returns>
    internal SigningKey? Find(string keyId)
    {
        var published = _state.Published;
        for (var i = published.Count - 1; i >= 0; i--)
        {
            if (string.Equals(published[i].KeyId, keyId, StringComparison.Ordinal))
            {
                return published[i];
            }
        }

        return null;
    }

    private sealed record State(SigningKey Current, IReadOnlyList<SigningKey> Published);
}
