using SystemUser.AspNetCore.Claims;

namespace SystemUser.AspNetCore.Decisions.Internal.Xacml;

/// <summary>The two names in the resource id of an Altinn app, <c>app_{org}_{app}</c>.</summary>
/// <remarks>
/// They are sent as two attributes, because the policy decision point cuts the joined id at every underscore and
/// would ask about another app when the app's name holds one.
/// </remarks>
internal readonly ref struct AppResource
{
    private const string Prefix = "app_";

    private AppResource(ReadOnlySpan<char> org, ReadOnlySpan<char> app)
    {
        Org = org;
        App = app;
    }

    public ReadOnlySpan<char> Org { get; }

    public ReadOnlySpan<char> App { get; }

    public static bool TryRead(ResourceId resource, out AppResource app)
    {
        app = default;
        var text = resource.ToString();
        if (!text.StartsWith(Prefix, StringComparison.Ordinal))
        {
            return false;
        }

        var names = text.AsSpan(Prefix.Length);
        var separator = names.IndexOf('_');
        if (separator <= 0 || separator == names.Length - 1)
        {
            return false;
        }

        app = new AppResource(names[..separator], names[(separator + 1)..]);
        return true;
    }
}
