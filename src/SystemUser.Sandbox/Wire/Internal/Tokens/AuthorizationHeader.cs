namespace SystemUser.Sandbox.Wire.Internal.Tokens;

/// <summary>Reads the bearer token of a request (RFC 6750, section 2.1).</summary>
internal static class AuthorizationHeader
{
    private const string Scheme = "Bearer ";

    public static string? Read(HttpRequest request)
    {
        var header = request.Headers.Authorization;
        return
            header.Count == 1 && header[0] is { } value && value.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            ? value[Scheme.Length..].Trim()
            : null;
    }
}
