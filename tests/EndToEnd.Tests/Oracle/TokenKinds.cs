using System.Security.Cryptography;

namespace EndToEnd.Tests.Oracle;

/// <summary>A way to make the header <c>Authorization</c>, and what is wrong with it.</summary>
/// <param name="Name">In words.</param>
/// <param name="Flaw">What is wrong with the token.</param>
/// <param name="Speaker">Whom it speaks for.</param>
/// <param name="Make">Makes the header's value; <see langword="null"/> is no header.</param>
public sealed record TokenKind(string Name, TokenFlaw Flaw, Speaker Speaker, Func<TokenDraft, string?> Make);

/// <summary>All kinds of tokens that are tried, good ones too.</summary>
public static class TokenKinds
{
    /// <summary>The kind that makes the API look for new keys.</summary>
    public const string UnknownKey = "unknown kid";

    /// <summary>Tokens as Maskinporten issues them, in all their shapes.</summary>
    public static IReadOnlyList<TokenKind> Good { get; } =
    [
        As("plain", draft => draft.Sign()),
        As("RS384", draft => draft.InHeader("RS256", "RS384").Sign(HashAlgorithmName.SHA384)),
        As("RS512", draft => draft.InHeader("RS256", "RS512").Sign(HashAlgorithmName.SHA512)),
        As("scheme in small letters", draft => "bearer" + draft.Sign()["Bearer".Length..]),
        As("more in the header", draft => draft.InHeader("{", "{\"typ\":\"JWT\",\"x\":[1,{}],").Sign()),
        As("more in the payload", draft => draft.With("\"pid\":{\"a\":[null]},\"nbf\":1700000000").Sign()),
        As("vendor of another authority", draft => draft.Consumer("{\"authority\":\"x\",\"ID\":\"y:1\"}").Sign()),
        As("vendor with a longer id", draft => draft.Replace("0192:991825827", "0192:991825827:7:8").Sign()),
        As("vendor with 'id'", draft => draft.Consumer(TokenDraft.Organization("991825827", "id")).Sign()),
        As(
            "of a supplier",
            draft =>
                draft
                    .With($"\"supplier\":{TokenDraft.Organization("310631787")}")
                    .With("\"delegation_source\":\"https://www.altinn.no\"")
                    .Sign()
        ),
        As("with an audience", draft => draft.With("\"aud\":[\"https://a.example\",\"unspecified\"]").Sign()),
        As(
            "owner with 'id'",
            draft => draft.Replace("\"ID\":\"0192:" + draft.Owner, "\"id\":\"0192:" + draft.Owner).Sign()
        ),
        As(
            "consent beside the system user",
            draft => draft.Replace("[{\"type\"", "[{\"type\":\"urn:altinn:consent\"},{\"type\"").Sign()
        ),
    ];

    /// <summary>Good tokens that speak for no system user, or for none that can be told.</summary>
    public static IReadOnlyList<TokenKind> OtherSpeakers { get; } =
    [
        Nobody("no details", draft => draft.Details(null)),
        Nobody("empty details", draft => draft.Details("[]")),
        Nobody("consent", draft => draft.Details("[{\"type\":\"urn:altinn:consent\",\"id\":\"x\"}]")),
        Nobody("type in capitals", draft => draft.Replace("urn:altinn:systemuser", "urn:altinn:SystemUser")),
        Unclear("two system users", draft => draft.Details($"[{draft.SystemUser},{draft.SystemUser}]")),
        Unclear(
            "two ids",
            draft =>
                draft.Replace("\"systemuser_id\":[", "\"systemuser_id\":[\"33a0911a-5459-456f-bc57-3d37ef9a016c\",")
        ),
        Unclear("no id", draft => draft.Replace($"\"{draft.Id}\"", "")),
        Unclear("id no list", draft => draft.Replace($"[\"{draft.Id}\"]", $"\"{draft.Id}\"")),
        Unclear("id no uuid", draft => draft.Replace($"\"{draft.Id}\"", "\"abc\"")),
        Unclear("id of zeros", draft => draft.Replace($"\"{draft.Id}\"", $"\"{Guid.Empty}\"")),
        Unclear("no owner", draft => draft.Replace("systemuser_org", "systemuserorg")),
        Unclear("owner of another register", draft => draft.Replace("0192:" + draft.Owner, "9908:" + draft.Owner)),
        Unclear("owner of eight digits", draft => draft.Replace("0192:" + draft.Owner, "0192:" + draft.Owner[1..])),
        Unclear(
            "owner with two ids",
            draft =>
                draft.Replace("\"ID\":\"0192:" + draft.Owner, "\"id\":\"0192:310904473\",\"ID\":\"0192:" + draft.Owner)
        ),
        Unclear("details a text", draft => draft.Details("\"urn:altinn:systemuser\"")),
        Unclear("type twice", draft => draft.Replace("[{\"type\"", "[{\"type\":\"urn:altinn:consent\",\"type\"")),
    ];

