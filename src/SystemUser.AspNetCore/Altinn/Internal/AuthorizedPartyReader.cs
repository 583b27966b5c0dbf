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
