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
