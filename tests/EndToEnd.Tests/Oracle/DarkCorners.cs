namespace EndToEnd.Tests.Oracle;

/// <summary>Tokens from the dark corners of JSON, Unicode and HTTP, where two readers may see two tokens.</summary>
public static class DarkCorners
{
    private const string Evil = "https://evil.example/keys";

    /// <summary>Gets those that one strict reading takes, and in one way only.</summary>
    public static IReadOnlyList<TokenKind> Good { get; } =
    [
        TokenKind.Good("names all escapes", draft => draft.Replace("\"iss\"", "\"\\u0069\\u0073\\u0073\"").Sign()),
        TokenKind.Good("type all escapes", draft => draft.Replace("urn:altinn:s", "urn:altinn:\\u0073").Sign()),
        TokenKind.Good("white space all over", draft => draft.Replace("{\"iss\":", "{ \t\r\n\"iss\" \n:\t ").Sign()),
        TokenKind.Good("white space around", draft => draft.Append(" \r\n\t").Sign()),
        TokenKind.Good("two hundred members", draft => draft.With(Members(200)).Sign()),
        TokenKind.Good("nested sixty deep", draft => draft.With($"\"x\":{Nested(60)}").Sign()),
        TokenKind.Good("an empty name", draft => draft.With("\"\":1").Sign()),
        TokenKind.Good(
            "names that differ by case",
            draft => draft.With("\"EXP\":1,\"Iss\":\"x\",\"SCOPE\":\"\",\"Authorization_Details\":[]").Sign()
        ),
        TokenKind.Good(
            "numbers beyond all types",
            draft => draft.With("\"x\":1e999999,\"y\":-0,\"z\":0.1e-400").Sign()
        ),
        TokenKind.Good(
            "texts of all planes",
            draft => draft.With("\"navn\":\"Bj\u00f8rn \u2603 \U0001F43B \\u0000\"").Sign()
        ),
        TokenKind.Good("no audience listed", draft => draft.With("\"aud\":[]").Sign()),
        TokenKind.Good("a level of its own", draft => draft.With("\"urn:altinn:authlevel\":4").Sign()),
        TokenKind.Good("id in capitals", draft => draft.Replace(draft.Id, draft.Id.ToUpperInvariant()).Sign()),
        TokenKind.Good("details one object", draft => draft.Details(draft.SystemUser).Sign()),
        TokenKind.Good(
            "more spaces after the scheme",
            draft => draft.Sign().Replace(" ", "    ", StringComparison.Ordinal)
        ),
        TokenKind.Good("keys of its own unused", draft => draft.InHeader("{", Keys).Sign()),
    ];

    /// <summary>Gets good tokens that speak for no system user, or for none that can be told.</summary>
    public static IReadOnlyList<TokenKind> OtherSpeakers { get; } =
    [
        TokenKind.Nobody("type with a space", draft => OfType(draft, "urn:altinn:systemuser ")),
        TokenKind.Nobody("type with a NUL", draft => OfType(draft, "urn:altinn:systemuser\\u0000")),
        TokenKind.Nobody("type with no width", draft => OfType(draft, "urn:altinn:system\u200buser")),
        TokenKind.Nobody("type in another script", draft => OfType(draft, "urn:altinn:s\u0443stemuser")),
        TokenKind.Unclear("type null", draft => draft.Replace("\"urn:altinn:systemuser\"", "null")),
        TokenKind.Unclear(
            "type a list",
            draft => draft.Replace("\"urn:altinn:systemuser\"", "[\"urn:altinn:systemuser\"]")
        ),
        TokenKind.Unclear("details null", draft => draft.Details("null")),
        TokenKind.Unclear("details a number", draft => draft.Details("1")),
        TokenKind.Unclear("details nested", draft => draft.Details($"[[{draft.SystemUser}]]")),
        TokenKind.Unclear("system user beside a number", draft => draft.Details($"[{draft.SystemUser},1]")),
        TokenKind.Unclear("id in braces", draft => draft.Replace($"\"{draft.Id}\"", $"\"{{{draft.Id}}}\"")),
        TokenKind.Unclear(
            "id without hyphens",
            draft => OfId(draft, draft.Id.Replace("-", "", StringComparison.Ordinal))
        ),
        TokenKind.Unclear("id with a space", draft => OfId(draft, draft.Id + " ")),
        TokenKind.Unclear("id in a list of a list", draft => draft.Replace($"\"{draft.Id}\"", $"[\"{draft.Id}\"]")),
        TokenKind.Unclear("id null", draft => draft.Replace($"\"{draft.Id}\"", "null")),
        TokenKind.Unclear(
            "owner's digits of another script",
            draft => OfOwner(draft, "\u0663\u0661\u0660\u0669\u0660\u0664\u0664\u0667\u0663")
        ),
        TokenKind.Unclear("owner with a NUL", draft => OfOwner(draft, draft.Owner + "\\u0000")),
        TokenKind.Unclear("owner with a sign", draft => OfOwner(draft, "+" + draft.Owner[1..])),
        TokenKind.Unclear("owner with the register twice", draft => OfOwner(draft, "0192:" + draft.Owner)),
        TokenKind.Unclear("system's id a number", draft => draft.Replace("\"991825827_smartcloud\"", "1")),
    ];

