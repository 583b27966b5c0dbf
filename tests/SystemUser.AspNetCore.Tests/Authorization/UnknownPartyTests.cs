using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using SystemUser.AspNetCore.Authorization;
using SystemUser.AspNetCore.Claims;
using SystemUser.AspNetCore.Decisions;
using SystemUser.AspNetCore.Tests.Support;
using SystemUser.Sandbox.Wire;
using SystemUser.Sandbox.Wire.Scripted;

namespace SystemUser.AspNetCore.Tests.Authorization;

/// <summary>An organization that Altinn does not know: the policy decision point answers as for a fault of its own, Indeterminate with syntax-error.</summary>
public sealed class UnknownPartyTests
{
    private const string BadDigit = "312714052";

    private static readonly string[] s_numbers =
    [
        .. Enumerable
            .Range(310_000_000, 2000)
            .Select(number => number.ToString())
            .Where(number => OrganizationNumber.Parse(number).HasValidCheckDigit),
    ];

    private static string Unknown => s_numbers[0];

    [Fact]
    public async Task A_request_is_403_with_a_warning_when_Altinn_does_not_know_the_party()
    {
        await using var door = await OpenAsync();
        door.Sandbox.Pdp.Permit();
        Unknow(door, Unknown);

        var reply = await door.GetAsync($"/{Unknown}", door.Token());

        reply.ShouldBe(403, "party-unknown");
        reply["resource"].ShouldBe(Door.Resource);
        Asked(door).ShouldBe([Unknown, Door.Owner]);
        door.Log.Of("PartyUnknown").ShouldHaveSingleItem().ShouldStartWith("Warning: ");
        door.Log.All(LogLevel.Error).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_probe_of_the_owner_is_neither_audited_nor_remembered()
    {
        await using var door = await OpenAsync();
        door.Sandbox.Pdp.Permit();
        Unknow(door, Unknown);
        var token = door.Token();

        await door.GetAsync($"/{Unknown}", token);

        var record = door.Audit.Records.ShouldHaveSingleItem();
        record.Party.ToString().ShouldBe(Unknown);
        record.Granted.ShouldBeFalse();
        record.Code.ShouldBe("party-unknown");
        record.Decision.ShouldBe(Decision.Indeterminate);
        (await door.GetAsync($"/{Door.Owner}", token)).ShouldBeOk();
        Asked(door).ShouldBe([Unknown, Door.Owner, Door.Owner]);
    }

    [Fact]
    public async Task An_unknown_party_with_a_wrong_check_digit_is_403_without_a_probe()
    {
        await using var door = await OpenAsync();
        Unknow(door, BadDigit);

        (await door.GetAsync($"/{BadDigit}", door.Token())).ShouldBe(403, "party-unknown");
        Asked(door).ShouldBe([BadDigit]);
    }

    [Fact]
    public async Task A_request_is_403_when_the_owners_number_is_mistyped()
    {
        await using var door = await OpenAsync();
        door.Sandbox.Pdp.Permit();
        Unknow(door, "310904437");

        (await door.GetAsync("/310904437", door.Token())).ShouldBe(403, "party-unknown");
    }

    [Fact]
    public async Task An_unknown_party_is_remembered_as_long_as_a_refusal()
    {
        var clock = new PatientClock();
        await using var door = await OpenAsync(clock);
        door.Sandbox.Pdp.Permit();
        Unknow(door, Unknown);
        var token = door.Token();
        await door.GetAsync($"/{Unknown}", token);

        clock.Advance(TimeSpan.FromSeconds(4));
        (await door.GetAsync($"/{Unknown}", token)).ShouldBe(403, "party-unknown");
        door.Sandbox.Pdp.Calls.Count.ShouldBe(2);
        door.Audit.Records[^1].Source.ShouldBe(DecisionSource.Cache);

        clock.Advance(TimeSpan.FromSeconds(1));
        (await door.GetAsync($"/{Unknown}", token)).ShouldBe(403, "party-unknown");
        door.Sandbox.Pdp.Calls.Count.ShouldBe(4);
    }

    [Theory]
    [InlineData("deny")]
    [InlineData("not applicable")]
    public async Task A_party_is_unknown_when_the_probe_of_the_owner_is_refused(string answer)
    {
        await using var door = await OpenAsync();
        var owner = door.Sandbox.Pdp.For(party: Door.Owner);
        (answer == "deny" ? (Action)owner.Deny : owner.NotApplicable)();
        Unknow(door, Unknown);

        (await door.GetAsync($"/{Unknown}", door.Token())).ShouldBe(403, "party-unknown");
    }

    [Fact]
    public async Task A_request_is_503_when_the_register_is_down_even_if_the_owners_permit_is_remembered()
    {
        await using var door = await OpenAsync();
        var token = door.Token();
        door.Sandbox.Pdp.Permit();
        (await door.GetAsync($"/{Door.Owner}", token)).ShouldBeOk();
        door.Sandbox.Pdp.Always.Indeterminate(PdpStatus.SyntaxError);

        (await door.GetAsync($"/{Unknown}", token)).ShouldBe(503, "decision-indeterminate");
        (await door.GetAsync($"/{Door.Client}", token)).ShouldBe(503, "decision-indeterminate");
        (await door.GetAsync($"/{Door.Owner}", token)).ShouldBeOk();
        door.Log.Of("PartyUnknown").ShouldBeEmpty();
    }

    [Fact]
    public async Task A_request_is_503_when_the_probe_of_the_owner_fails()
    {
        await using var door = await OpenAsync();
        door.Sandbox.Pdp.For(party: Door.Owner).Fail(403);
        Unknow(door, Unknown);

        (await door.GetAsync($"/{Unknown}", door.Token())).ShouldBe(503, "decision-indeterminate");
    }

    [Fact]
    public async Task A_request_for_the_owner_is_503_when_Altinn_does_not_know_it()
    {
        await using var door = await OpenAsync();
        Unknow(door, Door.Owner);

        (await door.GetAsync($"/{Door.Owner}", door.Token())).ShouldBe(503, "decision-indeterminate");
        Asked(door).ShouldBe([Door.Owner]);
    }

    [Theory]
    [InlineData(PdpStatus.ProcessingError)]
    [InlineData(PdpStatus.MissingAttribute)]
    public async Task A_request_is_503_without_a_probe_when_Altinn_answers_another_status(string status)
    {
        await using var door = await OpenAsync();
        door.Sandbox.Pdp.Permit();
        door.Sandbox.Pdp.For(party: BadDigit).Indeterminate(status);

        (await door.GetAsync($"/{BadDigit}", door.Token())).ShouldBe(503, "decision-indeterminate");
        Asked(door).ShouldBe([BadDigit]);
        door.Log.Of("DecisionIndeterminate").ShouldHaveSingleItem().ShouldStartWith("Error: ");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_party_is_not_called_unknown_when_anybody_got_a_decision_on_it_in_the_last_hour(bool permitted)
    {
        var clock = new PatientClock();
        await using var door = await OpenAsync(clock);
        door.Sandbox.Pdp.Permit();
        if (!permitted)
        {
            door.Sandbox.Pdp.For(party: Door.Client).NotApplicable();
        }

        await door.GetAsync($"/{Door.Client}", door.Token("313367002"));
        Unknow(door, Door.Client);

        clock.Advance(TimeSpan.FromMinutes(59));
        (await door.GetAsync($"/{Door.Client}", door.Token())).ShouldBe(503, "decision-indeterminate");
        clock.SetBack(TimeSpan.FromMinutes(59)); // a clock set back brings no time back
        clock.Advance(TimeSpan.FromMinutes(1));
        (await door.GetAsync($"/{Door.Client}", door.Token())).ShouldBe(403, "party-unknown");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_request_is_503_when_a_sixth_party_is_unknown_within_a_minute(bool validDigits)
    {
        var clock = new PatientClock();
        await using var door = await OpenAsync(clock);
        door.Sandbox.Pdp.Always.Indeterminate(PdpStatus.SyntaxError);
        door.Sandbox.Pdp.Permit(party: Door.Owner);
        string[] parties = validDigits
            ? s_numbers[..7]
            : [.. Enumerable.Range(312_000_000, 100).Select(n => n.ToString()).Except(s_numbers).Where(Broken).Take(7)];
        foreach (var party in parties[..5])
        {
            (await door.GetAsync($"/{party}", door.Token())).ShouldBe(403, "party-unknown");
        }

        (await door.GetAsync($"/{parties[0]}", door.Token())).ShouldBe(403, "party-unknown"); // one and the same
        (await door.GetAsync($"/{parties[5]}", door.Token())).ShouldBe(503, "decision-indeterminate");
        (await door.GetAsync($"/{parties[0]}", door.Token())).ShouldBe(503, "decision-indeterminate");

        clock.Advance(TimeSpan.FromMinutes(1));
        (await door.GetAsync($"/{parties[6]}", door.Token())).ShouldBe(403, "party-unknown");

        static bool Broken(string number) => !OrganizationNumber.Parse(number).HasValidCheckDigit;
    }

    [Fact]
    public async Task A_request_is_429_when_the_allowance_has_no_call_left_for_the_probe()
    {
        await using var door = await OpenAsync(
            settings: [("SystemUser:Decisions:UncachedPerSystemUserPerMinute", "1")],
            clock: new PatientClock()
        );
        door.Sandbox.Pdp.Permit();
        Unknow(door, Unknown);

        (await door.GetAsync($"/{Unknown}", door.Token())).ShouldBe(429, "too-many-questions", retryAfter: "30");
        Asked(door).ShouldBe([Unknown]);
    }

    [Fact]
    public async Task Unknown_parties_of_a_batch_are_set_aside_and_the_others_go_on_in_batches()
    {
        await using var door = await OpenAsync();
        door.Sandbox.Pdp.Permit();
        var token = door.Token();
        string[] unknown = [s_numbers[1], s_numbers[12], s_numbers[23]];
        Unknow(door, unknown);

        var answers = await AskManyAsync(door, token, s_numbers[..25]);

        answers.ShouldBe(s_numbers[..25].Select(number => unknown.Contains(number) ? "party-unknown" : "in"));
        Asked(door).Count(party => party == Door.Owner).ShouldBe(1);
        door.Log.Of("BatchSpoiled").ShouldBeEmpty();
        door.Log.All(LogLevel.Error).ShouldBeEmpty();

        var before = door.Sandbox.Pdp.Calls.Count;
        (await AskManyAsync(door, token, s_numbers[25..50])).ShouldAllBe(answer => answer == "in");
        (door.Sandbox.Pdp.Calls.Count - before).ShouldBe(1);
        door.Sandbox.Pdp.Calls[^1].Questions.Count.ShouldBe(25);
    }

    [Theory]
    [InlineData(0, 1, 2)]
    [InlineData(22, 23, 24)]
    [InlineData(11, 12, 13)]
    [InlineData(0, 6, 12, 18, 24)]
    [InlineData(0, 1, 2, 3, 4)]
    public async Task Unknown_parties_of_a_batch_are_found_wherever_they_stand(params int[] places)
    {
        await using var door = await OpenAsync();
        door.Sandbox.Pdp.Permit();
        Unknow(door, [.. places.Select(place => s_numbers[place])]);

        var answers = await AskManyAsync(door, door.Token(), s_numbers[..25]);

        Enumerable.Range(0, 25).Where(place => answers[place] == "party-unknown").ShouldBe(places);
        answers.Count(answer => answer == "in").ShouldBe(25 - places.Length);
    }

    [Fact]
    public async Task A_client_listed_twice_in_a_batch_is_unknown_twice_and_warned_of_once()
    {
        await using var door = await OpenAsync();
        door.Sandbox.Pdp.Permit();
        Unknow(door, BadDigit);

        (await AskManyAsync(door, door.Token(), [BadDigit, Door.Client, BadDigit])).ShouldBe([
            "party-unknown",
            "in",
            "party-unknown",
        ]);
        door.Log.Of("PartyUnknown").ShouldHaveSingleItem();
    }

    [Fact]
    public async Task More_than_five_unknown_parties_of_a_batch_are_undecided_and_the_others_answered()
    {
        await using var door = await OpenAsync();
        door.Sandbox.Pdp.Permit();
        Unknow(door, s_numbers[..6]);

        var answers = await AskManyAsync(door, door.Token(), s_numbers[..25]);

        answers[..6].ShouldAllBe(answer => answer == "decision-indeterminate");
        answers[6..].ShouldAllBe(answer => answer == "in");
        door.Log.Of("PartyUnknown").ShouldBeEmpty();
    }

    [Fact]
    public async Task No_client_of_a_batch_is_unknown_when_the_register_is_down()
    {
        await using var door = await OpenAsync();
        var token = door.Token();
        door.Sandbox.Pdp.Permit();
        (await door.GetAsync($"/{Door.Owner}", token)).ShouldBeOk();
        door.Sandbox.Pdp.Always.Indeterminate(PdpStatus.SyntaxError);

        var answers = await AskManyAsync(door, token, s_numbers[..3]);

        answers.ShouldAllBe(answer => answer == "decision-indeterminate");
        await Poll.UntilAsync(() => door.Log.Of("BatchSpoiled").Length > 0); // the answer does not wait for it
    }

    [Fact]
    public async Task A_resource_stays_out_of_batches_after_it_spoiled_one()
    {
        await using var door = await OpenAsync();
        var token = door.Token();
        door.Sandbox.Pdp.Always.Indeterminate(PdpStatus.ProcessingError);
        await AskManyAsync(door, token, s_numbers[..2]);
        await Poll.UntilAsync(() => door.Log.Of("BatchSpoiled").Length > 0);
        door.Sandbox.Pdp.Permit();
        var before = door.Sandbox.Pdp.Calls.Count;

        (await AskManyAsync(door, token, s_numbers[..2])).ShouldAllBe(answer => answer == "in");

        (door.Sandbox.Pdp.Calls.Count - before).ShouldBe(2);
    }

    private static Task<Door> OpenAsync(TimeProvider? clock = null, params (string, string)[] settings) =>
        Door.OpenAsync(
            app =>
            {
                app.MapGet("/{party}", (AuthorizedParty authorized) => authorized.ToString())
                    .RequireSystemUserRight(
                        Door.Resource,
                        right =>
                        {
                            right.PartyFromRoute = "party";
                            right.AllowClients = true;
                        }
                    );
                app.MapGet("/many/{parties}", AnswerManyAsync).RequireMaskinportenScope(Door.Scope);
            },
            settings: settings,
            clock: clock
        );

    private static async Task<string> AnswerManyAsync(
        string parties,
        AltinnSystemUser systemUser,
        ISystemUserAuthorizer authorizer,
        HttpContext context
    )
    {
        var right = new SystemUserRight(Door.Resource, "read");
        var answers = await authorizer.AuthorizeManyAsync(
            systemUser,
            [.. parties.Split('-').Select(party => new SystemUserQuestion(right, OrganizationNumber.Parse(party)))],
            context.RequestAborted
        );
        return string.Join(' ', answers.Select(answer => answer.Problem?.Code ?? "in"));
    }

    private static async Task<string[]> AskManyAsync(Door door, MaskinportenToken token, string[] parties)
    {
        var reply = await door.GetAsync($"/many/{string.Join('-', parties)}", token);
        reply.ShouldBeOk();
        return reply.Body.Split(' ');
    }

    private static void Unknow(Door door, params string[] parties)
    {
        foreach (var party in parties)
        {
            door.Sandbox.Pdp.For(party: party).Indeterminate(PdpStatus.SyntaxError);
        }
    }

    private static IEnumerable<string?> Asked(Door door) =>
        door.Sandbox.Pdp.Questions.Select(question => question.Party);
}
