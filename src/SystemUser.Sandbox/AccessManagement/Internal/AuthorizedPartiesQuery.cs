using System.Collections.Immutable;
using Microsoft.Extensions.Primitives;
using SystemUser.Sandbox.Wire;
using SystemUser.Sandbox.Wire.Internal.Http;
using SystemUser.Sandbox.World.Internal;
using SystemUser.Sandbox.World.Internal.Access;

namespace SystemUser.Sandbox.AccessManagement.Internal;

/// <summary>Reads what a list of authorized parties shall hold.</summary>
internal static class AuthorizedPartiesQuery
{
    /// <summary>Reads what a service owner asks for.</summary>
    public static Result<AuthorizedPartiesFilter> Read(
        WorldState world,
        IQueryCollection query,
        AuthorizedPartiesRequest subject
    ) => Read(world, query, subject.PartyFilter, unasked: true);

    /// <summary>Reads what somebody asks for itself: nothing is listed of a party but what is asked for.</summary>
    public static Result<AuthorizedPartiesFilter> ReadOwn(
        WorldState world,
        IQueryCollection query,
        IReadOnlyList<AuthorizedPartiesRequest> parties
    ) => Read(world, query, parties, unasked: false);

    private static Result<AuthorizedPartiesFilter> Read(
        WorldState world,
        IQueryCollection query,
        IReadOnlyList<AuthorizedPartiesRequest>? parties,
        bool unasked
    )
    {
        var faults = new List<(string Member, string Text)>();
        var filter = new AuthorizedPartiesFilter
        {
            IncludeRoles = Flag("includeRoles", unasked),
            IncludeAccessPackages = Flag("includeAccessPackages", false),
            IncludeResources = Flag("includeResources", unasked),
            IncludeSubParties = Flag("includeSubParties", true, orAuto: true),
            IncludeInactiveParties = Flag("includeInactiveParties", true, orAuto: true),
            OrgCode =
                unasked && query["orgCode"] is [{ Length: > 0 } orgCode] ? orgCode.Trim().ToLowerInvariant() : null,
            AnyOfResourceIds = [.. query["anyOfResourceIds"].OfType<string>()],
            Parties = ReadParties(world, parties, faults),
        };
        Flag("includeInstances", true);
        Flag("includePartiesViaKeyRoles", true, orAuto: true);
        return faults.Count == 0
            ? filter
            : SandboxProblems.ParameterInvalid.At(
                faults[0].Member,
                string.Join(' ', faults.Select(fault => fault.Text))
            );

        bool Flag(string name, bool absent, bool orAuto = false)
        {
            var text = query[name];
            if (StringValues.IsNullOrEmpty(text) || (orAuto && "auto".Equals(text, StringComparison.OrdinalIgnoreCase)))
            {
                return absent;
            }

            if (!bool.TryParse(text, out var value))
            {
                faults.Add((name, $"{name} must be true or false{(orAuto ? " or auto" : "")}."));
            }

            return value;
        }
    }

    private static ImmutableHashSet<string>? ReadParties(
        WorldState world,
        IReadOnlyList<AuthorizedPartiesRequest>? filter,
        List<(string Member, string Text)> faults
    )
    {
        if (filter is null or { Count: 0 })
        {
            return null;
        }

        var parties = ImmutableHashSet.CreateBuilder<string>(StringComparer.Ordinal);
        foreach (var entry in filter)
        {
            if (
                entry?.Type
                is not (PdpAttributeIds.OrganizationNumber or PdpAttributeIds.PartyUuid or PdpAttributeIds.PartyId)
            )
            {
                faults.Add(("partyFilter", $"partyFilter has the unknown type '{entry?.Type}'."));
            }
            else if (world.FindOrganization(entry.Type, entry.Value) is { } organization)
            {
                parties.Add(organization.Number);
            }
        }

        return parties.ToImmutable();
    }
}

/// <summary>Whose parties are asked for, and which of them.</summary>
internal sealed record AuthorizedPartiesRequest(
    string? Type,
    string? Value,
    IReadOnlyList<AuthorizedPartiesRequest>? PartyFilter
);

/// <summary>What a list of authorized parties shall hold.</summary>
internal sealed record AuthorizedPartiesFilter
{
    public bool IncludeRoles { get; init; } = true;

    public bool IncludeAccessPackages { get; init; }

    public bool IncludeResources { get; init; } = true;

    public bool IncludeSubParties { get; init; } = true;

    public bool IncludeInactiveParties { get; init; } = true;

    /// <summary>Only parties for which some resource of this service owner may be used.</summary>
    public string? OrgCode { get; init; }

    /// <summary>
    /// Only parties for which one of these resources may be used; unknown ones are ignored. Empty for all.
    /// </summary>
    public ImmutableArray<string> AnyOfResourceIds { get; init; } = [];

    /// <summary>Only these organizations, by number; <see langword="null"/> for all.</summary>
    public ImmutableHashSet<string>? Parties { get; init; }
}
