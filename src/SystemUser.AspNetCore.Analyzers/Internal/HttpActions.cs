namespace SystemUser.AspNetCore.Analyzers.Internal;

/// <summary>The methods that stand for an action.</summary>
internal static class HttpActions
{
    private static readonly HashSet<string> s_known = new(StringComparer.OrdinalIgnoreCase)
    {
        "GET",
        "HEAD",
        "POST",
        "PUT",
        "PATCH",
        "DELETE",
    };

    public static bool IsKnown(string method) => s_known.Contains(method);
}
