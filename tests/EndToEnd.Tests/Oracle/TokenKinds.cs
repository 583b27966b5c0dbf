using System.Security.Cryptography;

namespace EndToEnd.Tests.Oracle;

/// <summary>A way to make the header <c>Authorization</c>, and what is wrong with it.</summary>
/// <param name="Name">In words.</param>
/// <param name="Flaw">What is wrong with the token.</param>
/// <param name="Speaker">Whom it speaks for.</param>
/// <param name="Make">Makes the header's value; <see langword="null"/> is no header.</param>
public sealed record TokenKind(string Name, TokenFlaw Flaw, Speaker Speaker, Func<TokenDraft, string?> Make)
{
    public static TokenKind Good(string name, Func<TokenDraft, string?> make) =>
        new(name, TokenFlaw.None, Speaker.OneSystemUser, make);

    public static TokenKind Nobody(string name, Func<TokenDraft, TokenDraft> change) =>
        new(name, TokenFlaw.None, Speaker.NoSystemUser, draft => change(draft).Sign());

    public static TokenKind Unclear(string name, Func<TokenDraft, TokenDraft> change) =>
        new(name, TokenFlaw.None, Speaker.MalformedOrSeveral, draft => change(draft).Sign());

    public static TokenKind Flawed(string name, TokenFlaw flaw, Func<TokenDraft, string?> make) =>
        new(name, flaw, Speaker.OneSystemUser, make);

    public static TokenKind Invalid(string name, Func<TokenDraft, string?> make) =>
        Flawed(name, TokenFlaw.Invalid, make);
}

/// <summary>All kinds of tokens that are tried, good ones too.</summary>
public static class TokenKinds
{
    /// <summary>The kind that makes the API look for new keys.</summary>
    public const string UnknownKey = "unknown kid";

    /// <summary>Tokens as Maskinporten issues them, in all their shapes.</summary>
    public static IReadOnlyList<TokenKind> Good { get; } =
    [
        TokenKind.Good("plain", draft => draft.Sign()),
        TokenKind.Good("RS384", draft => draft.InHeader("RS256", "RS384").Sign(HashAlgorithmName.SHA384)),
        TokenKind.Good("RS512", draft => draft.InHeader("RS256", "RS512").Sign(HashAlgorithmName.SHA512)),
        TokenKind.Good("scheme in small letters", draft => "bearer" + draft.Sign()["Bearer".Length..]),
        TokenKind.Good("more in the header", draft => draft.InHeader("{", "{\"typ\":\"JWT\",\"x\":[1,{}],").Sign()),
        TokenKind.Good("more in the payload", draft => draft.With("\"pid\":{\"a\":[null]},\"nbf\":1700000000").Sign()),
        TokenKind.Good(
            "vendor of another authority",
            draft => draft.Consumer("{\"authority\":\"x\",\"ID\":\"y:1\"}").Sign()
        ),
        TokenKind.Good(
            "vendor with a longer id",
            draft => draft.Replace("0192:991825827", "0192:991825827:7:8").Sign()
        ),
        TokenKind.Good("vendor with 'id'", draft => draft.Consumer(TokenDraft.Organization("991825827", "id")).Sign()),
        TokenKind.Good(
            "of a supplier",
            draft =>
                draft
                    .With($"\"supplier\":{TokenDraft.Organization("310631787")}")
                    .With("\"delegation_source\":\"https://www.altinn.no\"")
                    .Sign()
        ),
        TokenKind.Good(
            "with an audience",
            draft => draft.With("\"aud\":[\"https://a.example\",\"unspecified\"]").Sign()
        ),
        TokenKind.Good(
            "owner with 'id'",
            draft => draft.Replace("\"ID\":\"0192:" + draft.Owner, "\"id\":\"0192:" + draft.Owner).Sign()
        ),
        TokenKind.Good(
            "consent beside the system user",
            draft => draft.Replace("[{\"type\"", "[{\"type\":\"urn:altinn:consent\"},{\"type\"").Sign()
        ),
        .. DarkCorners.Good,
    ];

