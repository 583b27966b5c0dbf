using System.Text.Json;
using System.Text.Json.Serialization;
using SystemUser.Sandbox.Wire.Internal.Http;
using SystemUser.Sandbox.World.Internal.Model;

namespace SystemUser.Sandbox.AccessManagement.Internal.EndUser;

/// <summary>An organization or system user, as Altinn writes it.</summary>
internal sealed record EntityView(Guid Id, string? Name, string Type, string Variant)
{
    public EntityView? Parent { get; init; }

    public IReadOnlyList<EntityView>? Children { get; init; }

    [JsonPropertyName("partyid")]
    public int? PartyId { get; init; }

    public int? UserId { get; init; }

    public string? Username { get; init; }

    public string? OrganizationIdentifier { get; init; }

    public string? PersonIdentifier { get; init; }

    public DateOnly? DateOfBirth { get; init; }

    public DateOnly? DateOfDeath { get; init; }

    public bool IsDeleted { get; init; }

    public DateTimeOffset? DeletedAt { get; init; }

    public static EntityView Of(Organization organization) =>
        new(organization.PartyUuid, organization.Name, "Organisasjon", organization.Form)
        {
            PartyId = organization.PartyId,
            OrganizationIdentifier = organization.Number,
            IsDeleted = organization.IsDeleted,
        };

    public static EntityView Of(RegisteredPerson person) =>
        new(person.PartyUuid, person.Name, "Person", "Person") { PartyId = person.PartyId, UserId = person.UserId };

    public static EntityView Of(RegisteredSystemUser user) =>
        new(
            user.Id,
            user.IntegrationTitle,
            "Systembruker",
            user.Kind == SystemUserKind.Agent ? "AgentSystem" : "StandardSystem"
        );
}

/// <summary>A role, as Altinn writes it; the space in one name is Altinn's own.</summary>
internal sealed record RoleView(Guid Id, string Code, string Urn)
{
    [JsonPropertyName("legacyurn ")]
    public string? LegacyUrn { get; init; }

    public IReadOnlyList<RoleView>? Children { get; init; }

    public static RoleView Of(ClientRole role) => new(role.Id, role.Code, role.Urn) { LegacyUrn = role.LegacyUrn };
}

/// <summary>An access package by its ids.</summary>
internal sealed record PackageReference(Guid Id, string Urn, Guid AreaId)
{
    public static PackageReference Of(CatalogPackage package) =>
        new(package.Id, package.Urn, PackageArea.Of(package).Id);
}

/// <summary>What comes with a role; only the second version speaks of resources.</summary>
internal sealed record RoleAccessView(
    RoleView Role,
    IReadOnlyList<PackageReference> Packages,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<ResourceReference>? Resources
);

/// <summary>A client, and what it gives.</summary>
internal sealed record ClientAccessView(EntityView Client, IReadOnlyList<RoleAccessView> Access);

/// <summary>An organization whose agent the caller is, and its clients.</summary>
internal sealed record MyClientsView(EntityView Provider, IReadOnlyList<ClientAccessView> Clients);

/// <summary>An organization whose agent the caller is.</summary>
internal sealed record ProviderOfClientsView(EntityView Provider, DateTimeOffset ProviderAddedAt);

/// <summary>An agent, or the organization whose agent the caller is, as the first version names it.</summary>
internal sealed record AgentView(EntityView Agent, DateTimeOffset AgentAddedAt, IReadOnlyList<RoleAccessView> Access);

/// <summary>How access management writes for end users.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, MaxDepth = 32)]
[JsonSerializable(typeof(ResultPage<AuthorizedPartyView>), TypeInfoPropertyName = "Parties")]
[JsonSerializable(typeof(ResultPage<MyClientsView>), TypeInfoPropertyName = "MyClients")]
[JsonSerializable(typeof(ResultPage<AgentView>), TypeInfoPropertyName = "Agents")]
[JsonSerializable(typeof(ResultPage<ProviderOfClientsView>), TypeInfoPropertyName = "ProvidersOfClients")]
internal sealed partial class EndUserJson : JsonSerializerContext;
