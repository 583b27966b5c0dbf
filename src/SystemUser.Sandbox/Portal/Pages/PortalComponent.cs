using System.ComponentModel;
using System.Globalization;
using Microsoft.AspNetCore.Components;
using SystemUser.Sandbox.Portal.Internal;
using SystemUser.Sandbox.Portal.Internal.Texts;
using SystemUser.Sandbox.World.Internal.Model;

namespace SystemUser.Sandbox.Portal.Pages;

/// <summary>What the portal's pages have in common. Pages are public because Razor makes them so; they are not part of the sandbox's API.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class PortalComponent : ComponentBase
{
    [Inject]
    private protected PortalVisit Visit { get; set; } = null!;

    private protected string T(string bokmaal, string english) => Visit.Text(bokmaal, english);

    /// <summary>A text with names in it.</summary>
    private protected string T(string bokmaal, string english, params string[] names) =>
        string.Format(CultureInfo.InvariantCulture, Visit.Text(bokmaal, english), names);

    /// <summary>An organization number in groups of three, on one line.</summary>
    private protected static string Spaced(string? number) =>
        number is { Length: 9 } ? $"{number[..3]}\u00A0{number[3..6]}\u00A0{number[6..]}" : number ?? "";

    /// <summary>A date and time of day, as clocks in Norway have it.</summary>
    private protected string Moment(DateTimeOffset time)
    {
        var local = Norwegian.Time(time);
        return local.ToString(
            T($"d. '{Norwegian.MonthOf(local)}' yyyy 'kl.' HH.mm", "d MMMM yyyy, HH:mm"),
            CultureInfo.InvariantCulture
        );
    }

    private protected string NameOf(RegisteredSystemUser user) =>
        user.IntegrationTitle ?? Visit.SystemName(user.SystemId);
}
