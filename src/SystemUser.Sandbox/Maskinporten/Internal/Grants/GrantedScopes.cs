using SystemUser.Sandbox.Wire.Internal;
using SystemUser.Sandbox.World.Internal;
using SystemUser.Sandbox.World.Internal.Model;

namespace SystemUser.Sandbox.Maskinporten.Internal.Grants;

/// <summary>Which scopes a client may have, for itself or for a consumer that has delegated them, and for how long.</summary>
internal static class GrantedScopes
{
    private const string OtherPrefix = "idporten:";

    // Scopes of people who log in: ID-porten's, and OpenID Connect's own.
    private static readonly string[] s_otherScopes = ["openid", "profile"];

    /// <summary>Why the client may not have all the scopes; <see langword="null"/> if it may.</summary>
    public static MaskinportenError? FindError(
        WorldState world,
        RegisteredClient client,
        string consumer,
        IReadOnlyList<string> scopes
    )
    {
        foreach (var name in scopes)
        {
            if (s_otherScopes.Contains(name) || name.StartsWith(OtherPrefix, StringComparison.Ordinal))
            {
                return GrantErrors.ScopeOfAnotherKind(name);
            }

            if (!client.Scopes.Contains(name) || world.Scopes.Find(name) is not { } scope)
            {
                return GrantErrors.ScopeNotOnClient(name);
            }

            if (!scope.IsOpen && scope.Owner != consumer && !scope.Consumers.Contains(consumer))
            {
                return GrantErrors.ScopeNotGranted(name, consumer);
            }

            if (
                consumer != client.Organization
                && world.ScopeDelegations.Find(ScopeDelegation.KeyOf(name, consumer, client.Organization)) is null
            )
            {
                return GrantErrors.ScopeNotDelegated(name, consumer, client.Organization);
            }
        }

        return null;
    }

    /// <summary>How long a token with the scopes lives: of several lifetimes, the shortest counts.</summary>
    public static TimeSpan Lifetime(WorldState world, IReadOnlyList<string> scopes) =>
        TimeSpan.FromSeconds(scopes.Min(scope => world.Scopes.Find(scope)!.TokenLifetime));
}
