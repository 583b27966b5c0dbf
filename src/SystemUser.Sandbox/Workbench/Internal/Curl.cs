using SystemUser.Sandbox.Traffic.Internal;

namespace SystemUser.Sandbox.Workbench.Internal;

/// <summary>Writes calls as lines for a shell. Tokens are not kept, so that a line gets one of its own.</summary>
internal static class Curl
{
    private const string Continued = " \\\n  ";

    /// <summary>The call again, with a token like the one that it had.</summary>
    /// <returns>The line; <see langword="null"/> for what cannot be called again from here.</returns>
    public static string? Of(LoggedCall call, string sandbox)
    {
        if (call.Method is null)
        {
            return null;
        }

        if (call.Service == CallServices.Token)
        {
            return "# The assertion is not kept; this gets a token like the one that was asked for.\n"
                + $"curl -s {Quote(SystemUserToken(sandbox, call.SystemUser, call.Owner?.Number, call.Scopes))}";
        }

        var parts = new List<string> { $"curl -i -X {Word(call.Method)} {Quote(sandbox + call.Path)}" };
        if (call.Caller is { } caller)
        {
            var token = call.Path.Contains("/exchange/", StringComparison.Ordinal)
                ? SystemUserToken(sandbox, call.SystemUser, owner: null, call.Scopes)
                : $"{sandbox}/api/GetEnterpriseToken?orgNo={caller.Number}&scopes={Uri.EscapeDataString(call.Scopes ?? "")}";
            parts.Add($"-H \"Authorization: Bearer $(curl -s {Quote(token)})\"");
        }

        parts.Add("-H 'Ocp-Apim-Subscription-Key: sandbox'");
        if (call.RequestBody is { } body)
        {
            parts.Add($"-H {Quote($"Content-Type: {call.RequestType}")}");
            parts.Add($"--data-raw {Quote(body)}");
        }

        return string.Join(Continued, parts);
    }

    /// <summary>A call to an API with a token at hand.</summary>
    public static string ToApi(string address, string token) =>
        $"curl -i {Quote(address)}{Continued}-H {Quote($"Authorization: Bearer {token}")}";

    /// <summary>The address that makes a token of a system user.</summary>
    public static string SystemUserToken(string sandbox, string? systemUser, string? owner, string? scopes)
    {
        KeyValuePair<string, string?>[] parts =
        [
            new("systemUserId", systemUser),
            new("systemUserOrg", systemUser is null ? owner : null),
            new("scopes", scopes),
        ];
        return $"{sandbox}/api/GetSystemUserToken{QueryString.Create(parts.Where(part => !string.IsNullOrEmpty(part.Value)))}";
    }

    private static string Word(string text) => text.All(char.IsAsciiLetter) ? text : Quote(text);

    private static string Quote(string text) => $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
