using System.Text.Json;
using SystemUser.AspNetCore.Claims;

namespace SystemUser.AspNetCore.Altinn.Internal;

/// <summary>Reads the organizations out of access management's list: those that live and that the system user may act for itself, each once.</summary>
internal static class AuthorizedPartyReader
{
    /// <exception cref="JsonException">The list cannot be read.</exception>
    public static IReadOnlyList<AuthorizedOrganization> Read(ReadOnlySpan<byte> utf8)
    {
        var entries =
            JsonSerializer.Deserialize(utf8, AltinnJson.Default.AuthorizedPartyEntryArray)
            ?? throw new JsonException("The list of parties is null.");
        var found = new Dictionary<OrganizationNumber, AuthorizedOrganization>();
        Collect(entries, parent: null, found);
        return [.. found.Values.OrderBy(organization => organization.Number.ToString(), StringComparer.Ordinal)];
    }

    private static void Collect(
        AuthorizedPartyEntry?[] entries,
        OrganizationNumber? parent,
        Dictionary<OrganizationNumber, AuthorizedOrganization> found
    )
    {
        foreach (var entry in entries)
        {
            if (
                entry is null
                || entry.IsOtherThanOrganization
                || !OrganizationNumber.TryParse(entry.OrganizationNumber, out var number)
            )
            {
                continue;
            }

            if (entry is { IsDeleted: false, OnlyHierarchyElementWithNoAccess: false })
            {
                // A sub-unit may also be listed by itself; with its main unit it tells more.
                var organization = new AuthorizedOrganization(
                    number,
                    entry.Name ?? string.Empty,
                    entry.UnitType,
                    parent
                );
                if (!found.TryAdd(number, organization) && parent is not null)
                {
                    found[number] = organization;
                }
            }

            Collect(entry.Subunits ?? [], number, found);
        }
    }
}

/// <summary>A party as access management lists it, a person or an organization, with its sub-units.</summary>
/// <param name="Name">The name.</param>
/// <param name="OrganizationNumber">The organization number; absent for persons.</param>
/// <param name="Type"><c>Organization</c>, <c>Person</c> …; Altinn's versions write a word or a number.</param>
/// <param name="UnitType">The organization form.</param>
/// <param name="IsDeleted">Whether the organization is struck off.</param>
/// <param name="OnlyHierarchyElementWithNoAccess">Whether it is listed only for the sake of its sub-units.</param>
/// <param name="Subunits">The sub-units.</param>
internal sealed record AuthorizedPartyEntry(
    string? Name,
    string? OrganizationNumber,
    JsonElement Type,
    string? UnitType,
    bool IsDeleted,
    bool OnlyHierarchyElementWithNoAccess,
    AuthorizedPartyEntry?[]? Subunits
)
{
    /// <summary>Gets whether the entry says that it is something else than an organization.</summary>
    public bool IsOtherThanOrganization =>
        Type.ValueKind == JsonValueKind.String
        && !string.Equals(Type.GetString(), "Organization", StringComparison.OrdinalIgnoreCase);
}
