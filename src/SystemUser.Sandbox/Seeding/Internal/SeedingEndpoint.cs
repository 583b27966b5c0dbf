using System.Text.Json;
using System.Text.Json.Serialization;
using SystemUser.Sandbox.Wire.Internal.Http;
using SystemUser.Sandbox.World.Internal;
using SystemUser.Sandbox.World.Internal.Model;
using SystemUser.Sandbox.World.Internal.Seed;

namespace SystemUser.Sandbox.Seeding.Internal;

/// <summary>Puts a resource of one's own into a sandbox that runs.</summary>
internal static class SeedingEndpoint
{
    public static void MapSeeding(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapPut("/sandbox/resources/{resource}", PutAsync);

    private static async Task<IResult> PutAsync(
        string resource,
        HttpRequest request,
        WorldStore store,
        CancellationToken cancellationToken
    )
    {
        var body = await JsonBody.ReadAsync(request, SeedingJson.Default.SeedingOrder, cancellationToken);
        return body.Then(order => OwnResource.Read(resource, order.Scope))
            .Then(own =>
                store.Change<SeededResource>(draft =>
                {
                    var added = own.Register(draft);
                    return SeededResource.Of(draft.State, own, added);
                })
            )
            .Match(seeded => Answers.Ok(seeded, SeedingJson.Default.SeededResource));
    }
}

/// <summary>What a resource is to be opened by.</summary>
/// <param name="Scope">A scope; several with spaces between them.</param>
internal sealed record SeedingOrder(string? Scope);

/// <summary>A resource, and who may use it.</summary>
/// <param name="Resource">Its identifier.</param>
/// <param name="Added">Whether it was not there before.</param>
/// <param name="Scopes">The scopes that open the API.</param>
/// <param name="SystemUsers">The system users that hold the right on it; agents for the clients of their owners.</param>
internal sealed record SeededResource(
    string Resource,
    bool Added,
    IReadOnlyList<string> Scopes,
    IReadOnlyList<SeededSystemUser> SystemUsers
)
{
    public static SeededResource Of(WorldState world, OwnResource own, bool added)
    {
        return new(
            own.Id,
            added,
            own.Scopes,
            [
                .. world
                    .SystemUsers.All.Where(user => !user.IsDeleted && (user.Rights.Contains(own.Id) || IsAgent(user)))
                    .OrderBy(IsAgent)
                    .ThenBy(user => user.Created)
                    .Select(user => new SeededSystemUser(user.Id, user.Owner, user.SystemId, IsAgent(user))),
            ]
        );

        // They hold it by the packages that the policy names.
        bool IsAgent(RegisteredSystemUser user) =>
            user.Kind == SystemUserKind.Agent && world.Systems.Find(user.SystemId)?.Rights.Contains(own.Id) == true;
    }
}

/// <summary>A system user that holds the right.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Owner">The organization number of its owner.</param>
/// <param name="System">The system that uses it.</param>
/// <param name="IsAgent">Whether it acts for the clients of its owner.</param>
internal sealed record SeededSystemUser(Guid Id, string Owner, string System, bool IsAgent);

/// <summary>The JSON of seeding.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(SeedingOrder))]
[JsonSerializable(typeof(SeededResource))]
internal sealed partial class SeedingJson : JsonSerializerContext;