    /// <summary>Good tokens that speak for no system user, or for none that can be told.</summary>
    public static IReadOnlyList<TokenKind> OtherSpeakers { get; } =
    [
        TokenKind.Nobody("no details", draft => draft.Details(null)),
        TokenKind.Nobody("empty details", draft => draft.Details("[]")),
        TokenKind.Nobody("consent", draft => draft.Details("[{\"type\":\"urn:altinn:consent\",\"id\":\"x\"}]")),
        TokenKind.Nobody("type in capitals", draft => draft.Replace("urn:altinn:systemuser", "urn:altinn:SystemUser")),
        TokenKind.Unclear("two system users", draft => draft.Details($"[{draft.SystemUser},{draft.SystemUser}]")),
        TokenKind.Unclear(
            "two ids",
            draft =>
                draft.Replace("\"systemuser_id\":[", "\"systemuser_id\":[\"33a0911a-5459-456f-bc57-3d37ef9a016c\",")
        ),
        TokenKind.Unclear("no id", draft => draft.Replace($"\"{draft.Id}\"", "")),
        TokenKind.Unclear("id no list", draft => draft.Replace($"[\"{draft.Id}\"]", $"\"{draft.Id}\"")),
        TokenKind.Unclear("id no uuid", draft => draft.Replace($"\"{draft.Id}\"", "\"abc\"")),
        TokenKind.Unclear("id of zeros", draft => draft.Replace($"\"{draft.Id}\"", $"\"{Guid.Empty}\"")),
        TokenKind.Unclear("no owner", draft => draft.Replace("systemuser_org", "systemuserorg")),
        TokenKind.Unclear(
            "owner of another register",
            draft => draft.Replace("0192:" + draft.Owner, "9908:" + draft.Owner)
        ),
        TokenKind.Unclear(
            "owner of eight digits",
            draft => draft.Replace("0192:" + draft.Owner, "0192:" + draft.Owner[1..])
        ),
        TokenKind.Unclear(
            "owner with two ids",
            draft =>
                draft.Replace("\"ID\":\"0192:" + draft.Owner, "\"id\":\"0192:310904473\",\"ID\":\"0192:" + draft.Owner)
        ),
        TokenKind.Unclear("details a text", draft => draft.Details("\"urn:altinn:systemuser\"")),
        TokenKind.Unclear(
            "type twice",
            draft => draft.Replace("[{\"type\"", "[{\"type\":\"urn:altinn:consent\",\"type\"")
        ),
        .. DarkCorners.OtherSpeakers,
    ];

