using SystemUser.Sandbox.Portal.Internal;

namespace SystemUser.Sandbox.Portal.Pages;

/// <summary>Which part of an agent's list of clients is shown.</summary>
/// <param name="Query">The text searched for.</param>
/// <param name="Show">Those that are added, those that are not, or all.</param>
/// <param name="Page">The page, from 1.</param>
public sealed record ClientListView(string Query, string Show, int Page)
{
    internal const string All = "all";
    internal const string Added = "added";
    internal const string NotAdded = "open";

    internal static ClientListView Read(string? q, string? show, string? page) =>
        new(PortalPages.Search(q), show is Added or NotAdded ? show : All, PortalPages.PageNumber(page));
}
