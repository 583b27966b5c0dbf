using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using SystemUser.AspNetCore.Claims;
using SystemUser.AspNetCore.Decisions.Internal.Xacml;
using SystemUser.AspNetCore.Diagnostics.Internal;

namespace SystemUser.AspNetCore.Decisions.Internal;

/// <summary>Tells an organization that Altinn's register does not know from a fault at Altinn, which both are answered Indeterminate with <c>syntax-error</c>.</summary>
/// <remarks>
/// An organization that was decided about within the last hour is known. Any other is unknown if its check digit is wrong,
/// since the register takes no such number, or if the same right is decided for the system user's owner afterwards. More
/// than five such organizations within a minute are no mistyped numbers, but an outage.
/// </remarks>
internal sealed class UnknownParties(
    KnownParties known,
    DecisionCaller caller,
    TimeProvider timeProvider,
    ILogger<UnknownParties> logger
)
{
    private const int MostInAMinute = 5;
    private static readonly TimeSpan s_minute = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private readonly Dictionary<OrganizationNumber, long> _suspected = [];

    /// <summary>Tells whether an answer looks like one about an organization that Altinn does not know, and counts the organization if so.</summary>
    public bool Suspects(DecisionFlight flight, in DecisionAnswer answer)
    {
        var party = flight.Question.Party;
        if (
            answer is not { Outcome: DecisionOutcome.Indeterminate, Decision.StatusCode: XacmlNames.StatusSyntaxError }
            || party == flight.Asker.Owner
            || known.Contains(party)
        )
        {
            return false;
        }

        lock (_lock)
        {
            _suspected[party] = timeProvider.GetTimestamp();
            if (_suspected.Count > MostInAMinute + 1)
            {
                _suspected.Remove(_suspected.MinBy(suspected => suspected.Value).Key);
            }
        }

        return true;
    }

    /// <summary>Tells whether more organizations were suspected within the last minute than mistyped numbers account for.</summary>
    public bool IsOutage()
    {
        lock (_lock)
        {
            return _suspected.Values.Count(at => timeProvider.GetElapsedTime(at) < s_minute) > MostInAMinute;
        }
    }

    /// <summary>Says what the answer to one question is, once it is known whether its organization is to blame.</summary>
    public async ValueTask<DecisionAnswer> ExplainAsync(
        DecisionFlight flight,
        DecisionAnswer answer,
        CancellationToken budget
    ) =>
        Suspects(flight, answer)
            ? (await ExplainAsync([new(flight, answer)], budget))[0]
            : Logged(flight.Question, answer);

    /// <summary>Says what the answers to several questions of one system user and one right are, with one probe at most.</summary>
    public async ValueTask<DecisionAnswer[]> ExplainAsync(IReadOnlyList<Suspect> suspects, CancellationToken budget)
    {
        DecisionAnswer? probe = null;
        if (!IsOutage() && suspects.Any(suspect => suspect.Question.Party.HasValidCheckDigit))
        {
            probe = await ProbeAsync(suspects[0].Flight, budget);
        }

        var isOutage = IsOutage();
        return
        [
            .. suspects.Select(suspect =>
                Logged(suspect.Question, isOutage ? suspect.Answer : Conclude(suspect, probe))
            ),
        ];
    }

    /// <summary>Logs what came of a question if it is no decision.</summary>
    public DecisionAnswer Logged(in DecisionQuestion question, in DecisionAnswer answer)
    {
        switch (answer.Outcome)
        {
            case DecisionOutcome.Indeterminate:
                logger.DecisionIndeterminate(question.Right.ToString(), LogText.Of(answer.Decision?.StatusCode));
                break;
            case DecisionOutcome.PartyUnknown:
                logger.PartyUnknown(question.Party, question.Subject.ToString(), question.Right.ToString());
                break;
        }

        return answer;
    }

    /// <summary>Asks about the owner, past every memory and every flight: what was decided before the Indeterminate proves nothing. Nothing is kept of the answer.</summary>
    private async ValueTask<DecisionAnswer> ProbeAsync(DecisionFlight flight, CancellationToken budget) =>
        caller.Refuse(flight.Question.Subject) is { } refusal
            ? refusal
            : await caller.AskAsync(flight, flight.Question with { Party = flight.Asker.Owner }, budget);

    private static DecisionAnswer Conclude(in Suspect suspect, in DecisionAnswer? probe) =>
        probe switch
        {
            _ when !suspect.Question.Party.HasValidCheckDigit => Unknown(suspect),
            { Outcome: DecisionOutcome.Decided } => Unknown(suspect),
            { Outcome: DecisionOutcome.TooManyQuestions } refusal => refusal,
            _ => suspect.Answer,
        };

    private static DecisionAnswer Unknown(in Suspect suspect) =>
        suspect.Answer with
        {
            Outcome = DecisionOutcome.PartyUnknown,
        };
}

/// <summary>A question that was answered as if its organization were unknown to Altinn.</summary>
/// <param name="Flight">The question.</param>
/// <param name="Answer">The answer: Indeterminate.</param>
internal readonly record struct Suspect(DecisionFlight Flight, DecisionAnswer Answer)
{
    public DecisionQuestion Question => Flight.Question;
}

/// <summary>The organizations that Altinn has decided about within the last hour, whoever asked: its register knows them.</summary>
/// <remarks>A full half makes the older half go, so that a hundred thousand are kept at most, the latest of them always.</remarks>
internal sealed class KnownParties(TimeProvider timeProvider)
{
    private const int Half = 50_000;
    private static readonly TimeSpan s_memory = TimeSpan.FromHours(1);

    private ConcurrentDictionary<OrganizationNumber, long> _later = new();
    private ConcurrentDictionary<OrganizationNumber, long> _earlier = new();
    private int _count;

    public void Add(OrganizationNumber party)
    {
        var later = Volatile.Read(ref _later);
        var now = timeProvider.GetTimestamp();
        if (later.TryAdd(party, now))
        {
            if (Interlocked.Increment(ref _count) == Half)
            {
                Volatile.Write(ref _earlier, later);
                Volatile.Write(ref _later, new());
                Volatile.Write(ref _count, 0);
            }
        }
        else
        {
            later[party] = now;
        }
    }

    public bool Contains(OrganizationNumber party) =>
        (
            Volatile.Read(ref _later).TryGetValue(party, out var at)
            || Volatile.Read(ref _earlier).TryGetValue(party, out at)
        )
        && timeProvider.GetElapsedTime(at) < s_memory;
}
