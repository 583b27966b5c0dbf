using System.Collections.Immutable;

namespace SystemUser.Sandbox.World.Internal.Model;

/// <summary>A resource owner's list of organizations that may use some of its resources.</summary>
internal sealed record AccessList : IWorldRow
{
    /// <summary>The service-owner code, for example <c>skd</c>.</summary>
    public required string OrgCode { get; init; }

    public required string Identifier { get; init; }

    public required string Name { get; init; }

    public string Description { get; init; } = "";

    public ImmutableArray<string> Members { get; init; } = [];

    public ImmutableArray<AccessListConnection> Connections { get; init; } = [];

    public DateTimeOffset Created { get; init; }

    public DateTimeOffset Updated { get; init; }

    string IWorldRow.Key => KeyOf(OrgCode, Identifier);

    public static string KeyOf(string orgCode, string identifier) => $"{orgCode}/{identifier}";
}

/// <summary>A resource that an access list opens.</summary>
/// <param name="ResourceId">The resource.</param>
/// <param name="ActionFilters">The actions that it opens; empty for all.</param>
internal sealed record AccessListConnection(string ResourceId, ImmutableArray<string> ActionFilters);
