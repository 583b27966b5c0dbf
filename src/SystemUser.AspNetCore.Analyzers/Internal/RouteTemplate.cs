namespace SystemUser.AspNetCore.Analyzers.Internal;

/// <summary>The template of a route, as far as its parameters go.</summary>
internal static class RouteTemplate
{
    /// <summary>Gets the names of a template's parameters; <see langword="null"/> if it cannot be read.</summary>
    public static IReadOnlyList<string>? ParametersOf(string template)
    {
        var names = new List<string>();
        for (var at = 0; at < template.Length; at++)
        {
            if (template[at] != '{')
            {
                continue;
            }

            if (at + 1 < template.Length && template[at + 1] == '{')
            {
                at++; // a brace that is meant as one
                continue;
            }

            var end = EndOf(template, at + 1);
            if (end < 0)
            {
                return null;
            }

            names.Add(NameOf(template.Substring(at + 1, end - at - 1)));
            at = end;
        }

        return names;
    }

    /// <summary>Joins the templates of a controller and its action, or of a group and its endpoint.</summary>
    public static string Combine(string outer, string inner) =>
        outer.Length == 0 ? inner
        : inner.Length == 0 ? outer
        : $"{outer.TrimEnd('/')}/{inner.TrimStart('/')}";

    /// <summary>Tells whether an action's template leaves that of its controller out.</summary>
    public static bool IsAbsolute(string template) =>
        template.StartsWith("/", StringComparison.Ordinal) || template.StartsWith("~/", StringComparison.Ordinal);

    // Within a constraint, two braces are one.
    private static int EndOf(string template, int from)
    {
        for (var at = from; at < template.Length; at++)
        {
            var isTwice = at + 1 < template.Length && template[at] == template[at + 1];
            if (template[at] is '{' or '}' && isTwice)
            {
                at++;
            }
            else if (template[at] == '}')
            {
                return at;
            }
        }

        return -1;
    }

    private static string NameOf(string parameter)
    {
        var text = parameter.TrimStart('*');
        var end = text.IndexOfAny([':', '=', '?']);
        return (end < 0 ? text : text.Substring(0, end)).Trim();
    }
}
