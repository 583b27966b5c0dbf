using System.Collections.Concurrent;
using SystemUser.AspNetCore.Decisions.Internal.Caching;

namespace SystemUser.AspNetCore.Decisions.Internal;

/// <summary>The questions under way: each once, however many ask it.</summary>
internal sealed class DecisionFlights(DecisionMemory memory)
{
    private readonly ConcurrentDictionary<DecisionQuestion, DecisionFlight> _flights = new();

    /// <summary>Joins the flight of a question, or begins one.</summary>
    /// <param name="question">The question.</param>
    /// <param name="isFirst">Whether the caller began it, and is to <see cref="Land"/> it.</param>
    public DecisionFlight Join(in DecisionQuestion question, out bool isFirst)
    {
        isFirst = false;
        while (true)
        {
            if (!_flights.TryGetValue(question, out var flight))
            {
                flight = new DecisionFlight(question, memory.Stamp);
                isFirst = _flights.TryAdd(question, flight);
            }
            else if (!memory.IsCurrent(question.Subject, flight.Stamp))
            {
                // The system user was forgotten since: who asks now is owed an answer of now.
                var fresh = new DecisionFlight(question, memory.Stamp);
                isFirst = _flights.TryUpdate(question, fresh, flight);
                flight = fresh;
            }
            else
            {
                return flight;
            }

            if (isFirst)
            {
                return flight;
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
