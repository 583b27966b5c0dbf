using System.Collections.Concurrent;

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
