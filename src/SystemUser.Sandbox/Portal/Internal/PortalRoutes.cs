using System.Globalization;
using SystemUser.Sandbox.Portal.Pages;

namespace SystemUser.Sandbox.Portal.Internal;

/// <summary>The portal's addresses. Those of requests are Altinn's own, which vendors send their customers to.</summary>
internal static class PortalRoutes
{
    public const string Root = "/accessmanagement/ui";
    public const string Stylesheet = Root + "/portal.css";
    public const string Icon = Root + "/portal.svg";
    public const string Language = Root + "/language/";
    public const string Stay = Root + "/stay";
    public const string Who = Root + "/who";
    public const string SystemUsers = Root + "/systemuser";
    public const string Overview = SystemUsers + "/overview";
    public const string Create = SystemUsers + "/create";
    public const string Request = SystemUsers + "/request";
    public const string AgentRequest = SystemUsers + "/agentrequest";
    public const string ChangeRequest = SystemUsers + "/changerequest";
    public const string Users = Root + "/users";
    public const string Vendor = Root + "/vendor";
    public const string NewSystem = Vendor + "/register";
    public const string Scopes = Root + "/provider/scopes";
    public const string Resources = Root + "/provider/resources";

    public static string Details(Guid systemUser) => $"{SystemUsers}/details/{systemUser}";

    public static string Delete(Guid systemUser) => $"{SystemUsers}/delete/{systemUser}";

    public static string Clients(Guid agent) => $"{SystemUsers}/clients/{agent}";

    /// <summary>The clients of an agent, as far as a search, a choice and a page go, with some of them ticked.</summary>
    public static string Clients(Guid agent, ClientListView view, IEnumerable<int> ticked) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Clients(agent)}?q={Uri.EscapeDataString(view.Query)}&show={view.Show}&page={view.Page}&ticked={string.Join('.', ticked)}"
        );

    public static string Notice(Guid systemUser) => $"{SystemUsers}/notice/{systemUser}";

    public static string Resource(string id) => $"{Resources}/{Uri.EscapeDataString(id)}";

    public static string StayAt(string returnTo) => $"{Stay}?returnTo={Uri.EscapeDataString(returnTo)}";

    public static string WhoThen(string returnTo) => $"{Who}?returnTo={Uri.EscapeDataString(returnTo)}";

    /// <summary>The address if it is the portal's own, else the overview: nobody is sent elsewhere.</summary>
    public static string OwnOrOverview(string? address) =>
        address is not null
        && address.StartsWith(Root + "/", StringComparison.Ordinal)
        && !address.StartsWith(Language, StringComparison.Ordinal)
        && !address.StartsWith(Stay, StringComparison.Ordinal)
        && !address.Contains("..", StringComparison.Ordinal)
        && address.All(character => character is > ' ' and < '\x7f' and not '\\')
            ? address
            : Overview;
}
