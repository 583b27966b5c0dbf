using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json.Serialization;
using SmartCloud.Customers;
using SmartCloud.State;

namespace SmartCloud.Keys;

/// <summary>
/// The key of each system's Maskinporten client. SmartCloud makes them itself and keeps them in the state folder; only
/// the public half ever leaves it.
/// </summary>
/// <param name="folder">The state folder.</param>
internal sealed class ClientKeys(StateFolder folder)
{
    private const int KeySize = 2048;
    private readonly ConcurrentDictionary<SystemKind, Lazy<ClientKey>> _keys = [];

    /// <summary>Gives the key of a system's client.</summary>
    /// <param name="kind">The system.</param>
    /// <exception cref="InvalidOperationException">The key file is damaged.</exception>
    public ClientKey For(SystemKind kind)
    {
        var key = _keys.GetOrAdd(kind, kind => new Lazy<ClientKey>(() => LoadOrCreate(kind)));
        try
        {
            return key.Value;
        }
        catch
        {
            _keys.TryRemove(KeyValuePair.Create(kind, key)); // else the fault would be kept
            throw;
        }
    }

    private ClientKey LoadOrCreate(SystemKind kind)
    {
        var file = $"client-key-{(kind is SystemKind.Agent ? "agent" : "standard")}.pem";
        if (folder.ReadText(file) is not { } pem)
        {
            using var created = RSA.Create(KeySize);
            folder.Write(file, created.ExportPkcs8PrivateKeyPem());
            return new ClientKey(created);
        }

        using var rsa = RSA.Create();
        try
        {
            rsa.ImportFromPem(pem);
            return new ClientKey(rsa);
        }
        catch (Exception exception) when (exception is ArgumentException or CryptographicException)
        {
            throw new InvalidOperationException(
                $"The key file '{folder.PathOf(file)}' is damaged. Restore it from a backup; or delete it, start again, "
                    + "and register the new public key, shown on the page 'Set-up', at Maskinporten.",
                exception
            );
        }
    }
}

/// <summary>Writes public keys.</summary>
[JsonSourceGenerationOptions(WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(PublicJwk))]
internal sealed partial class KeysJson : JsonSerializerContext;
