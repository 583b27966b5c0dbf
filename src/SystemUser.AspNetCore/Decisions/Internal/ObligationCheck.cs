using System.Globalization;
using SystemUser.AspNetCore.Claims;
using SystemUser.AspNetCore.Configuration;

namespace SystemUser.AspNetCore.Decisions.Internal;

/// <summary>Whether a system user meets the obligations of a Permit: only a minimum authentication level is understood, and anything else is not met.</summary>
/// <remarks>
/// A system user counts as level 3 (Altinn's exchange sets <c>urn:altinn:authlevel</c> so). The level for organizations is
/// addressed to service owners; it counts for a system user only where the provider says so.
/// </remarks>
/// <param name="IsMet">Whether all obligations are met.</param>
/// <param name="Unmet">The category of the one that is not met; else <see langword="null"/>.</param>
/// <param name="RequiredLevel">The level that it demands, if it is a level that can be read; else <see langword="null"/>.</param>
internal readonly record struct ObligationCheck(bool IsMet, string? Unmet, int? RequiredLevel)
{
    public const string MinimumLevel = "urn:altinn:minimum-authenticationlevel";
    public const string MinimumOrganizationLevel = "urn:altinn:minimum-authenticationlevel-org";

    private static readonly ObligationCheck s_met = new(IsMet: true, null, null);

    public static ObligationCheck Evaluate(
        IReadOnlyList<Obligation> obligations,
        ResourceId resource,
        int level,
        DecisionOptions options
    )
    {
        if (obligations.Count == 0)
        {
            return s_met;
        }

        int? demandedLevel = null;
        int? demandedOrganizationLevel = null;
        for (var i = 0; i < obligations.Count; i++)
        {
            var obligation = obligations[i];
            var readable = int.TryParse(
                obligation.Value,
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out var demanded
            );
            switch (obligation.Category)
            {
                case MinimumLevel when readable:
                    demandedLevel = Math.Max(demandedLevel ?? 0, demanded);
                    break;
                case MinimumOrganizationLevel when readable:
                    demandedOrganizationLevel = Math.Max(demandedOrganizationLevel ?? 0, demanded);
                    break;
                default:
                    return new(IsMet: false, obligation.Category, null);
            }
        }

        var met =
            demandedLevel is null
            || demandedLevel <= level
            || (demandedOrganizationLevel <= level && options.HonourOrganizationLevelFor.Contains(resource.ToString()));
        return met ? s_met : new(IsMet: false, MinimumLevel, demandedLevel);
    }
}
