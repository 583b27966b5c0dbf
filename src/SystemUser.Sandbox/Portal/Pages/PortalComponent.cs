using System.ComponentModel;
using System.Globalization;
using Microsoft.AspNetCore.Components;
using SystemUser.Sandbox.Portal.Internal;

namespace SystemUser.Sandbox.Portal.Pages;

/// <summary>What the portal's pages have in common. Pages are public because Razor makes them so; they are not part of the sandbox's API.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class PortalComponent : ComponentBase
{
    [Inject]
    private protected PortalVisit Visit { get; set; } = null!;

    private protected string T(string norwegian, string english) => Visit.Text(norwegian, english);

    /// <summary>An organization number in groups of three, on one line.</summary>
    private protected static string Spaced(string? number) =>
        number is { Length: 9 } ? $"{number[..3]}\u00A0{number[3..6]}\u00A0{number[6..]}" : number ?? "";

    private protected string Moment(DateTimeOffset time) =>
        time.UtcDateTime.ToString(
            T("dd.MM.yyyy 'kl.' HH.mm 'UTC'", "d MMM yyyy, HH:mm 'UTC'"),
            CultureInfo.InvariantCulture
        );
}
