using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace SystemUser.Sandbox.Wire.Scripted.Internal;

/// <summary>
/// RSA key pairs that outlive the sandbox they were made for, because making one takes a tenth of a second and a test run
/// makes thousands. No two sandboxes have the same at the same time, and none under the same key id.
/// </summary>
internal sealed class KeyPool
{
    private static readonly ConcurrentBag<RSA> s_spare = [];

    private readonly ConcurrentBag<RSA> _taken = [];

    /// <summary>Takes a key pair that nobody has, under a new key id.</summary>
    public SigningKey Take()
    {
        if (!s_spare.TryTake(out var rsa))
        {
            rsa = RSA.Create(2048);
        }

        _taken.Add(rsa);
        return new SigningKey(SigningKey.NewKeyId(), rsa);
    }

    /// <summary>Gives back what was taken here.</summary>
    public void Return()
    {
        while (_taken.TryTake(out var rsa))
        {
            s_spare.Add(rsa);
        }
    }
}
