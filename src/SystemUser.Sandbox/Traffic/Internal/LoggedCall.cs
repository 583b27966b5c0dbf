using System.Text.Json.Serialization;

namespace SystemUser.Sandbox.Traffic.Internal;

/// <summary>One call, with what it asked, what it got and why. It holds no token, key or assertion.</summary>
internal sealed record LoggedCall
{
    private const int SizeOfNothing = 500;

    /// <summary>The entry's number, from 1 at each start.</summary>
    public long Number { get; init; }

    public required DateTimeOffset Time { get; init; }

    /// <summary>What was called, one of <see cref="CallServices"/>.</summary>
    public required string Service { get; init; }

    /// <summary>The method; <see langword="null"/> for what an app told by its log.</summary>
    public string? Method { get; init; }

    /// <summary>Path and query.</summary>
    public required string Path { get; init; }

    /// <summary>The status of the answer; 0 if the connection was cut or none is known.</summary>
    public int Status { get; init; }

    public double Milliseconds { get; init; }

    public string? TraceId { get; init; }

    /// <summary>The <c>Korrelasjonsid</c>, where one was given.</summary>
    public string? CorrelationId { get; init; }

    public string? ClientId { get; init; }

    /// <summary>The organization that calls.</summary>
    public NamedParty? Caller { get; init; }

    public string? Scopes { get; init; }

    public string? SystemUser { get; init; }

    public NamedParty? Owner { get; init; }

    public string? SystemId { get; init; }

    public string? SystemName { get; init; }

    public string? ExternalRef { get; init; }

    public NamedParty? Party { get; init; }

    public string? Resource { get; init; }

    public string? Action { get; init; }

    /// <summary>How many questions it held, where it is about decisions.</summary>
    public int Questions { get; init; }

    /// <summary>What came of it in one word.</summary>
    public string? Outcome { get; init; }

    public string? Why { get; init; }

    /// <summary>The rule of the policy that decided.</summary>
    public string? Rule { get; init; }

    /// <summary>The fault that was switched on for it.</summary>
    public string? Fault { get; init; }

    public string? RequestType { get; init; }

    public string? RequestBody { get; init; }

    public string? ResponseBody { get; init; }

    public int? RetryAfterSeconds { get; init; }

    /// <summary>Whether it got what it asked for.</summary>
    [JsonIgnore]
    public bool IsGood =>
        Fault is null
        && Status is 0 or >= 200 and < 400
        && Outcome is not ("Deny" or "NotApplicable" or "Indeterminate")
        && (Status != 0 || Outcome == "granted");

    /// <summary>All that it says in words, which is what may be searched, and what takes the memory.</summary>
    [JsonIgnore]
    public IEnumerable<string?> Texts =>
        [
            Path,
            Outcome,
            Why,
            TraceId,
            CorrelationId,
            ClientId,
            Caller?.Name,
            Caller?.Number,
            Owner?.Name,
            Owner?.Number,
            Party?.Name,
            Party?.Number,
            SystemUser,
            SystemId,
            SystemName,
            ExternalRef,
            Scopes,
            Resource,
            Action,
            Rule,
            Fault,
            RequestType,
            RequestBody,
            ResponseBody,
        ];

    /// <summary>How much of the memory it takes, about, in characters.</summary>
    [JsonIgnore]
    public int Size => SizeOfNothing + Texts.Sum(text => text?.Length ?? 0);
}

/// <summary>An organization or person by number and, where the world knows one, name.</summary>
internal sealed record NamedParty(string Number, string? Name)
{
    public override string ToString() => Name ?? Number;
}
