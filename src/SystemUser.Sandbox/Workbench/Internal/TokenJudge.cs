using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using SystemUser.Sandbox.Authorization.Internal;
using SystemUser.Sandbox.Wire;
using SystemUser.Sandbox.Wire.Internal;
using SystemUser.Sandbox.Wire.Internal.Tokens;
using SystemUser.Sandbox.World.Internal;
using SystemUser.Sandbox.World.Internal.Model;

namespace SystemUser.Sandbox.Workbench.Internal;

/// <summary>Says what an API of this sandbox would make of a token, in the order in which it looks.</summary>
internal sealed class TokenJudge(WireKeys keys, WireAddress address, DecisionMaker maker, TimeProvider clock)
{
    private static readonly JsonSerializerOptions s_readable = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Judges a token.</summary>
    /// <param name="world">The world in which it is used.</param>
    /// <param name="token">The token.</param>
    /// <param name="api">What the API demands.</param>
    public TokenVerdict Of(WorldState world, string token, TokenForm api)
    {
        var compact = string.Concat(token.Where(letter => !char.IsWhiteSpace(letter)));
        compact = compact.StartsWith("Bearer", StringComparison.OrdinalIgnoreCase) ? compact[6..] : compact;
        if (Jwt.Parse(compact) is not { } jwt)
        {
            return new TokenVerdict(
                "",
                [TokenFinding.Bad("It is no JWT: three parts with dots between them, the first two JSON objects.")]
            );
        }

        var findings = new List<TokenFinding>();
        findings.AddRange(Signature(jwt));
        findings.AddRange(Times(jwt.Payload));
        findings.AddRange(Audience(jwt.Payload, api));
        var user = SystemUser(world, jwt.Payload, findings);
        findings.AddRange(Scopes(jwt.Payload, api));
        if (user is not null && api.Resource.Length > 0)
        {
            findings.Add(Decision(world, user, api));
        }

        return new TokenVerdict(JsonSerializer.Serialize(jwt.Payload, s_readable), findings)
        {
            Header = $"alg {jwt.Algorithm ?? "missing"}, kid {jwt.KeyId ?? "missing"}",
        };
    }

    private IEnumerable<TokenFinding> Signature(Jwt jwt)
    {
        var issuer = JwtClaims.Text(jwt.Payload, "iss");
        var isExchanged = issuer == address.AltinnIssuer;
        yield return issuer == address.Issuer
            ? TokenFinding.Good($"The issuer is this sandbox's Maskinporten, {issuer}.")
        : isExchanged
            ? TokenFinding.Note(
                "The issuer is Altinn: an exchanged token, which an API takes with AcceptExchangedTokens alone."
            )
        : TokenFinding.Bad($"The issuer is {issuer ?? "missing"}, not {address.Issuer}: 401 token-wrong-issuer.");
        if (jwt.Algorithm is not ("RS256" or "RS384" or "RS512"))
        {
            yield return TokenFinding.Bad($"The algorithm is {jwt.Algorithm ?? "missing"}, not RS256, RS384 or RS512.");
            yield break;
        }

        var key = jwt.KeyId is { } id ? (isExchanged ? keys.Altinn : keys.Maskinporten).Find(id) : null;
        yield return key is null
            ? TokenFinding.Bad($"The key {jwt.KeyId ?? "(no kid)"} is not among those that are published.")
        : jwt.IsSignedBy(key.Rsa) ? TokenFinding.Good("The key is known, and the signature is good.")
        : TokenFinding.Bad("The key is known, but the signature is not its own.");
    }

    private IEnumerable<TokenFinding> Times(JsonElement claims)
    {
        var now = clock.GetUtcNow();
        yield return JwtClaims.Time(claims, "exp") is not { } expires
            ? TokenFinding.Bad("It has no exp, so that it never expires: 401 token-invalid.")
        : expires > now ? TokenFinding.Good($"It expires in {Seconds(expires - now)}.")
        : TokenFinding.Bad($"It expired {Seconds(now - expires)} ago: 401 token-expired.");
        if (JwtClaims.Time(claims, "nbf") is { } begins && begins > now)
        {
            yield return TokenFinding.Bad($"It begins in {Seconds(begins - now)}.");
        }
    }

    private static IEnumerable<TokenFinding> Audience(JsonElement claims, TokenForm api)
    {
        if (api.Audience.Length > 0)
        {
            yield return Strings(claims, "aud").Contains(api.Audience, StringComparer.Ordinal)
                ? TokenFinding.Good($"It is for the audience {api.Audience}.")
                : TokenFinding.Bad($"It is not for the audience {api.Audience}: 401 token-invalid.");
        }
    }

