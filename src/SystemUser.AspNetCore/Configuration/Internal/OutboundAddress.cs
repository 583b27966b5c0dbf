using System.Diagnostics.CodeAnalysis;
using System.Net;

namespace SystemUser.AspNetCore.Configuration.Internal;

/// <summary>The rule for every address that the package calls: https, or http on this machine; no user info, query or fragment.</summary>
internal static class OutboundAddress
{
    public const string Rule =
        "must be an absolute https address (http for localhost and loopback addresses only), without user info, query or fragment";

    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out Uri? address)
    {
        address = null;
        if (text is null || text.Any(char.IsWhiteSpace) || !Uri.TryCreate(text, UriKind.Absolute, out var uri))
        {
            return false;
        }

        var trusted = uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && IsLoopback(uri));
        if (!trusted || uri.UserInfo.Length > 0 || text.AsSpan().ContainsAny('@', '?', '#') || uri.Host.Length == 0)
        {
            return false;
        }

        address = uri;
        return true;
    }

    private static bool IsLoopback(Uri uri) =>
        uri.Host == "localhost"
        || (IPAddress.TryParse(uri.DnsSafeHost, out var address) && IPAddress.IsLoopback(address));
}
