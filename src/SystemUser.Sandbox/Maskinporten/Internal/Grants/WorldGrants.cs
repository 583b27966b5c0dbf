using System.Text.Json;
using System.Text.Json.Nodes;
using SystemUser.Sandbox.Maskinporten.Internal.Clients;
using SystemUser.Sandbox.Wire.Internal;
using SystemUser.Sandbox.Wire.Internal.Tokens;
using SystemUser.Sandbox.World.Internal;
using SystemUser.Sandbox.World.Internal.Access;
using SystemUser.Sandbox.World.Internal.Model;

namespace SystemUser.Sandbox.Maskinporten.Internal.Grants;

/// <summary>Grants tokens by the clients, scopes and system users of the world.</summary>
internal sealed class WorldGrants(WorldStore store, TimeProvider clock) : IMaskinportenGrants
{
    public ValueTask<KnownClient?> FindClientAsync(string clientId, CancellationToken cancellationToken) =>
        ValueTask.FromResult(
            store.Current.Clients.Find(clientId) is { } client
                ? new KnownClient(
                    [.. client.Keys.SelectMany(Read)],
                    Numbers.IsForeignOrganization(client.Organization) ? null : client.Organization
                )
                : null
        );

    public ValueTask<TokenGrant> GrantAsync(VerifiedAssertion assertion, CancellationToken cancellationToken) =>
        ValueTask.FromResult(Grant(store.Current, assertion, clock.GetUtcNow()));

    private static TokenGrant Grant(WorldState world, VerifiedAssertion assertion, DateTimeOffset now)
    {
        if (world.Clients.Find(assertion.ClientId) is not { } client)
        {
            return TokenGrant.Refused(GrantErrors.InvalidValue("the client has been removed."));
        }

        var claims = new JsonObject();
        var error =
            AddParties(claims, client, assertion.Claims, out var consumer)
            ?? GrantedScopes.FindError(world, client, consumer, assertion.Scopes)
            ?? (
                RequestedConsent.IsIn(assertion.Claims)
                    ? RequestedConsent.Add(claims, world, consumer, assertion.Claims, now)
                    : AddSystemUser(claims, world, client, assertion.Claims)
            )
            ?? GrantedClaims.AddAudience(claims, assertion.Claims)
            ?? GrantedClaims.AddPerson(claims, assertion.Claims);
        if (error is not null)
        {
            return TokenGrant.Refused(error);
        }

        if (assertion.IsByCertificate)
        {
            claims["client_amr"] = "virksomhetssertifikat";
        }

        claims["scope"] = string.Join(' ', assertion.Scopes);
        return TokenGrant.Granted(claims, GrantedScopes.Lifetime(world, assertion.Scopes));
    }

    private static MaskinportenError? AddParties(
        JsonObject claims,
        RegisteredClient client,
        JsonElement assertion,
        out string consumer
    )
    {
        consumer = client.Organization;
        if (assertion.TryGetProperty("consumer_org", out _))
        {
            if (JwtClaims.Text(assertion, "consumer_org") is not { } other || !Numbers.IsOrganization(other))
            {
                return GrantErrors.InvalidValue("consumer_org must be an organization number of nine digits.");
            }

            if (other == client.Organization)
            {
                return GrantErrors.OwnConsumer(other);
            }

            consumer = other;
            claims["supplier"] = MaskinportenTokenIssuer.Organization(client.Organization);
            claims["delegation_source"] = MaskinportenTokenIssuer.DelegationSource;
        }

        claims["consumer"] = MaskinportenTokenIssuer.Organization(consumer);
        return null;
    }

    private static MaskinportenError? AddSystemUser(
        JsonObject claims,
        WorldState world,
        RegisteredClient client,
        JsonElement assertion
    )
    {
        if (!assertion.TryGetProperty("authorization_details", out var details))
        {
            return null;
        }

        var (requested, error) = RequestedSystemUser.Read(details);
        if (requested is null)
        {
            return error;
        }

        var user = SystemUserLookup.FindByExternalId(
            world,
            client.ClientId,
            client.Organization,
            requested.Owner,
            requested.ExternalRef
        );
        if (user is null)
        {
            return GrantErrors.NoSystemUser(requested.Owner, requested.ExternalRef);
        }

        claims["authorization_details"] = new JsonArray(
            MaskinportenTokenIssuer.SystemUser(user.Id.ToString(), user.Owner, user.SystemId)
        );
        return null;
    }

    // A seed file is not read through the registration, so its keys may be anything.
    private static IEnumerable<PublicKey> Read(MaskinportenKey key)
    {
        try
        {
            return Jwk.Read(JsonElement.Parse(key.Jwk)).Is(out var publicKey, out _) ? [publicKey] : [];
        }
        catch (JsonException)
        {
            return [];
        }
    }
}
