using System.Collections.Immutable;
using SystemUser.Sandbox.Maskinporten.Internal.Scopes;
using SystemUser.Sandbox.Wire.Internal;
using SystemUser.Sandbox.Wire.Internal.Http;
using SystemUser.Sandbox.World.Internal;
using SystemUser.Sandbox.World.Internal.Model;

namespace SystemUser.Sandbox.Maskinporten.Internal.Clients;

/// <summary>Registers Maskinporten clients and their keys, as an organization does in Digdir's self-service.</summary>
internal sealed class ClientRegistry(WorldStore store)
{
    /// <summary>All clients, or those of one organization.</summary>
    public IEnumerable<RegisteredClient> List(string? organization)
    {
        var world = store.Current;
        return organization is null
            ? world.Clients.All.OrderBy(client => client.ClientId, StringComparer.Ordinal)
            : world.Clients.Where(By.ClientOrganization, organization);
    }

    public Result<RegisteredClient> Find(string clientId) =>
        store.Current.Clients.Find(clientId) is { } client ? client : MaskinportenProblems.ClientNotFound;

    /// <summary>Registers a client, under an id of its own unless one is given.</summary>
    public Result<RegisteredClient> Register(NewClient registration)
    {
        if (!JwkSetReader.Read(registration.Jwks).Is(out var keys, out var problem))
        {
            return problem;
        }

        var clientId = registration.ClientId ?? Guid.NewGuid().ToString();
        if (
            clientId.Length is 0 or > 128
            || clientId.Any(letter => !char.IsAsciiLetterOrDigit(letter) && letter is not ('-' or '_' or '.'))
        )
        {
            return SandboxProblems.BodyInvalid.With(
                "clientId must be 1 to 128 letters, digits, hyphens, underscores and dots."
            );
        }

        return store.Change<RegisteredClient>(draft =>
        {
            if (
                !Numbers.IsForeignOrganization(registration.OrgNo)
                && draft.State.Organizations.Find(registration.OrgNo) is not { IsDeleted: false }
            )
            {
                return MaskinportenProblems.OrganizationUnknown.With(
                    $"orgNo must be the organization number of an organization in this sandbox, or a foreign one with its scheme (0009:FR…); {registration.OrgNo ?? "none"} is not."
                );
            }

            if (draft.State.Clients.Find(clientId) is not null)
            {
                return MaskinportenProblems.ClientExists;
            }

            var scopes = Distinct(registration.Scopes);
            if (FindUnknownScope(draft.State, scopes) is { } unknown)
            {
                return unknown;
            }

            var client = new RegisteredClient
            {
                ClientId = clientId,
                Organization = registration.OrgNo!,
                Name = registration.Name ?? "",
                Scopes = scopes,
                Keys = keys,
            };
            draft.Put(client);
            return client;
        });
    }

    /// <summary>Replaces the scopes of a client.</summary>
    public Result<RegisteredClient> SetScopes(string clientId, IEnumerable<string?> scopes) =>
        Change(
            clientId,
            (world, client) =>
            {
                var distinct = Distinct(scopes);
                return FindUnknownScope(world, distinct) is { } unknown ? unknown : client with { Scopes = distinct };
            }
        );

    /// <summary>Adds keys to a client. A key under a key id that is there already takes its place.</summary>
    public Result<RegisteredClient> AddKeys(string clientId, JwkSet set) =>
        JwkSetReader.Read(set).Then(keys => Change(clientId, (_, client) => client.With(keys)));

    public Result<RegisteredClient> RemoveKey(string clientId, string keyId) =>
        Change(
            clientId,
            (_, client) =>
                client.Keys.FirstOrDefault(key => key.KeyId == keyId) is { } key
                    ? client with
                    {
                        Keys = client.Keys.Remove(key),
                    }
                    : MaskinportenProblems.KeyNotFound
        );

    public Result<Done> Remove(string clientId) =>
        store.Change<Done>(draft =>
        {
            if (draft.State.Clients.Find(clientId) is null)
            {
                return MaskinportenProblems.ClientNotFound;
            }

            draft.Remove<RegisteredClient>(clientId);
            return default(Done);
        });

    private Result<RegisteredClient> Change(
        string clientId,
        Func<WorldState, RegisteredClient, Result<RegisteredClient>> change
    ) =>
        store.Change<RegisteredClient>(draft =>
        {
            if (draft.State.Clients.Find(clientId) is not { } client)
            {
                return MaskinportenProblems.ClientNotFound;
            }

            if (!change(draft.State, client).Is(out var changed, out var problem))
            {
                return problem;
            }

            draft.Put(changed);
            return changed;
        });

    private static ImmutableArray<string> Distinct(IEnumerable<string?>? scopes) =>
        [.. (scopes ?? []).Select(scope => scope?.Trim()).OfType<string>().Distinct(StringComparer.Ordinal)];

    private static Problem? FindUnknownScope(WorldState world, ImmutableArray<string> scopes) =>
        scopes.FirstOrDefault(scope => world.Scopes.Find(scope) is null) is { } unknown
            ? MaskinportenProblems.ScopeNotFound with
            {
                Status = StatusCodes.Status400BadRequest,
                Detail = $"There is no scope {unknown}. Create it with POST {ScopeEndpoints.Path}.",
            }
            : null;
}

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
