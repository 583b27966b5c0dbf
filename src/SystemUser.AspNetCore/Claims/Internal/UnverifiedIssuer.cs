using System.Buffers;
using System.Buffers.Text;
using System.Text.Json;
using Microsoft.Extensions.Primitives;

namespace SystemUser.AspNetCore.Claims.Internal;

/// <summary>Tells, before anything is verified, whether a request carries a bearer token that says it is Maskinporten's, or one that was exchanged for Maskinporten's.</summary>
/// <remarks>
/// It decides by whose rules the request is judged, never whether it is let in. So it is read as generously as any library might: whatever could pass
/// for such a token anywhere is one.
/// </remarks>
internal static class UnverifiedIssuer
{
    private const string Scheme = "Bearer";
    private const int MaxTokenLength = 16 * 1024;
    private const int MaxWords = 16;

    private static readonly SearchValues<char> s_separators = SearchValues.Create(" \t,");

    /// <summary>Looks into every bearer token of the header, however many there are.</summary>
    /// <param name="authorization">The header.</param>
    /// <param name="issuer">Maskinporten's issuer.</param>
    /// <param name="altinnIssuer">Altinn's issuer, whose tokens are exchanged for Maskinporten's, or for people's: those are another's.</param>
    public static bool IsIn(StringValues authorization, string? issuer, string? altinnIssuer)
    {
        if (string.IsNullOrEmpty(issuer))
        {
            return false;
        }

        foreach (var value in authorization)
        {
            var rest = value.AsSpan().Trim();
            if (!rest.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
            {
                continue;
            }

            var words = 0;
            foreach (var word in rest[Scheme.Length..].SplitAny(s_separators))
            {
                var token = rest[Scheme.Length..][word];
                if (token.Length > MaxTokenLength || (!token.IsEmpty && ++words > MaxWords))
                {
                    return true; // nobody's token; so it is refused by the strict side
                }

                if (IsOf(token, issuer, altinnIssuer))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static bool IsOf(ReadOnlySpan<char> token, string issuer, string? altinnIssuer)
    {
        var first = token.IndexOf('.');
        var payload = first < 0 ? default : token[(first + 1)..];
        var second = payload.IndexOf('.');
        payload = second < 0 ? payload : payload[..second];
        if (payload.IsEmpty)
        {
            return false;
        }

        var characters = ArrayPool<char>.Shared.Rent(payload.Length);
        var bytes = ArrayPool<byte>.Shared.Rent(payload.Length);
        try
        {
            var text = characters.AsSpan(0, payload.Length);
            payload.CopyTo(text);
            text.Replace('+', '-');
            text.Replace('/', '_');
            return Base64Url.DecodeFromChars(text.TrimEnd('='), bytes, out _, out var length) == OperationStatus.Done
                && Says(bytes.AsSpan(0, length), issuer, altinnIssuer);
        }
        finally
        {
            ArrayPool<char>.Shared.Return(characters);
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }

    /// <summary>Tells whether any member <c>iss</c> of the object is the issuer; what is wrong with the rest does not matter.</summary>
    private static bool Says(ReadOnlySpan<byte> json, string issuer, string? altinnIssuer)
    {
        var reader = new Utf8JsonReader(
            json,
            new JsonReaderOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip }
        );
        var isAltinns = false;
        var isOfMaskinportens = false;
        try
        {
            while (reader.Read())
            {
                if (reader is not { TokenType: JsonTokenType.PropertyName, CurrentDepth: 1 })
                {
                    continue;
                }

                isOfMaskinportens |=
                    reader.ValueTextEquals("authorization_details"u8) || reader.ValueTextEquals("consumer"u8);
                if (reader.ValueTextEquals("iss"u8) && reader.Read() && reader.TokenType == JsonTokenType.String)
                {
                    isAltinns |= altinnIssuer is not null && reader.ValueTextEquals(altinnIssuer);
                    if (reader.ValueTextEquals(issuer))
                    {
                        return true;
                    }
                }
            }
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // No JSON from here on: nobody else reads an issuer there either.
        }

        return isAltinns && isOfMaskinportens;
    }
}
