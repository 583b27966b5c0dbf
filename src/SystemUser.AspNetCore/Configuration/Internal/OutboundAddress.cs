using System.Diagnostics.CodeAnalysis;
using System.Net;

namespace SystemUser.AspNetCore.Configuration.Internal;

/// <summary>The rule for every address that the package calls: https, or http on this machine and on hosts that the app allows it; no user info, query or fragment.</summary>
internal static class OutboundAddress
{
    public static string RuleOf(SystemUserOptions options) =>
        $"must be an absolute https address (http for localhost, loopback addresses and, in Development, the hosts in '{options.KeyOf(nameof(options.AllowInsecureHosts))}'), without user info, query or fragment";

    public static bool TryParse(
        [NotNullWhen(true)] string? text,
        SystemUserOptions options,
        [NotNullWhen(true)] out Uri? address
    )
    {
        address = null;
        if (text is null || text.Any(char.IsWhiteSpace) || !Uri.TryCreate(text, UriKind.Absolute, out var uri))
        {
            return false;
        }

        var trusted =
            uri.Scheme == Uri.UriSchemeHttps
            || (uri.Scheme == Uri.UriSchemeHttp && (IsLoopback(uri) || IsAllowed(uri, options)));
        if (!trusted || uri.UserInfo.Length > 0 || text.AsSpan().ContainsAny('@', '?', '#') || uri.Host.Length == 0)
        {
            return false;
        }

        address = uri;
        return true;
    }

    private static bool IsAllowed(Uri uri, SystemUserOptions options) =>
        options.AllowInsecureHosts.Contains(uri.DnsSafeHost, StringComparer.OrdinalIgnoreCase);

    private static bool IsLoopback(Uri uri) =>
        uri.Host == "localhost"
        || (IPAddress.TryParse(uri.DnsSafeHost, out var address) && IPAddress.IsLoopback(address));
}
