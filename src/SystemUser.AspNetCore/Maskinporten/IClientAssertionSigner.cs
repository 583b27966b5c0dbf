namespace SystemUser.AspNetCore.Maskinporten;

/// <summary>Signs the provider's own client assertions. Register your own to keep the private key in a vault or an HSM; the rest stays.</summary>
public interface IClientAssertionSigner
{
    /// <summary>Gets the JWT algorithm of the signature: <c>RS256</c>, <c>RS384</c> or <c>RS512</c>.</summary>
    string Algorithm { get; }

    /// <summary>Gets the id under which the public key is registered at Maskinporten.</summary>
    string KeyId { get; }

    /// <summary>Signs the bytes <c>header.payload</c> of an assertion with RSASSA-PKCS1-v1_5.</summary>
    /// <returns>The signature.</returns>
    ValueTask<byte[]> SignAsync(ReadOnlyMemory<byte> signingInput, CancellationToken cancellationToken);
}