    /// <summary>Gets those that are refused.</summary>
    public static IReadOnlyList<TokenKind> Flawed { get; } =
    [
        TokenKind.Flawed(
            "keys of its own, signed by them",
            TokenFlaw.Forged,
            draft => draft.InHeader("{", Keys).SignByAnother()
        ),
        TokenKind.Invalid("two in one header", draft => $"{draft.Sign()}, {draft.Sign()}"),
        TokenKind.Invalid(
            "in quotation marks",
            draft => draft.Sign().Replace(" ", " \"", StringComparison.Ordinal) + "\""
        ),
        TokenKind.Invalid("padded", draft => draft.Sign() + "=="),
        TokenKind.Invalid("a plus in the signature", draft => draft.Sign()[..^1] + "+"),
        TokenKind.Invalid("a space in the signature", draft => draft.Sign()[..^1] + " A"),
        TokenKind.Invalid("single quotes", draft => draft.With("'x':'y'").Sign()),
        TokenKind.Invalid("a comment", draft => draft.With("/*,*/\"x\":1").Sign()),
        TokenKind.Invalid("a comma too many", draft => draft.With("\"x\":[1,]").Sign()),
        TokenKind.Invalid("a name without quotes", draft => draft.With("x:1").Sign()),
        TokenKind.Invalid("a byte order mark", draft => draft.Replace("{\"iss\"", "\ufeff{\"iss\"").Sign()),
        TokenKind.Invalid("no number", draft => draft.With("\"x\":NaN").Sign()),
        TokenKind.Invalid("a leading zero", draft => draft.With("\"x\":01").Sign()),
        TokenKind.Invalid("a plus sign", draft => draft.With("\"x\":+1").Sign()),
        TokenKind.Invalid("a raw line feed in a text", draft => draft.With("\"x\":\"a\nb\"").Sign()),
        TokenKind.Invalid("nested a thousand deep", draft => draft.With($"\"x\":{Nested(1000)}").Sign()),
        TokenKind.Invalid("a payload of white space", draft => draft.Whole("  ").Sign()),
        TokenKind.Invalid("no payload", draft => draft.Whole("").Sign()),
        TokenKind.Invalid("payload null", draft => draft.Whole("null").Sign()),
        TokenKind.Invalid("exp a fraction", draft => OfExpiry(draft, $"{draft.Expiry}.0")),
        TokenKind.Invalid("exp with an exponent", draft => OfExpiry(draft, "1e11")),
        TokenKind.Invalid("exp null", draft => OfExpiry(draft, "null")),
        TokenKind.Invalid("exp negative", draft => OfExpiry(draft, "-1")),
        TokenKind.Invalid("exp past the year 9999", draft => OfExpiry(draft, "253402300800")),
        TokenKind.Invalid("exp beyond 64 bits", draft => OfExpiry(draft, "18446744073709551616")),
        TokenKind.Invalid("exp a list", draft => OfExpiry(draft, $"[{draft.Expiry}]")),
        TokenKind.Invalid("nbf a text", draft => draft.With("\"nbf\":\"0\"").Sign()),
        TokenKind.Invalid("audience a number", draft => draft.With("\"aud\":[1]").Sign()),
        TokenKind.Invalid("scope null", draft => draft.Scope("null").Sign()),
        TokenKind.Invalid("half a character in jti", draft => draft.Replace("\"jti\":\"", "\"jti\":\"\\udc00").Sign()),
        TokenKind.Invalid(
            "half a character in a text that nobody uses",
            draft => draft.With("\"x\":\"\\ud800\"").Sign()
        ),
        TokenKind.Invalid("half a character in a name", draft => draft.With("\"\\ud800\":1").Sign()),
        TokenKind.Invalid(
            "a name twice among two hundred",
            draft => draft.With($"{Members(200)},\"m\\u0037\":1").Sign()
        ),
        TokenKind.Invalid("vendor without a register", draft => draft.Consumer("{\"ID\":\"0192:991825827\"}").Sign()),
        TokenKind.Invalid("vendor empty", draft => draft.Consumer("{}").Sign()),
        TokenKind.Invalid("supplier a text", draft => draft.With("\"supplier\":\"0192:310631787\"").Sign()),
        TokenKind.Invalid("kid a number", draft => draft.InHeader($"\"{TokenDraft.KeyId}\"", "1").Sign()),
        TokenKind.Invalid("kid twice, once escaped", draft => draft.InHeader("{", "{\"\\u006bid\":\"x\",").Sign()),
        TokenKind.Invalid("algorithm null", draft => draft.InHeader("\"RS256\"", "null").Sign()),
        TokenKind.Invalid("algorithm with a NUL", draft => draft.InHeader("RS256", "RS256\\u0000").Sign()),
        TokenKind.Invalid("crit empty", draft => draft.InHeader("{", "{\"crit\":[],").Sign()),
        TokenKind.Invalid("crit escaped", draft => draft.InHeader("{", "{\"c\\u0072it\":null,").Sign()),
        TokenKind.Invalid("header with a comment", draft => draft.InHeader("{", "{/**/").Sign()),
        TokenKind.Invalid("header a list", draft => draft.InHeader("{", "[{").InHeader("}", "}]").Sign()),
    ];

    private static string Keys =>
        $"{{\"jku\":\"{Evil}\",\"x5u\":\"{Evil}\",\"jwk\":{{\"kty\":\"oct\",\"k\":\"AAAA\"}},";

    private static TokenDraft OfType(TokenDraft draft, string type) => draft.Replace("urn:altinn:systemuser", type);

    private static TokenDraft OfId(TokenDraft draft, string id) => draft.Replace($"\"{draft.Id}\"", $"\"{id}\"");

    private static TokenDraft OfOwner(TokenDraft draft, string number) =>
        draft.Replace("0192:" + draft.Owner, "0192:" + number);

    private static string OfExpiry(TokenDraft draft, string json) =>
        draft.Replace($"\"exp\":{draft.Expiry}", $"\"exp\":{json}").Sign();

    private static string Members(int count) =>
        string.Join(',', Enumerable.Range(0, count).Select(i => $"\"m{i}\":{i}"));

    private static string Nested(int depth) => new string('[', depth) + new string(']', depth);
}
