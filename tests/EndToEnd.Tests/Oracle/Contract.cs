using System.Globalization;

namespace EndToEnd.Tests.Oracle;

/// <summary>
/// Says what the answer to a request must be. Written from the contract and apart from the product, of which it knows no type;
/// to be read beside the answers in docs/errors.md.
/// </summary>
/// <remarks>
/// The order of checks: token, system user, scopes, party, what is remembered, the policy decision point, obligations.
/// Nothing further right is done once a check fails.
/// </remarks>
public static class Contract
{
    public const string Granted = "granted";

    /// <summary>What a system user counts as against a minimum authentication level.</summary>
    private const int SystemUserLevel = 3;

    private const string Level = "urn:altinn:minimum-authenticationlevel";
    private const string OrganizationLevel = "urn:altinn:minimum-authenticationlevel-org";

    /// <summary>What becomes of a question.</summary>
    private enum Outcome
    {
        Permit,
        ObligationNotMet,
        RightMissing,
        PartyUnknown,
        Indeterminate,
        Unavailable,
        Failed,
    }

    public static Answer AnswerTo(Case it) =>
        CheckRoute(it)
        ?? CheckToken(it)
        ?? CheckSystemUser(it)
        ?? CheckScope(it)
        ?? CheckParty(it)
        ?? (it.Endpoint.Resource is null ? LetIn(it, asked: "") : Decide(it));

    /// <summary>Routing's own answer: there is no endpoint, so nothing is demanded.</summary>
    private static Answer? CheckRoute(Case it) =>
        it.Endpoint.TakesParty && it.Party.Length == 0 ? new(404, null, "KB-003", RetryAfter: false, Asked: "")
        : it.Method != it.Endpoint.Method ? new(405, null, "KB-003", RetryAfter: false, Asked: "")
        : null;

    private static Answer? CheckToken(Case it) =>
        it.Token.Flaw switch
        {
            TokenFlaw.Missing => Unauthorized("Bearer", "token-missing"),
            _ when it.Oddity.IsSecondToken => Unauthorized("Bearer error=\"invalid_token\"", "token-invalid"),
            TokenFlaw.Expired => Unauthorized("Bearer error=\"invalid_token\"", "token-expired"),
            TokenFlaw.OtherIssuer => Unauthorized("Bearer error=\"invalid_token\"", "token-wrong-issuer"),
            TokenFlaw.Invalid => Unauthorized("Bearer error=\"invalid_token\"", "token-invalid"),
            _ when it.World == World.NoKeys => new(503, null, "token-verification-unavailable", true, Asked: ""),
            TokenFlaw.Forged => Unauthorized("Bearer error=\"invalid_token\"", "token-invalid"),
            _ => null,
        };

    private static Answer? CheckSystemUser(Case it) =>
        !it.Endpoint.NeedsSystemUser
            ? null
            : it.Token.Speaker switch
            {
                Speaker.NoSystemUser => Forbidden("system-user-required"),
                Speaker.MalformedOrSeveral => Forbidden("system-user-invalid"),
                _ => null,
            };

    private static Answer? CheckScope(Case it) =>
        (it.Token.Scopes ?? "").Split(' ').Contains(it.Endpoint.Scope, StringComparer.Ordinal)
            ? null
            : Forbidden("insufficient-scope") with
            {
                Challenge = $"Bearer error=\"insufficient_scope\", scope=\"{it.Endpoint.Scope}\"",
            };

    private static Answer? CheckParty(Case it) =>
        it.Endpoint.Resource is null || !it.Endpoint.TakesParty || IsNineDigits(it.Party)
            ? null
            : new(400, null, "party-invalid", RetryAfter: false, Asked: "");

    private static Answer Decide(Case it)
    {
        if (Remembered(it) is { } remembered)
        {
            return Say(it, remembered, asked: "");
        }

        var question = Question(it, PartyOf(it));
        switch (it.World)
        {
            case World.Strained when it.Earlier is { } earlier && IsAsked(earlier):
                return new(429, null, "too-many-questions", RetryAfter: true, Asked: "");
            case World.NoOwnToken:
                return Say(it, Outcome.Unavailable, asked: "");
            case World.Silent:
                return Say(it, Outcome.Unavailable, asked: null); // a question, or none while the circuit is open
        }

        var outcome = OutcomeOf(it.Reply);
        if (outcome != Outcome.Indeterminate || !LooksUnknown(it))
        {
            return Say(it, outcome, question);
        }

        // A wrong check digit says enough; else the owner's right is asked for, and an answer shows that Altinn can decide.
        return !HasCheckDigit(it.Party) ? Say(it, Outcome.PartyUnknown, question)
            : IsDecided(OutcomeOf(it.OwnerReply))
                ? Say(it, Outcome.PartyUnknown, $"{question} + {Question(it, it.Token.Owner)}")
            : Say(it, Outcome.Indeterminate, $"{question} + {Question(it, it.Token.Owner)}");
    }