    /// <summary>Tokens that are none, or not good.</summary>
    public static IReadOnlyList<TokenKind> Flawed { get; } =
    [
        Not("no header", TokenFlaw.Missing, _ => null),
        Not("another scheme", TokenFlaw.Missing, _ => "Basic dTpw"),
        Not("a word like the scheme", TokenFlaw.Missing, draft => "Bearers" + draft.Sign()["Bearer".Length..]),
        Not("the scheme alone", TokenFlaw.Missing, _ => "Bearer"),
        Not("expired", TokenFlaw.Expired, draft => draft.Expiring(TimeSpan.FromMinutes(-5)).Sign()),
        Not("long expired", TokenFlaw.Expired, draft => draft.Expiring(TimeSpan.FromDays(-400)).Sign()),
        Not(
            "of another environment",
            TokenFlaw.OtherIssuer,
            draft => draft.Issuer("https://test.maskinporten.no/").Sign()
        ),
        Not(
            "issuer without its slash",
            TokenFlaw.OtherIssuer,
            draft => draft.Issuer(draft.Address.TrimEnd('/')).Sign()
        ),
        Not(
            "issuer in capitals",
            TokenFlaw.OtherIssuer,
            draft => draft.Issuer(draft.Address.ToUpperInvariant()).Sign()
        ),
        Not(
            "Altinn's",
            TokenFlaw.OtherIssuer,
            draft => draft.Issuer("https://platform.altinn.no/authentication/api/v1/openid/").Sign()
        ),
        Not(UnknownKey, TokenFlaw.Forged, draft => draft.InHeader(TokenDraft.KeyId, "nobody").Sign()),
        Not("another key", TokenFlaw.Forged, draft => draft.SignByAnother()),
        Not("payload changed", TokenFlaw.Forged, draft => draft.SignAndChange()),
        Not("hash of another algorithm", TokenFlaw.Forged, draft => draft.Sign(HashAlgorithmName.SHA512)),
        Invalid("a word", _ => "Bearer abc"),
        Invalid("two segments", draft => draft.Sign()[..draft.Sign().LastIndexOf('.')]),
        Invalid("four segments", draft => draft.Sign() + ".AAAA"),
        Invalid("17 KiB", draft => draft.With($"\"x\":\"{new string('x', 13 * 1024)}\"").Sign()),
        Invalid(
            "PS256",
            draft => draft.InHeader("RS256", "PS256").Sign(HashAlgorithmName.SHA256, RSASignaturePadding.Pss)
        ),
        Invalid("HS256", draft => draft.InHeader("RS256", "HS256").SignWithPublicKey()),
        Invalid("none", draft => draft.InHeader("RS256", "none").WithoutSignature()),
        Invalid("none, but signed", draft => draft.InHeader("RS256", "none").Sign()),
        Invalid("algorithm in small letters", draft => draft.InHeader("RS256", "rs256").Sign()),
        Invalid("algorithm twice", draft => draft.InHeader("{", "{\"alg\":\"none\",").Sign()),
        Invalid("no kid", draft => draft.InHeader("\"kid\"", "\"x\"").Sign()),
        Invalid("empty kid", draft => draft.InHeader(TokenDraft.KeyId, "").Sign()),
        Invalid("crit", draft => draft.InHeader("{", "{\"crit\":[\"exp\"],").Sign()),
        Invalid("cnf", draft => draft.With("\"cnf\":{\"jkt\":\"x\"}").Sign()),
        Invalid("not yet valid", draft => draft.With($"\"nbf\":{draft.InFiveMinutes}").Sign()),
        Invalid("no exp", draft => draft.Replace("\"exp\"", "\"x\"").Sign()),
        Invalid("exp a text", draft => draft.Replace($"\"exp\":{draft.Expiry}", $"\"exp\":\"{draft.Expiry}\"").Sign()),
        Invalid("exp twice", draft => draft.With($"\"exp\":{draft.Expiry}").Sign()),
        Invalid("exp twice, once escaped", draft => draft.With($"\"\\u0065xp\":{draft.Expiry}").Sign()),
        Invalid("iss twice", draft => draft.With($"\"iss\":\"{draft.Address}\"").Sign()),
        Invalid("scope twice", draft => draft.With("\"scope\":\"a\",\"scope\":\"b\"").Sign()),
        Invalid(
            "details twice",
            draft => draft.With("\"authorization_details\":[],\"authorization_details\":[]").Sign()
        ),
        Invalid(
            "vendor's id twice",
            draft => draft.Replace("\"ID\":\"0192:991825827\"", "\"ID\":\"0192:1\",\"ID\":\"0192:1\"").Sign()
        ),
        Invalid("vendor a text", draft => draft.Consumer("\"0192:991825827\"").Sign()),
        Invalid("scope a list", draft => draft.Scope("[\"skatteetaten:kravogbetalinger\"]").Sign()),
        Invalid("jti a number", draft => draft.Replace("\"jti\":\"", "\"jti\":1,\"x\":\"").Sign()),
        Invalid("text after the payload", draft => draft.Append("{}").Sign()),
        Invalid("payload no object", draft => draft.Whole("[]").Sign()),
    ];

    private static readonly Dictionary<string, TokenKind> s_byName = Good.Concat(OtherSpeakers)
        .Concat(Flawed)
        .ToDictionary(kind => kind.Name, StringComparer.Ordinal);

    /// <summary>Finds a kind by its name.</summary>
    public static TokenKind Named(string name) => s_byName[name];

    private static TokenKind As(string name, Func<TokenDraft, string?> make) =>
        new(name, TokenFlaw.None, Speaker.OneSystemUser, make);

    private static TokenKind Nobody(string name, Func<TokenDraft, TokenDraft> change) =>
        new(name, TokenFlaw.None, Speaker.NoSystemUser, draft => change(draft).Sign());

    private static TokenKind Unclear(string name, Func<TokenDraft, TokenDraft> change) =>
        new(name, TokenFlaw.None, Speaker.MalformedOrSeveral, draft => change(draft).Sign());

    private static TokenKind Not(string name, TokenFlaw flaw, Func<TokenDraft, string?> make) =>
        new(name, flaw, Speaker.OneSystemUser, make);

    private static TokenKind Invalid(string name, Func<TokenDraft, string?> make) => Not(name, TokenFlaw.Invalid, make);
}
