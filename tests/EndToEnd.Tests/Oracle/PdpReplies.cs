namespace EndToEnd.Tests.Oracle;

/// <summary>All answers of the policy decision point that are tried.</summary>
public static class PdpReplies
{
    private const string Level = "urn:altinn:minimum-authenticationlevel";
    private const string OrganizationLevel = "urn:altinn:minimum-authenticationlevel-org";

    public static PdpReply Permit { get; } = Result("Permit", "Permit");

    public static PdpReply Deny { get; } = Result("Deny", "Deny");

    public static PdpReply NotApplicable { get; } = Result("NotApplicable", "NotApplicable");

    /// <summary>Gets the answer about an organization that Altinn does not know, and about much else.</summary>
    public static PdpReply SyntaxError { get; } =
        Result("Indeterminate, syntax error", "Indeterminate", "syntax-error");

    /// <summary>Gets the answers that decide something.</summary>
    public static IReadOnlyList<PdpReply> Decided { get; } =
    [
        Permit,
        Deny,
        NotApplicable,
        Result("Permit without a status", "Permit", null),
        Result("Permit that repeats the question", "Permit", echo: Echo.TheQuestion),
        Result("Deny that repeats the question", "Deny", echo: Echo.TheQuestion),
        Result("Deny with an error's status", "Deny", "processing-error"),
        Result("Deny with an obligation", "Deny", obligations: (Level, "2")),
        Result("Permit at level 2", "Permit", obligations: (Level, "2")),
        Result("Permit at level 3", "Permit", obligations: (Level, "3")),
        Result("Permit at level 3, organizations at 4", "Permit", "ok", null, (Level, "3"), (OrganizationLevel, "4")),
        Result("Permit at level 4", "Permit", obligations: (Level, "4")),
        Result("Permit at levels 2 and 4", "Permit", "ok", null, (Level, "2"), (Level, "4")),
        Result("Permit at level 4, organizations at 3", "Permit", "ok", null, (Level, "4"), (OrganizationLevel, "3")),
        Result("Permit at a level in words", "Permit", obligations: (Level, "high")),
        Result("Permit at a negative level", "Permit", obligations: (Level, "-1")),
        Result("Permit with an unknown obligation", "Permit", obligations: ("urn:altinn:log-it", "1")),
        Result("Permit at level 2 and something unknown", "Permit", "ok", null, (Level, "2"), ("urn:x", "")),
    ];

    /// <summary>Gets the answers that decide nothing and show no outage.</summary>
    public static IReadOnlyList<PdpReply> Undecided { get; } =
    [
        Result("Indeterminate", "Indeterminate", "processing-error"),
        Result("Indeterminate, attribute missing", "Indeterminate", "missing-attribute"),
        Result("Indeterminate without a status", "Indeterminate", null),
        Result("Indeterminate at level 2", "Indeterminate", "processing-error", null, (Level, "2")),
        Result("'permit'", "permit"),
        Result("'PERMIT'", "PERMIT"),
        Result("' Permit'", " Permit"),
        Result("'Allow'", "Allow"),
        Result("no decision", null),
        Result("Permit with an error's status", "Permit", "processing-error"),
        Result("Permit for another party", "Permit", echo: Echo.AnotherParty),
        Result("Permit for another system user", "Permit", echo: Echo.AnotherSystemUser),
        Result("Permit for another action", "Permit", echo: Echo.AnotherAction),
        Result("Permit on another resource", "Permit", echo: Echo.AnotherResource),
        Result("Deny for another party", "Deny", echo: Echo.AnotherParty),
        new("no result", 200, []),
        new("two Permits", 200, [.. Permit.Results, .. Permit.Results]),
        new("Permit and Deny", 200, [.. Permit.Results, .. Deny.Results]),
        Unreadable("empty", ""),
        Unreadable("not JSON", "<html>Permit</html>"),
        Unreadable("a list", "[{\"decision\":\"Permit\"}]"),
        Unreadable("a Permit in no list", "{\"response\":{\"decision\":\"Permit\"}}"),
        Unreadable("decision twice", "{\"response\":[{\"decision\":\"Permit\",\"decision\":\"Permit\"}]}"),
        Unreadable("decision twice, in two cases", "{\"response\":[{\"decision\":\"Deny\",\"Decision\":\"Permit\"}]}"),
        Unreadable(
            "results twice",
            "{\"response\":[{\"decision\":\"Deny\"}],\"Response\":[{\"decision\":\"Permit\"}]}"
        ),
        Unreadable("cut off", "{\"response\":[{\"decision\":\"Permit\"}"),
        Unreadable("text after the end", "{\"response\":[{\"decision\":\"Permit\"}]} x"),
        Unreadable("decision a list", "{\"response\":[{\"decision\":[\"Permit\"]}]}"),
        Unreadable("a comment", "{\"response\":[{\"decision\":\"Permit\"/**/}]}"),
        Unreadable(
            "over 1 MiB",
            $"{{\"x\":\"{new string('x', 1024 * 1024)}\",\"response\":[{{\"decision\":\"Permit\"}}]}}"
        ),
        Status(204),
        Status(302),
        Status(400),
        Status(403),
        Status(404),
        Status(415),
    ];

    /// <summary>Gets the answers after which the API does more than answer: it tries again, gets a new token, counts an outage.</summary>
    public static IReadOnlyList<PdpReply> Troubled { get; } =
    [Status(401), Status(408), Status(429), Status(500), Status(502), Status(503), Status(504), Status(0)];

    private static readonly Dictionary<string, PdpReply> s_byKind = Decided
        .Concat(Undecided)
        .Concat(Troubled)
        .Append(SyntaxError)
        .ToDictionary(reply => reply.Kind, StringComparer.Ordinal);

    /// <summary>Finds a reply by its kind.</summary>
    public static PdpReply Named(string kind) => s_byKind[kind];

    /// <summary>Tells whether a reply counts towards the open circuit.</summary>
    public static bool IsOutage(PdpReply reply) => reply.Status is 0 or 408 or 429 or >= 500;

    private static PdpReply Result(
        string kind,
        string? decision,
        string? code = "ok",
        Echo? echo = null,
        params (string, string)[] obligations
    ) => new(kind, 200, [new(decision, code, obligations, echo)]);

    private static PdpReply Unreadable(string kind, string body) => new(kind, 200, [], body);

    private static PdpReply Status(int status) =>
        new(
            status == 0 ? "connection dropped" : $"HTTP {status}",
            status,
            [],
            "{\"response\":[{\"decision\":\"Permit\"}]}"
        );
}
