namespace EndToEnd.Tests.Oracle;

/// <summary>One request, and all that its answer depends on.</summary>
/// <param name="World">How Maskinporten and Altinn are.</param>
/// <param name="Token">What the caller shows.</param>
/// <param name="Method">The method of the request.</param>
/// <param name="Endpoint">The endpoint of the sample.</param>
/// <param name="Party">What the path says of the party.</param>
/// <param name="Reply">What Altinn answers about the party.</param>
/// <param name="OwnerReply">What it answers about the owner, where the party is another.</param>
/// <param name="Oddity">What is odd about the request beside its token.</param>
/// <param name="Earlier">What the same system user asked just before, if anything. What it led to may be remembered.</param>
public sealed record Case(
    World World,
    Token Token,
    string Method,
    Endpoint Endpoint,
    string Party,
    PdpReply Reply,
    PdpReply OwnerReply,
    Oddity Oddity,
    Case? Earlier
)
{
    public override string ToString() =>
        $"{World}: {Method} {Endpoint.Path.Replace("{party}", Party, StringComparison.Ordinal)}, {Token}, PDP: {Reply}"
        + (Party == Token.Owner || !Endpoint.TakesParty ? "" : $", for the owner: {OwnerReply}")
        + (Oddity == Oddities.None ? "" : $", with {Oddity}")
        + (Earlier is null ? "" : $"; EARLIER {Earlier}");
}

/// <summary>How Maskinporten and Altinn are. Each is a process of the sample.</summary>
public enum World
{
    /// <summary>All answer.</summary>
    Well,

    /// <summary>A system user may cause one question a minute, and more than five organizations have just looked unknown to Altinn.</summary>
    Strained,

    /// <summary>Maskinporten grants the API no token of its own.</summary>
    NoOwnToken,

    /// <summary>The policy decision point takes questions and never answers, until the circuit opens.</summary>
    Silent,

    /// <summary>Maskinporten's metadata cannot be had.</summary>
    NoKeys,
}

/// <summary>What the caller shows.</summary>
/// <param name="Kind">How it is made, in words.</param>
/// <param name="Flaw">What is wrong with it.</param>
/// <param name="Speaker">Whom it speaks for.</param>
/// <param name="Owner">The organization that owns the system user.</param>
/// <param name="Scopes">The scopes, as they stand in it; <see langword="null"/> if there is no such member.</param>
public sealed record Token(string Kind, TokenFlaw Flaw, Speaker Speaker, string Owner, string? Scopes)
{
    public override string ToString() => $"token '{Kind}' of {Owner} with '{Scopes}'";
}

/// <summary>What is wrong with a token, as far as the contract tells one fault from another.</summary>
public enum TokenFlaw
{
    None,

    /// <summary>There is no bearer token.</summary>
    Missing,

    Expired,
    OtherIssuer,

    /// <summary>It is signed by nobody's key, or not by the one that it names: only keys tell.</summary>
    Forged,

    /// <summary>Anything else: its form, its header, its members.</summary>
    Invalid,
}

/// <summary>Whom a token speaks for.</summary>
public enum Speaker
{
    OneSystemUser,

    /// <summary>A consent token, or a plain one.</summary>
    NoSystemUser,

    MalformedOrSeveral,
}

/// <summary>An endpoint of the sample.</summary>
/// <param name="Method">The method that it is mapped for.</param>
/// <param name="Path">The path, with <c>{party}</c> where the party stands.</param>
/// <param name="Scope">The scope that it demands.</param>
/// <param name="Resource">The resource of the right that it demands; <see langword="null"/> if none.</param>
/// <param name="NeedsSystemUser">Whether a token of a system user is needed.</param>
/// <param name="Own">What it answers by itself to one who is let in: the status, and the sample's code if it is an error.</param>
public sealed record Endpoint(
    string Method,
    string Path,
    string Scope,
    string? Resource,
    bool NeedsSystemUser,
    (int Status, string Code) Own
)
{
    /// <summary>Gets whether the party stands in the path; else it is the owner.</summary>
    public bool TakesParty => Path.Contains("{party}", StringComparison.Ordinal);
}

/// <summary>What Altinn's policy decision point answers.</summary>
/// <param name="Kind">In words.</param>
/// <param name="Status">The status; 0 if the connection drops.</param>
/// <param name="Results">The results of an answer that can be read.</param>
/// <param name="Unreadable">The body of one that cannot.</param>
public sealed record PdpReply(string Kind, int Status, IReadOnlyList<PdpResult> Results, string? Unreadable = null)
{
    public override string ToString() => Kind;
}

/// <summary>One result.</summary>
/// <param name="Decision">XACML's word, or what stands in its place.</param>
/// <param name="Code">The last part of the status code; <see langword="null"/> if there is none.</param>
/// <param name="Obligations">Category and value of each.</param>
/// <param name="Echo">Which question it repeats; <see langword="null"/> if it repeats none.</param>
public sealed record PdpResult(
    string? Decision,
    string? Code,
    IReadOnlyList<(string Category, string Value)> Obligations,
    Echo? Echo = null
);

/// <summary>The question that a result repeats.</summary>
public enum Echo
{
    TheQuestion,
    AnotherParty,
    AnotherSystemUser,
    AnotherAction,
    AnotherResource,
}

/// <summary>The answer to a request.</summary>
/// <param name="Status">The status.</param>
/// <param name="Challenge">The header <c>WWW-Authenticate</c>, if there is one.</param>
/// <param name="Code">The problem's code; <c>granted</c>, or the sample's own code for what the package does not answer.</param>
/// <param name="RetryAfter">Whether it says when to try again.</param>
/// <param name="Asked">The questions that Altinn is asked, each once; <see langword="null"/> where that is left open.</param>
public sealed record Answer(int Status, string? Challenge, string Code, bool RetryAfter, string? Asked)
{
    public override string ToString() =>
        $"{Status} {Code}, WWW-Authenticate: {Challenge ?? "-"}, Retry-After: {(RetryAfter ? "yes" : "-")}, asked: {Asked}";
}
