using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.WebUtilities;
using SystemUser.Sandbox.Wire.Internal.Tokens;

namespace SystemUser.Sandbox.Traffic.Internal;

/// <summary>Takes tokens, keys and passwords out of what is kept of a call.</summary>
internal static partial class Redaction
{
    private const string Token = "[token]";
    private const string Secret = "[secret]";

    // Most texts hold none of these, and need no closer look.
    private static readonly SearchValues<string> s_suspicious = SearchValues.Create(
        [
            "eyJ",
            "PRIVATE KEY",
            "\"d\"",
            "\"p\"",
            "\"q\"",
            "\"dp\"",
            "\"dq\"",
            "\"qi\"",
            "\"k\"",
            "\"oth\"",
            "secret",
            "password",
            "assertion",
            "access_token",
            "subscription-key",
        ],
        StringComparison.OrdinalIgnoreCase
    );

    private static readonly JsonSerializerOptions s_readable = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>A text without what opens anything.</summary>
    public static string Of(string text)
    {
        if (!text.AsSpan().ContainsAny(s_suspicious))
        {
            return text;
        }

        var result = PemKeys().Replace(text, Secret);
        result = SecretMembers().Replace(result, $"${{name}}\"{Secret}\"");
        result = SecretFields().Replace(result, $"${{name}}{Secret}");
        return Tokens().Replace(result, Token);
    }

    /// <summary>The form of a token request: the claims of its assertion stay, its signature goes.</summary>
    public static string OfForm(string text)
    {
        var result = new StringBuilder();
        try
        {
            foreach (var (name, values) in new FormReader(text).ReadForm())
            {
                foreach (var value in values)
                {
                    result.AppendLine(name == "assertion" ? $"{name}={ClaimsOf(value)}" : Of($"{name}={value}"));
                }
            }
        }
        catch (InvalidDataException)
        {
            return Of(text);
        }

        return result.ToString().TrimEnd();
    }

    private static string ClaimsOf(string? assertion) =>
        Jwt.Parse(assertion ?? "") is { Payload: var claims }
            ? $"[assertion, its claims alone]{Environment.NewLine}{Of(JsonSerializer.Serialize(claims, s_readable))}"
            : Token;

    // Whatever begins as the header of a JSON Web Token does, cut off or not.
    [GeneratedRegex(
        @"eyJ[A-Za-z0-9_-]{8,}(\.[A-Za-z0-9_-]*){0,4}",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking
    )]
    private static partial Regex Tokens();

    [GeneratedRegex(
        "(?<name>\"(d|p|q|dp|dq|qi|k|oth|client_secret|password|assertion)\"\\s*:\\s*)\"[^\"]*\"?",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking
    )]
    private static partial Regex SecretMembers();

    [GeneratedRegex(
        @"(?<name>(client_secret|password|assertion|access_token|subscription-key)=)[^&\s]*",
        RegexOptions.ExplicitCapture
            | RegexOptions.CultureInvariant
            | RegexOptions.IgnoreCase
            | RegexOptions.NonBacktracking
    )]
    private static partial Regex SecretFields();

    [GeneratedRegex(
        @"-----BEGIN [A-Z ]*PRIVATE KEY-----[^-]*(-----END [A-Z ]*PRIVATE KEY-----)?",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking
    )]
    private static partial Regex PemKeys();
}
