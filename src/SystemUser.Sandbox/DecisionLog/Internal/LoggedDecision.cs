using SystemUser.Sandbox.Wire.Internal.Http;

namespace SystemUser.Sandbox.DecisionLog.Internal;

/// <summary>One question to the policy decision point, its answer, and why: what the real one never tells.</summary>
internal sealed record LoggedDecision
{
    /// <summary>The entry's number, from 1 at each start.</summary>
    public long Number { get; init; }

    public DateTimeOffset Time { get; init; }

    /// <summary>The organization number of whoever asked.</summary>
    public string? AskedBy
    {
        get;
        init => field = CallNotes.Cut(value);
    }

    /// <summary>The system user, as the question has it.</summary>
    public string? SystemUser
    {
        get;
        init => field = CallNotes.Cut(value);
    }

    /// <summary>The organization number of the system user's owner.</summary>
    public string? Owner { get; init; }

    /// <summary>The party, as the question has it.</summary>
    public string? Party
    {
        get;
        init => field = CallNotes.Cut(value);
    }

    /// <summary>The name of the party.</summary>
    public string? PartyName { get; init; }

    public string? Resource
    {
        get;
        init => field = CallNotes.Cut(value);
    }

    public string? Action
    {
        get;
        init => field = CallNotes.Cut(value);
    }

    public required string Decision { get; init; }

    /// <summary>The status code without its prefix, for example <c>ok</c>.</summary>
    public required string Status { get; init; }

    /// <summary>
    /// What must be met for a Permit to count, for example <c>urn:altinn:minimum-authenticationlevel=3</c>.
    /// </summary>
    public IReadOnlyList<string> Obligations { get; init; } = [];

    /// <summary>How many questions the request held.</summary>
    public int BatchSize { get; init; } = 1;

    /// <summary>Why the answer is what it is.</summary>
    public required string Why
    {
        get;
        init => field = CallNotes.Cut(value)!;
    }

    /// <summary>The id of the rule that decided, where one did.</summary>
    public string? Rule
    {
        get;
        init => field = CallNotes.Cut(value);
    }

    /// <summary>The trace that the call is part of, by its <c>traceparent</c>.</summary>
    public string? TraceId { get; init; }

    /// <summary>The <c>Korrelasjonsid</c> of the call, where it has one.</summary>
    public string? CorrelationId { get; init; }
}
