namespace SystemUser.Sandbox.Wire.Internal;

/// <summary>
/// The Maskinporten client and the subscription key of the API provider whose app the sandbox is embedded in. A world
/// registers them as if the provider had done so itself.
/// </summary>
/// <param name="ClientId">The client: one that the world knows already, or a new one of the provider's.</param>
/// <param name="Keys">The public halves of its keys.</param>
/// <param name="SubscriptionKey">The subscription key that Altinn has handed out to it.</param>
internal sealed record ProviderClient(string ClientId, IReadOnlyList<PublicKey> Keys, string SubscriptionKey)
{
    /// <summary>The provider: Skatteetaten.</summary>
    public const string OrganizationNumber = "974761076";

    /// <summary>The client that the world knows the provider by when its app has configured none.</summary>
    public const string DefaultClientId = "2b8f5d1e-6a39-4e84-bc17-5c9d0a3e1f44";
}
