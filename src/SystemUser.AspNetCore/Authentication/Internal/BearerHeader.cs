using Microsoft.Extensions.Primitives;

namespace SystemUser.AspNetCore.Authentication.Internal;

/// <summary>Reads the raw <c>Authorization</c> header (RFC 6750 §2.1): one value, or nothing.</summary>
internal static class BearerHeader
{
    /// <summary>Twenty times the size of a real token. Servers allow headers of 32 KiB in all.</summary>
    private const int MaxTokenLength = 16 * 1024;

    private const string Scheme = "Bearer";

    public static TokenFault Read(StringValues header, out ReadOnlyMemory<char> token)
    {
        token = default;
        if (header.Count > 1)
        {
            foreach (var value in header)
            {
                if (TryGetToken(value, out _))
                {
                    return TokenFault.SeveralHeaders;
                }
            }

            return TokenFault.Missing;
        }

        return !TryGetToken(header, out token) || token.IsEmpty ? TokenFault.Missing
            : token.Length > MaxTokenLength ? TokenFault.TooLong
            : TokenFault.None;
    }

    private static bool TryGetToken(string? value, out ReadOnlyMemory<char> token)
    {
        var isBearer =
            value is not null
            && value.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            && (value.Length == Scheme.Length || value[Scheme.Length] == ' ');
        token = isBearer ? value.AsMemory(Scheme.Length).Trim(' ') : default;
        return isBearer;
    }
}