    /// <summary>What is remembered of the same question: a Permit, Deny or NotApplicable, or that the party is unknown; never a failure.</summary>
    private static Outcome? Remembered(Case it)
    {
        if (
            it.Earlier is not { } earlier
            || it.World is World.NoOwnToken or World.Silent
            || !IsAsked(earlier)
            || Question(earlier, PartyOf(earlier)) != Question(it, PartyOf(it))
        )
        {
            return null;
        }

        var outcome = OutcomeOf(earlier.Reply);
        return IsDecided(outcome) ? outcome
            : AnswerTo(earlier).Code == "party-unknown" ? Outcome.PartyUnknown
            : null;
    }

    private static bool IsAsked(Case it) => AnswerTo(it).Asked is not "";

    private static Outcome OutcomeOf(PdpReply reply) =>
        reply.Status is 0 or 408 or 429 or >= 500 ? Outcome.Unavailable
        : reply is { Status: 200, Unreadable: null, Results: [{ Echo: null or Echo.TheQuestion } only] }
            ? OutcomeOf(only)
        : Outcome.Failed;

    private static Outcome OutcomeOf(PdpResult result) =>
        result switch
        {
            { Decision: "Permit", Code: null or "ok" } => AreMet(result.Obligations)
                ? Outcome.Permit
                : Outcome.ObligationNotMet,
            { Decision: "Deny" or "NotApplicable" } => Outcome.RightMissing,
            { Decision: "Indeterminate" } => Outcome.Indeterminate,
            _ => Outcome.Failed,
        };

    private static bool IsDecided(Outcome outcome) =>
        outcome is Outcome.Permit or Outcome.ObligationNotMet or Outcome.RightMissing;

    /// <summary>Every obligation is understood; of several levels the highest counts. The level for organizations restricts nobody.</summary>
    private static bool AreMet(IReadOnlyList<(string Category, string Value)> obligations) =>
        obligations.All(one =>
            one.Category is Level or OrganizationLevel
            && int.TryParse(one.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var level)
            && (one.Category == OrganizationLevel || level <= SystemUserLevel)
        );

    /// <summary>A syntax error about a party other than the owner that was not decided about of late, while few look so.</summary>
    private static bool LooksUnknown(Case it) =>
        it.World != World.Strained
        && it.Reply.Results[0].Code == "syntax-error"
        && PartyOf(it) != it.Token.Owner
        && !(
            it.Earlier is { } earlier
            && IsAsked(earlier)
            && PartyOf(earlier) == it.Party
            && IsDecided(OutcomeOf(earlier.Reply))
        );

    /// <summary>The party of the right: what the path says, else the owner.</summary>
    public static string PartyOf(Case it) => it.Endpoint.TakesParty ? it.Party : it.Token.Owner;

    private static string Question(Case it, string party) =>
        $"{(it.Endpoint.Method == "GET" ? "read" : "write")} on {it.Endpoint.Resource} for {party}";

    private static Answer Say(Case it, Outcome outcome, string? asked) =>
        outcome switch
        {
            Outcome.Permit => LetIn(it, asked),
            Outcome.ObligationNotMet => Forbidden("obligation-not-met", asked),
            Outcome.RightMissing => Forbidden("right-missing", asked),
            Outcome.PartyUnknown => Forbidden("party-unknown", asked),
            Outcome.Indeterminate => new(503, null, "decision-indeterminate", RetryAfter: false, asked),
            Outcome.Unavailable => new(503, null, "decision-unavailable", RetryAfter: true, asked),
            _ => new(503, null, "decision-failed", RetryAfter: false, asked),
        };

    /// <summary>The endpoint's own answer.</summary>
    private static Answer LetIn(Case it, string? asked) =>
        new(it.Endpoint.Own.Status, null, it.Endpoint.Own.Code, RetryAfter: false, asked);

    private static Answer Unauthorized(string challenge, string code) =>
        new(401, challenge, code, RetryAfter: false, Asked: "");

    private static Answer Forbidden(string code, string? asked = "") => new(403, null, code, RetryAfter: false, asked);

    private static bool IsNineDigits(string text) => text.Length == 9 && text.All(char.IsAsciiDigit);

    /// <summary>The check digit of organization numbers: modulus 11 with the weights 3 2 7 6 5 4 3 2.</summary>
    public static bool HasCheckDigit(string number)
    {
        var sum = "32765432".Zip(number, (weight, digit) => (weight - '0') * (digit - '0')).Sum();
        return (11 - (sum % 11)) % 11 == number[8] - '0';
    }
}
