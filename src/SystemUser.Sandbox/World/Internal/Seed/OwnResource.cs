using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using SystemUser.Sandbox.Wire.Internal.Http;
using SystemUser.Sandbox.World.Internal.Model;

namespace SystemUser.Sandbox.World.Internal.Seed;

/// <summary>
/// A resource and scope of the developer's own API. They are as those of Krav og betalinger: Skatteetaten's, with the same rules;
/// SmartCloud's systems may ask for them, and its system users hold the right as soon as they are there.
/// </summary>
internal sealed partial record OwnResource
{
    private const string Model = "ske-krav-og-betalinger";
    private const string Skatteetaten = "974761076";
    private const string SmartCloud = "991825827";

    private readonly RegistryResource _resource;

    private OwnResource(RegistryResource resource, ImmutableArray<string> scopes) =>
        (_resource, Scopes) = (resource, scopes);

    /// <summary>Gets the resource's identifier.</summary>
    public string Id => _resource.Id;

    /// <summary>Gets the scopes that open the API.</summary>
    public ImmutableArray<string> Scopes { get; }

    /// <summary>Reads an identifier, and scopes with spaces between them.</summary>
    public static Result<OwnResource> Read(string id, string? scopes)
    {
        var names = scopes?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [];
        if (names.Length == 0 || !names.All(ScopeName().IsMatch))
        {
            return SandboxProblems.BodyInvalid.With(
                $"'{scopes}' is no scope. Write a prefix, a colon and lower-case letters, digits, slashes, dots, hyphens and "
                    + "underscores, such as my:scope; several with spaces between them."
            );
        }

        using var document = JsonDocument.Parse(Document(id));
        return ResourceDocument
            .Read(document.RootElement)
            .Then<OwnResource>(resource => new OwnResource(resource, [.. names]));
    }

    /// <summary>Adds what is not there yet. A resource that is there, with all that people have done to it, stays as it is.</summary>
    /// <returns>Whether it was not there.</returns>
    public bool Register(WorldDraft draft)
    {
        if (draft.State.Resources.Find(Id) is not null)
        {
            return false;
        }

        draft.Put(_resource);
        draft.Put(new ResourcePolicy { ResourceId = Id, Xml = WorldSeed.ReadPolicy(Model).Replace(Model, Id) });
        foreach (var name in Scopes)
        {
            var scope = draft.State.Scopes.Find(name) ?? new Scope { Name = name, Owner = Skatteetaten };
            draft.Put(scope with { Consumers = [.. scope.Consumers.Union([SmartCloud])] });
        }

        foreach (var client in draft.State.Clients.Where(By.ClientOrganization, SmartCloud).ToList())
        {
            draft.Put(client with { Scopes = [.. client.Scopes.Union(Scopes)] });
        }

        foreach (var system in draft.State.Systems.Where(By.SystemVendor, SmartCloud).ToList())
        {
            draft.Put(WithRight(system));
            var users = draft.State.SystemUsers.Where(By.SystemUserSystem, system.Id).ToList();
            foreach (var user in users.Where(user => user is { Kind: SystemUserKind.Standard, IsDeleted: false }))
            {
                draft.Put(user with { Rights = [.. user.Rights.Union([Id])] });
            }
        }

        return true;
    }

    // Where the vendor wrote its rights itself, those are what it may ask for.
    private VendorSystem WithRight(VendorSystem system) =>
        system with
        {
            Rights = [.. system.Rights.Union([Id])],
            WrittenRights =
                system.WrittenRights.IsEmpty
                || system.WrittenRights.Any(right => right.Resources is [var id] && id == Id)
                    ? system.WrittenRights
                    : [.. system.WrittenRights, .. WrittenRight.Of([Id])],
        };

    private static string Document(string id) =>
        new JsonObject
        {
            ["identifier"] = id,
            ["title"] = new JsonObject
            {
                ["nb"] = id,
                ["en"] = id,
                ["nn"] = id,
            },
            ["status"] = "Completed",
            ["hasCompetentAuthority"] = new JsonObject { ["organization"] = Skatteetaten, ["orgcode"] = "skd" },
            ["resourceType"] = "GenericAccessResource",
        }.ToJsonString();

    [GeneratedRegex(
        @"^[a-z0-9]+:[a-z0-9/._-]*[a-z0-9]\z",
        RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex ScopeName();
}