    /// <summary>Tokens that are none, or not good.</summary>
    public static IReadOnlyList<TokenKind> Flawed { get; } =
    [
        TokenKind.Flawed("no header", TokenFlaw.Missing, _ => null),
        TokenKind.Flawed("another scheme", TokenFlaw.Missing, _ => "Basic dTpw"),
        TokenKind.Flawed(
            "a word like the scheme",
            TokenFlaw.Missing,
            draft => "Bearers" + draft.Sign()["Bearer".Length..]
        ),
        TokenKind.Flawed("the scheme alone", TokenFlaw.Missing, _ => "Bearer"),
        TokenKind.Flawed("expired", TokenFlaw.Expired, draft => draft.Expiring(TimeSpan.FromMinutes(-5)).Sign()),
        TokenKind.Flawed("long expired", TokenFlaw.Expired, draft => draft.Expiring(TimeSpan.FromDays(-400)).Sign()),
        TokenKind.Flawed(
            "of another environment",
            TokenFlaw.OtherIssuer,
            draft => draft.Issuer("https://test.maskinporten.no/").Sign()
        ),
        TokenKind.Flawed(
            "issuer without its slash",
            TokenFlaw.OtherIssuer,
            draft => draft.Issuer(draft.Address.TrimEnd('/')).Sign()
        ),
        TokenKind.Flawed(
            "issuer in capitals",
            TokenFlaw.OtherIssuer,
            draft => draft.Issuer(draft.Address.ToUpperInvariant()).Sign()
        ),
        TokenKind.Flawed(
            "Altinn's",
            TokenFlaw.OtherIssuer,
            draft => draft.Issuer("https://platform.altinn.no/authentication/api/v1/openid/").Sign()
        ),
        TokenKind.Flawed(UnknownKey, TokenFlaw.Forged, draft => draft.InHeader(TokenDraft.KeyId, "nobody").Sign()),
        TokenKind.Flawed("another key", TokenFlaw.Forged, draft => draft.SignByAnother()),
        TokenKind.Flawed("payload changed", TokenFlaw.Forged, draft => draft.SignAndChange()),
        TokenKind.Flawed("hash of another algorithm", TokenFlaw.Forged, draft => draft.Sign(HashAlgorithmName.SHA512)),
        TokenKind.Invalid("a word", _ => "Bearer abc"),
        TokenKind.Invalid("two segments", draft => draft.Sign()[..draft.Sign().LastIndexOf('.')]),
        TokenKind.Invalid("four segments", draft => draft.Sign() + ".AAAA"),
        TokenKind.Invalid("17 KiB", draft => draft.With($"\"x\":\"{new string('x', 13 * 1024)}\"").Sign()),
        TokenKind.Invalid(
            "PS256",
            draft => draft.InHeader("RS256", "PS256").Sign(HashAlgorithmName.SHA256, RSASignaturePadding.Pss)
        ),
        TokenKind.Invalid("HS256", draft => draft.InHeader("RS256", "HS256").SignWithPublicKey()),
        TokenKind.Invalid("none", draft => draft.InHeader("RS256", "none").WithoutSignature()),
        TokenKind.Invalid("none, but signed", draft => draft.InHeader("RS256", "none").Sign()),
        TokenKind.Invalid("algorithm in small letters", draft => draft.InHeader("RS256", "rs256").Sign()),
        TokenKind.Invalid("algorithm twice", draft => draft.InHeader("{", "{\"alg\":\"none\",").Sign()),
        TokenKind.Invalid("no kid", draft => draft.InHeader("\"kid\"", "\"x\"").Sign()),
        TokenKind.Invalid("empty kid", draft => draft.InHeader(TokenDraft.KeyId, "").Sign()),
        TokenKind.Invalid("crit", draft => draft.InHeader("{", "{\"crit\":[\"exp\"],").Sign()),
        TokenKind.Invalid("cnf", draft => draft.With("\"cnf\":{\"jkt\":\"x\"}").Sign()),
        TokenKind.Invalid("not yet valid", draft => draft.With($"\"nbf\":{draft.InFiveMinutes}").Sign()),
        TokenKind.Invalid("no exp", draft => draft.Replace("\"exp\"", "\"x\"").Sign()),
        TokenKind.Invalid(
            "exp a text",
            draft => draft.Replace($"\"exp\":{draft.Expiry}", $"\"exp\":\"{draft.Expiry}\"").Sign()
        ),
        TokenKind.Invalid("exp twice", draft => draft.With($"\"exp\":{draft.Expiry}").Sign()),
        TokenKind.Invalid("exp twice, once escaped", draft => draft.With($"\"\\u0065xp\":{draft.Expiry}").Sign()),
        TokenKind.Invalid("iss twice", draft => draft.With($"\"iss\":\"{draft.Address}\"").Sign()),
        TokenKind.Invalid("scope twice", draft => draft.With("\"scope\":\"a\",\"scope\":\"b\"").Sign()),
        TokenKind.Invalid(
            "details twice",
            draft => draft.With("\"authorization_details\":[],\"authorization_details\":[]").Sign()
        ),
        TokenKind.Invalid(
            "vendor's id twice",
            draft => draft.Replace("\"ID\":\"0192:991825827\"", "\"ID\":\"0192:1\",\"ID\":\"0192:1\"").Sign()
        ),
        TokenKind.Invalid("vendor a text", draft => draft.Consumer("\"0192:991825827\"").Sign()),
        TokenKind.Invalid("scope a list", draft => draft.Scope("[\"skatteetaten:kravogbetalinger\"]").Sign()),
        TokenKind.Invalid("jti a number", draft => draft.Replace("\"jti\":\"", "\"jti\":1,\"x\":\"").Sign()),
        TokenKind.Invalid("text after the payload", draft => draft.Append("{}").Sign()),
        TokenKind.Invalid("payload no object", draft => draft.Whole("[]").Sign()),
        .. DarkCorners.Flawed,
    ];

    private static readonly Dictionary<string, TokenKind> s_byName = Good.Concat(OtherSpeakers)
        .Concat(Flawed)
        .ToDictionary(kind => kind.Name, StringComparer.Ordinal);

    /// <summary>Finds a kind by its name.</summary>
    public static TokenKind Named(string name) => s_byName[name];
}
