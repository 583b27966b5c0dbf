using SystemUser.Sandbox.World.Internal.Model;

namespace SystemUser.Sandbox.Maskinporten.Internal.Clients;

/// <summary>A client as the sandbox shows it.</summary>
/// <param name="ClientId">Its id, the <c>iss</c> of its assertions.</param>
/// <param name="OrgNo">The organization number of the organization that owns it.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Scopes">The scopes that it may ask for.</param>
/// <param name="KeyIds">The key ids of its keys.</param>
internal sealed record ClientAnswer(
    string ClientId,
    string OrgNo,
    string Name,
    IReadOnlyList<string> Scopes,
    IReadOnlyList<string> KeyIds
)
{
    public static ClientAnswer Of(RegisteredClient client) =>
        new(
            client.ClientId,
            client.Organization,
            client.Name,
            client.Scopes,
            [.. client.Keys.Select(key => key.KeyId)]
        );
}
