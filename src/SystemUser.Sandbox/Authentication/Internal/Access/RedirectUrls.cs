using System.Collections.Immutable;
using System.Text.RegularExpressions;
using SystemUser.Sandbox.Wire.Internal.Http;

namespace SystemUser.Sandbox.Authentication.Internal.Access;

/// <summary>Where a browser may be sent when a request has been answered.</summary>
internal static partial class RedirectUrls
{
    /// <summary>Whether a system may register the URL: https, or http on the machine itself.</summary>
    public static bool MayBeRegistered(string? url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var uri)
        && uri.UserInfo.Length == 0
        && (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback));

    /// <summary>Why a request may not name the URL; <see langword="null"/> if it may, or names none.</summary>
    public static Problem? FindProblem(ImmutableArray<string> registered, string? requested) =>
        string.IsNullOrEmpty(requested) ? null
        : registered.IsEmpty ? Problems.NoRedirectUrls
        : MayBeRegistered(requested)
        && registered.Where(MayBeRegistered).Any(url => Allows(new Uri(url), new Uri(requested)))
            ? null
        : Problems.RedirectUrlNotListed;

    // Altinn compares all but the query.
    private static bool Allows(Uri registered, Uri requested) =>
        registered.Scheme == requested.Scheme
        && registered.Port == requested.Port
        && registered.AbsolutePath == requested.AbsolutePath
        && (registered.Host == requested.Host || AllowsAnyName(registered.Host, requested.Host));

    // The public guides print hosts with a row of x where the reader's own name goes, never twice the same; so that their
    // messages can be sent as they stand, such a row means any name.
    private static bool AllowsAnyName(string registered, string requested) =>
        Placeholder().Split(registered) is [var before, var after]
        && requested.Length >= before.Length + after.Length
        && requested.StartsWith(before, StringComparison.Ordinal)
        && requested.EndsWith(after, StringComparison.Ordinal);

    [GeneratedRegex("x{4,}", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Placeholder();
}
