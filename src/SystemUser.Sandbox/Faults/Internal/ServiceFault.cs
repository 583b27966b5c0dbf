using System.Globalization;

namespace SystemUser.Sandbox.Faults.Internal;

/// <summary>A fault that is switched on.</summary>
internal sealed class ServiceFault
{
    public required FaultKind Kind { get; init; }

    /// <summary>How late a slow answer is.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>The status code of a failing one.</summary>
    public int Status { get; init; } = StatusCodes.Status503ServiceUnavailable;

    /// <summary>The seconds in its <c>Retry-After</c>, if any.</summary>
    public int? RetryAfter { get; init; }

    /// <summary>Of how many calls one fails; 1 for all of them.</summary>
    public int OneIn { get; init; } = 1;

    /// <summary>The Maskinporten client, or the number of the organization, whose calls fail; <see langword="null"/> for everybody's.</summary>
    public string? Client { get; init; }

    /// <summary>When it ends by itself; <see langword="null"/> for when it is switched off.</summary>
    public DateTimeOffset? Until { get; init; }

    private long _calls;

    /// <summary>Counts a call, and says whether it is one that fails.</summary>
    public bool Strikes() => Interlocked.Increment(ref _calls) % OneIn == 0;

    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Words()}{(OneIn > 1 ? $", one call in {OneIn}" : "")}{(Client is null ? "" : $", for {Client}")}"
        );

    private string Words() =>
        Kind switch
        {
            FaultKind.Slow => string.Create(CultureInfo.InvariantCulture, $"slow by {Delay.TotalMilliseconds} ms"),
            FaultKind.Status when RetryAfter is { } seconds => string.Create(
                CultureInfo.InvariantCulture,
                $"answers {Status}, Retry-After {seconds}"
            ),
            FaultKind.Status => string.Create(CultureInfo.InvariantCulture, $"answers {Status}"),
            FaultKind.Gone => "cuts the connection",
            FaultKind.Garbled => "answers with a page of a proxy",
            FaultKind.Indeterminate => "comes to no decision",
            _ => "permits once too often",
        };
}

/// <summary>How a service fails.</summary>
internal enum FaultKind
{
    /// <summary>It answers, but late.</summary>
    Slow,

    /// <summary>It answers with an error status.</summary>
    Status,

    /// <summary>It cuts the connection.</summary>
    Gone,

    /// <summary>It answers 200 with a page in the place of the answer, as a proxy in between may.</summary>
    Garbled,

    /// <summary>The policy decision point comes to no decision.</summary>
    Indeterminate,

    /// <summary>The policy decision point permits what nobody asked beside what was asked.</summary>
    Wrong,
}
