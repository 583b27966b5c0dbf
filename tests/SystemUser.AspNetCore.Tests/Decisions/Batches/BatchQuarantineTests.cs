using SystemUser.AspNetCore.Decisions;
using SystemUser.AspNetCore.Decisions.Internal;
using Tests.Shared;

namespace SystemUser.AspNetCore.Tests.Decisions.Batches;

public sealed class BatchQuarantineTests
{
    private readonly FakeClock _clock = new();
    private readonly BatchQuarantine _quarantine;

    public BatchQuarantineTests() => _quarantine = new(_clock);

    [Fact]
    public void Resources_are_given_up_after_their_minute_when_there_are_many()
    {
        Put(0, 2000);
        _clock.Advance(TimeSpan.FromMinutes(1));

        Put(2000, 3000); // there is room for twice as many as the last look left

        _quarantine.Count.ShouldBeInRange(1000, 2048);
        _quarantine.Holds(Resource(0)).ShouldBeFalse();
        _quarantine.Holds(Resource(2000)).ShouldBeTrue();
        _quarantine.Holds(Resource(2999)).ShouldBeTrue();
    }

    [Fact]
    public void No_resource_is_given_up_within_its_minute()
    {
        Put(0, 5000);

        _quarantine.Count.ShouldBe(5000);
        _quarantine.Holds(Resource(0)).ShouldBeTrue();
    }

    private static DecisionQuestion Resource(int number) => Some.Question(resource: $"resource-{number}");

    private void Put(int from, int to)
    {
        for (var i = from; i < to; i++)
        {
            _quarantine.Put(Resource(i));
        }
    }
}
