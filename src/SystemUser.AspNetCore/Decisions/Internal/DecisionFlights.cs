using System.Collections.Concurrent;
using System.Diagnostics;
using SystemUser.AspNetCore.Claims;
using SystemUser.AspNetCore.Decisions.Internal.Sharing;

namespace SystemUser.AspNetCore.Decisions.Internal;

/// <summary>The questions under way: each once, however many ask it.</summary>
internal sealed class DecisionFlights(DecisionStore store)
{
    private readonly ConcurrentDictionary<DecisionQuestion, DecisionFlight> _flights = new();

    /// <summary>Joins the flight of a question, or begins one.</summary>
    /// <param name="question">The question.</param>
    /// <param name="asker">Who asks.</param>
    /// <param name="isFirst">Whether the caller began it, and is to <see cref="Land"/> it.</param>
    public DecisionFlight Join(in DecisionQuestion question, in Asker asker, out bool isFirst)
    {
        while (true)
        {
            if (!_flights.TryGetValue(question, out var flight))
            {
                var first = new DecisionFlight(question, asker, store.Stamp);
                if (_flights.TryAdd(question, first))
                {
                    isFirst = true;
                    return first;
                }
            }
            else if (store.IsCurrent(flight))
            {
                isFirst = false;
                return flight;
            }
            else
            {
                // The system user was forgotten since: who asks now is owed an answer of now.
                var fresh = new DecisionFlight(question, asker, store.Stamp);
                if (_flights.TryUpdate(question, fresh, flight))
                {
                    isFirst = true;
                    return fresh;
                }
            }
        }
    }

    /// <summary>Gives the answer to all who wait. A flight is never remembered; its decision may be.</summary>
    public void Land(DecisionFlight flight, in DecisionAnswer answer)
    {
        _flights.TryRemove(new(flight.Question, flight));
        flight.TrySetResult(answer);
    }
}

/// <summary>A question under way, and the answer that all who ask it at the same moment wait for.</summary>
/// <param name="question">The question.</param>
/// <param name="asker">The token of the first to ask; nothing that it leads to is remembered past that.</param>
/// <param name="stamp">When the question was put, on the counter of the forgotten system users.</param>
internal sealed class DecisionFlight(DecisionQuestion question, Asker asker, long stamp)
    : TaskCompletionSource<DecisionAnswer>(TaskCreationOptions.RunContinuationsAsynchronously)
{
    public DecisionQuestion Question { get; } = question;

    public Asker Asker { get; } = asker;

    public long Stamp { get; } = stamp;

    /// <summary>Gets or sets the generation that the shared cache keeps the answer under; <see langword="null"/> if that could not be read, so that nothing is put there.</summary>
    public SharedGeneration? Generation { get; set; }

    /// <summary>Gets the span that the call is part of: the first asker's, without the <c>tracestate</c> that its caller chose.</summary>
    public ActivityContext Parent { get; } =
        Activity.Current?.Context is { } asker ? new(asker.TraceId, asker.SpanId, asker.TraceFlags) : default;

    /// <summary>Gets or sets the span of the call, which the others' spans link to.</summary>
    public ActivityContext Call { get; set; }
}

/// <summary>What the engine needs to know of a token that asks.</summary>
/// <param name="Owner">The organization that owns the system user.</param>
/// <param name="TokenExpiresAt">When the token expires.</param>
internal readonly record struct Asker(OrganizationNumber Owner, DateTimeOffset TokenExpiresAt);
