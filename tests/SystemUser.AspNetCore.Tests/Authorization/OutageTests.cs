using Microsoft.AspNetCore.Builder;
using SystemUser.AspNetCore.Authorization;
using SystemUser.AspNetCore.Tests.Support;

namespace SystemUser.AspNetCore.Tests.Authorization;

/// <summary>A policy decision point that has died is left alone, and found again.</summary>
public sealed class OutageTests
{
    private readonly PatientClock _clock = new();

    [Fact]
    public async Task The_circuit_opens_after_ten_failures_in_a_row_that_follow_hundreds_of_good_answers()
    {
        await using var door = await OpenAsync();
        door.Sandbox.Pdp.Permit();
        for (var i = 0; i < 300; i++)
        {
            (await door.GetAsync("/krav", door.Token())).ShouldBeOk();
        }

        door.Sandbox.Pdp.Always.Fail(500);
        for (var i = 0; i < 5; i++)
        {
            (await AskAsync(door)).Status.ShouldBe(503);
        }

        var left = await door.GetAsync("/krav", door.Token());
        left.ShouldBe(503, "decision-unavailable", retryAfter: left.RetryAfter);
        int.Parse(left.RetryAfter!).ShouldBeInRange(6, 10); // the rest of the break
        door.Sandbox.Pdp.Calls.Count.ShouldBe(310); // each question twice
        door.Log.Of("PolicyDecisionPointCircuitOpened").ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData(200)]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(403)]
    [InlineData(404)]
    public async Task The_circuit_stays_closed_when_the_answers_are_faults_that_retrying_will_not_mend(int status)
    {
        await using var door = await OpenAsync();
        door.Sandbox.Pdp.Always.Respond("{}", status);
        for (var i = 0; i < 25; i++)
        {
            (await AskAsync(door)).ShouldBe(503, "decision-failed");
        }

        door.Log.Of("PolicyDecisionPointCircuitOpened").ShouldBeEmpty();
    }

    [Theory]
    [InlineData(408)]
    [InlineData(429)]
    [InlineData(502)]
    public async Task The_circuit_opens_when_the_answers_have_a_status_that_may_pass(int status)
    {
        await using var door = await OpenAsync();
        door.Sandbox.Pdp.Always.Fail(status);
        for (var i = 0; i < 5; i++)
        {
            await AskAsync(door);
        }

        (await AskAsync(door)).Status.ShouldBe(503);
        door.Sandbox.Pdp.Calls.Count.ShouldBe(10);
    }

    [Fact]
    public async Task The_circuit_stays_closed_when_good_answers_come_between_the_failures()
    {
        await using var door = await OpenAsync();
        door.Sandbox.Pdp.Permit();
        for (var i = 0; i < 100; i++)
        {
            (await door.GetAsync("/krav", door.Token())).ShouldBeOk();
        }

        for (var i = 0; i < 8; i++)
        {
            door.Sandbox.Pdp.Always.Times(8).Fail(500);
            for (var j = 0; j < 5; j++)
            {
                await AskAsync(door);
            }
        }

        door.Log.Of("PolicyDecisionPointCircuitOpened").ShouldBeEmpty();
    }

    [Fact]
    public async Task One_call_tries_and_the_others_are_503_when_the_break_is_over()
    {
        await using var door = await OpenAsync();
        await BreakAsync(door);
        _clock.Advance(TimeSpan.FromSeconds(10));
        var release = new TaskCompletionSource();
        door.Sandbox.Pdp.Permit();
        door.Sandbox.Pdp.Next.HeldUntil(release.Task).Permit();
        var before = door.Sandbox.Pdp.Calls.Count;

        var trying = door.GetAsync("/krav", door.Token());
        await door.Sandbox.Pdp.WaitForCallsAsync(before + 1, TestContext.Current.CancellationToken);
        for (var i = 0; i < 5; i++)
        {
            (await door.GetAsync("/krav", door.Token())).ShouldBe(503, "decision-unavailable", retryAfter: "5");
        }

        door.Sandbox.Pdp.Calls.Count.ShouldBe(before + 1);
        release.SetResult();
        (await trying).ShouldBeOk();
        (await AskAsync(door)).ShouldBeOk();
        door.Log.Of("PolicyDecisionPointCircuitClosed").ShouldHaveSingleItem();
    }

    [Fact]
    public async Task The_break_begins_anew_when_the_call_that_tries_fails()
    {
        await using var door = await OpenAsync();
        await BreakAsync(door);
        var before = door.Sandbox.Pdp.Calls.Count;

        _clock.Advance(TimeSpan.FromSeconds(10));
        await AskAsync(door);
        _clock.Advance(TimeSpan.FromSeconds(4));

        (await AskAsync(door)).Status.ShouldBe(503);
        door.Sandbox.Pdp.Calls.Count.ShouldBe(before + 1);
        door.Log.Of("PolicyDecisionPointCircuitOpened").Length.ShouldBe(2);
    }

    [Fact]
    public async Task The_break_is_not_lengthened_when_the_clock_is_set_back()
    {
        await using var door = await OpenAsync();
        await BreakAsync(door);
        _clock.SetBack(TimeSpan.FromMinutes(30));
        door.Sandbox.Pdp.Permit();

        _clock.Advance(TimeSpan.FromSeconds(10));

        (await AskAsync(door)).ShouldBeOk();
    }

    private Task<Door> OpenAsync() =>
        Door.OpenAsync(
            app => app.MapGet("/krav", () => "in").RequireSystemUserRight(Door.Resource),
            settings: [("SystemUser:Decisions:UncachedPerSystemUserPerMinute", "0")],
            clock: _clock
        );

    /// <summary>Asks for a system user that nobody asked for before.</summary>
    private Task<Reply> AskAsync(Door door) =>
        _clock.AdvanceUntilAsync(door.GetAsync("/krav", door.Token()), TimeSpan.FromMinutes(1));

    private async Task BreakAsync(Door door)
    {
        door.Sandbox.Pdp.Always.Fail(500);
        for (var i = 0; i < 5; i++)
        {
            await AskAsync(door);
        }
    }
}
