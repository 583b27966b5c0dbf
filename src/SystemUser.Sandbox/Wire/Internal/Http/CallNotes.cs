using System.Diagnostics;

namespace SystemUser.Sandbox.Wire.Internal.Http;

/// <summary>
/// What is learnt of a call while it is answered, for whoever keeps a log of calls. It holds no token, key or assertion.
/// </summary>
internal sealed class CallNotes
{
    /// <summary>The header that Norwegian public APIs tell calls apart by.</summary>
    private const string CorrelationHeader = "Korrelasjonsid";
    private const int LongestCorrelation = 64;
    private const int LongestText = 500;

    /// <summary>The trace that the call is part of, by its <c>traceparent</c>.</summary>
    public string? TraceId { get; private init; }

    /// <summary>The caller's own name for the call, by its <c>Korrelasjonsid</c>.</summary>
    public string? CorrelationId { get; private init; }

    /// <summary>The Maskinporten client that calls.</summary>
    public string? ClientId
    {
        get;
        set => field = Cut(value);
    }

    /// <summary>The number of the organization that calls.</summary>
    public string? Organization
    {
        get;
        set => field = Cut(value);
    }

    public string? Scopes
    {
        get;
        set => field = Cut(value);
    }

    public string? SystemUser
    {
        get;
        set => field = Cut(value);
    }

    /// <summary>The number of the organization that owns the system user.</summary>
    public string? Owner
    {
        get;
        set => field = Cut(value);
    }

    public string? SystemId
    {
        get;
        set => field = Cut(value);
    }

    public string? ExternalRef
    {
        get;
        set => field = Cut(value);
    }

    public string? Party
    {
        get;
        set => field = Cut(value);
    }

    public string? Resource
    {
        get;
        set => field = Cut(value);
    }

    public string? Action
    {
        get;
        set => field = Cut(value);
    }

    /// <summary>How many questions the call held.</summary>
    public int Questions { get; set; }

    /// <summary>What came of it in one word: a code such as <c>MP-303</c>, or a decision.</summary>
    public string? Outcome { get; set; }

    /// <summary>Why, in words.</summary>
    public string? Why
    {
        get;
        set => field = Cut(value);
    }

    /// <summary>The rule of the policy that decided.</summary>
    public string? Rule
    {
        get;
        set => field = Cut(value);
    }

    /// <summary>The fault that was switched on for it.</summary>
    public string? Fault { get; set; }

    /// <summary>Whether the connection was cut instead of an answer.</summary>
    public bool IsCut { get; set; }

    /// <summary>The notes of a call; where nobody keeps them, some that are forgotten.</summary>
    public static CallNotes Of(HttpContext context) => context.Features.Get<CallNotes>() ?? new CallNotes();

    /// <summary>Begins the notes of a call.</summary>
    public static CallNotes Begin(HttpContext context)
    {
        var headers = context.Request.Headers;
        var notes = new CallNotes
        {
            TraceId = ActivityContext.TryParse(headers.TraceParent, traceState: null, out var trace)
                ? trace.TraceId.ToHexString()
                : null,
            CorrelationId = headers[CorrelationHeader] is [{ Length: > 0 and <= LongestCorrelation } id] ? id : null,
        };
        context.Features.Set(notes);
        return notes;
    }

    /// <summary>A text that comes from outside, as far as it is kept.</summary>
    public static string? Cut(string? text) =>
        text is { Length: > LongestText } ? $"{text.AsSpan(0, LongestText - 1)}…" : text;

    /// <summary>Says why a call got no answer, unless something nearer to the cause has.</summary>
    public void Refuse(string outcome, string why) => (Outcome, Why) = (Outcome ?? outcome, Why ?? why);
}
