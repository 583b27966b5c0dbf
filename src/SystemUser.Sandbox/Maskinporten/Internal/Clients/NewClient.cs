namespace SystemUser.Sandbox.Maskinporten.Internal.Clients;

/// <summary>A client to be registered.</summary>
/// <param name="OrgNo">The organization number of the organization that owns it.</param>
/// <param name="Name">What it is called. Defaults to nothing.</param>
/// <param name="Scopes">The scopes that it may ask for; they must exist. Defaults to none.</param>
/// <param name="Jwks">Its public keys. Defaults to none; they can be added later.</param>
/// <param name="ClientId">Its id. Defaults to a new uuid.</param>
internal sealed record NewClient(
    string? OrgNo,
    string? Name = null,
    IReadOnlyList<string?>? Scopes = null,
    JwkSet? Jwks = null,
    string? ClientId = null
);