    private static RegisteredSystemUser? SystemUser(WorldState world, JsonElement claims, List<TokenFinding> findings)
    {
        if (
            !claims.TryGetProperty("authorization_details", out var details)
            || details is not { ValueKind: JsonValueKind.Array }
            || details.EnumerateArray().FirstOrDefault() is not { ValueKind: JsonValueKind.Object } detail
            || JwtClaims.Text(detail, "type") != "urn:altinn:systemuser"
        )
        {
            findings.Add(TokenFinding.Bad("It speaks for no system user: 403 system-user-required."));
            return null;
        }

        var ids = Strings(detail, "systemuser_id").ToList();
        if (details.GetArrayLength() != 1 || ids.Count != 1 || !Guid.TryParse(ids[0], out var id))
        {
            findings.Add(TokenFinding.Bad("It does not name exactly one system user: 403 system-user-invalid."));
            return null;
        }

        var owner = JwtClaims.OrganizationNumber(detail, "systemuser_org");
        var user = world.SystemUsers.Find(id);
        findings.Add(
            user is null
                ? TokenFinding.Note($"This world has no system user {id}; the decision point will know nothing of it.")
            : user.IsDeleted ? TokenFinding.Note($"The system user {id} has been deleted.")
            : user.Owner != owner
                ? TokenFinding.Note($"The token says that {owner} owns the system user; here it is {user.Owner}.")
            : TokenFinding.Good(
                $"It speaks for one system user, of {world.Organizations.Find(user.Owner)?.Name ?? user.Owner} in {world.Systems.Find(user.SystemId)?.Name.ToString() ?? user.SystemId}."
            )
        );
        return user;
    }

    private static IEnumerable<TokenFinding> Scopes(JsonElement claims, TokenForm api)
    {
        var held = JwtClaims.Scopes(claims);
        var demanded = api.RequiredScopes.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (demanded.Length == 0)
        {
            yield return TokenFinding.Note("No scope is demanded here, so none was looked for.");
        }

        foreach (var scope in demanded)
        {
            yield return held.Contains(scope, StringComparer.Ordinal)
                ? TokenFinding.Good($"It holds the scope {scope}.")
                : TokenFinding.Bad($"It lacks the scope {scope}: 403 insufficient-scope.");
        }
    }

    private TokenFinding Decision(WorldState world, RegisteredSystemUser user, TokenForm api)
    {
        var party = api.Party.Length > 0 ? api.Party : user.Owner;
        var decision = maker.Decide(
            world,
            Question.Of(user.Id.ToString(), party, api.Resource, api.Action),
            new PdpCaller(null, [])
        );
        var text =
            $"The decision point answers {decision.Result.Decision} to {api.Action} on {api.Resource} for {party}: {decision.Why}.";
        return decision.Result.Decision == PdpDecision.Permit ? TokenFinding.Good(text) : TokenFinding.Bad(text);
    }

    private static IEnumerable<string> Strings(JsonElement element, string name) =>
        !element.TryGetProperty(name, out var value) ? []
        : value.ValueKind == JsonValueKind.Array
            ? value
                .EnumerateArray()
                .Where(item => item.ValueKind == JsonValueKind.String)
                .Select(item => item.GetString()!)
        : value.ValueKind == JsonValueKind.String ? [value.GetString()!]
        : [];

    private static string Seconds(TimeSpan time) =>
        time < TimeSpan.FromMinutes(10)
            ? string.Create(CultureInfo.InvariantCulture, $"{Math.Ceiling(time.TotalSeconds)} s")
            : string.Create(CultureInfo.InvariantCulture, $"{time:d\\.hh\\:mm\\:ss}");
}

/// <summary>A token taken apart, and what was found.</summary>
internal sealed record TokenVerdict(string Claims, IReadOnlyList<TokenFinding> Findings)
{
    public string Header { get; init; } = "";

    /// <summary>Whether an API would let it in.</summary>
    public bool IsGood => Findings.All(finding => finding.Kind != FindingKind.Bad);
}

/// <summary>One thing found about a token.</summary>
internal sealed record TokenFinding(FindingKind Kind, string Text)
{
    public static TokenFinding Good(string text) => new(FindingKind.Good, text);

    public static TokenFinding Bad(string text) => new(FindingKind.Bad, text);

    public static TokenFinding Note(string text) => new(FindingKind.Note, text);
}

/// <summary>What a finding means for whoever sends the token.</summary>
internal enum FindingKind
{
    Good,
    Bad,
    Note,
}
