using System.Text.Json;
using System.Text.Json.Serialization;
using SystemUser.Sandbox.AccessManagement.Internal.EndUser;
using SystemUser.Sandbox.Wire.Internal.Http;

namespace SystemUser.Sandbox.AccessManagement.Internal.Agents;

/// <summary>What is to be delegated, or taken back, by role.</summary>
internal sealed record DelegationBatch(IReadOnlyList<DelegationOfRole?>? Values);

/// <summary>What comes with one role: packages by URN in one call, resources by id in another.</summary>
internal sealed record DelegationOfRole(
    string? Role,
    IReadOnlyList<string?>? Packages,
    IReadOnlyList<string?>? Resources
);

/// <summary>A package that was delegated or taken back.</summary>
internal sealed record DelegatedPackage(Guid RoleId, Guid PackageId, Guid ViaId, Guid FromId, Guid ToId, bool Changed);

/// <summary>A resource that was delegated or taken back.</summary>
internal sealed record DelegatedResource(
    Guid RoleId,
    Guid ResourceId,
    Guid ViaId,
    Guid FromId,
    Guid ToId,
    bool Changed
);

/// <summary>The single resources that come with a role.</summary>
internal sealed record ResourceAccessView(RoleView Role, IReadOnlyList<ResourceReference> Resources);

/// <summary>A client, and the single resources that an agent has of it.</summary>
internal sealed record ClientResourcesView(EntityView Client, IReadOnlyList<ResourceAccessView> Access);

/// <summary>An agent, and the single resources that it has of a client.</summary>
internal sealed record AgentResourcesView(EntityView Agent, IReadOnlyList<ResourceAccessView> Access);

/// <summary>The JSON of agents and their clients.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, MaxDepth = 32)]
[JsonSerializable(typeof(DelegationBatch))]
[JsonSerializable(typeof(IReadOnlyList<DelegatedPackage>))]
[JsonSerializable(typeof(IReadOnlyList<DelegatedResource>))]
[JsonSerializable(typeof(ResultPage<ClientAccessView>), TypeInfoPropertyName = "Clients")]
[JsonSerializable(typeof(ResultPage<AgentView>), TypeInfoPropertyName = "Agents")]
[JsonSerializable(typeof(ResultPage<ClientResourcesView>), TypeInfoPropertyName = "ClientResources")]
[JsonSerializable(typeof(ResultPage<AgentResourcesView>), TypeInfoPropertyName = "AgentResources")]
internal sealed partial class AgentJson : JsonSerializerContext;
