using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using SystemUser.AspNetCore.Authorization;
using SystemUser.AspNetCore.Decisions;

namespace SystemUser.AspNetCore.Tests.Authorization;

/// <summary>Several rights on one endpoint must all be there.</summary>
public sealed class SeveralRightsTests
{
    private static Task<Door> OpenAsync(params (string, string)[] settings) =>
        Door.OpenAsync(
            app =>
                app.MapGet("/both", () => "both")
                    .RequireSystemUserRight("first")
                    .RequireSystemUserRight("second", right => right.Action = "access"),
            settings: settings
        );

    [Fact]
    public async Task Several_rights_are_asked_for_one_by_one_by_default()
    {
        await using var door = await OpenAsync();
        door.Sandbox.Pdp.Permit();

        (await door.GetAsync("/both", door.Token())).ShouldBeOk("both");

        door.Sandbox.Pdp.Calls.Count.ShouldBe(2);
        door.Sandbox.Pdp.Questions.Select(question => $"{question.ResourceId}/{question.ActionId}")
            .ShouldBe(["first/read", "second/access"], ignoreOrder: true);
    }

    [Fact]
    public async Task Several_rights_are_asked_for_together_when_BatchRights_is_on()
    {
        await using var door = await Door.OpenAsync(
            app =>
                app.MapGet("/both", () => "both")
                    .RequireSystemUserRight("first")
                    .RequireSystemUserRight("first", right => right.Action = "access"),
            settings: [("SystemUser:Decisions:BatchRights", "true")]
        );
        door.Sandbox.Pdp.Permit();

        (await door.GetAsync("/both", door.Token())).ShouldBeOk("both");

        door.Sandbox.Pdp.Calls.ShouldHaveSingleItem();
        door.Sandbox.Pdp.Questions.Select(question => question.ActionId).ShouldBe(["read", "access"]);
    }

    [Fact]
    public async Task A_request_is_403_when_one_of_two_rights_is_refused()
    {
        await using var door = await OpenAsync();
        door.Sandbox.Pdp.Permit(resource: "first");
        door.Sandbox.Pdp.For(resource: "second").NotApplicable();

        var reply = await door.GetAsync("/both", door.Token());

        reply.ShouldBe(403, "right-missing");
        reply["resource"].ShouldBe("second");
        reply["action"].ShouldBe("access");
        door.Audit.Records.Select(record =>
                (record.Right.Resource.ToString(), record.Granted, record.Code, record.Decision)
            )
            .ShouldBe([
                ("first", false, "right-missing", Decision.Permit),
                ("second", false, "right-missing", Decision.NotApplicable),
            ]);
    }

    [Theory]
    [InlineData("true")]
    [InlineData("false")]
    public async Task No_right_is_audited_as_granted_when_one_of_two_is_undecided(string batched)
    {
        await using var door = await OpenAsync(("SystemUser:Decisions:BatchRights", batched));
        door.Sandbox.Pdp.Permit(resource: "first");
        door.Sandbox.Pdp.For(resource: "second").Fail(500);

        (await door.GetAsync("/both", door.Token())).ShouldBe(503, "decision-unavailable", retryAfter: "5");

        door.Audit.Records.Select(record => (record.Granted, record.Code))
            .ShouldBe([(false, "decision-unavailable"), (false, "decision-unavailable")]);
    }

    [Fact]
    public async Task The_first_right_is_named_when_both_are_refused()
    {
        await using var door = await OpenAsync();
        door.Sandbox.Pdp.Always.Deny();

        (await door.GetAsync("/both", door.Token()))["resource"].ShouldBe("first");
    }

    [Theory]
    [InlineData("first", "second")]
    [InlineData("second", "first")]
    public async Task A_request_is_403_when_one_right_is_refused_and_the_other_undecided(string down, string refused)
    {
        await using var door = await OpenAsync();
        door.Sandbox.Pdp.For(resource: down).Fail(500);
        door.Sandbox.Pdp.For(resource: refused).Deny();

        var reply = await door.GetAsync("/both", door.Token());

        reply.ShouldBe(403, "right-missing");
        reply["resource"].ShouldBe(refused);
    }

    [Fact]
    public async Task A_request_is_503_when_one_of_two_rights_is_undecided()
    {
        await using var door = await OpenAsync();
        door.Sandbox.Pdp.Permit(resource: "first");
        door.Sandbox.Pdp.For(resource: "second").Fail(500);

        (await door.GetAsync("/both", door.Token())).ShouldBe(503, "decision-unavailable", retryAfter: "5");
    }

    [Fact]
    public async Task GetAuthorizedParty_throws_when_two_rights_were_for_different_parties()
    {
        await using var door = await Door.OpenAsync(app =>
            app.MapGet(
                    "/{party}",
                    (HttpContext context) =>
                        Should.Throw<InvalidOperationException>(() => context.GetAuthorizedParty()).Message
                )
                .RequireSystemUserRight("first")
                .RequireSystemUserRight(
                    "second",
                    right =>
                    {
                        right.PartyFromRoute = "party";
                        right.AllowClients = true;
                    }
                )
        );
        door.Sandbox.Pdp.Permit();

        var reply = await door.GetAsync("/312714051", door.Token());

        reply.Status.ShouldBe(200);
        reply.Body.ShouldContain("different parties");
    }

    [Fact]
    public async Task The_party_is_given_when_two_rights_name_the_same_one_from_two_places()
    {
        await using var door = await Door.OpenAsync(app =>
            app.MapGet("/{party}", (AuthorizedParty authorized) => authorized.ToString())
                .RequireSystemUserRight("first")
                .RequireSystemUserRight("second", right => right.PartyFromRoute = "party")
        );
        door.Sandbox.Pdp.Permit();

        (await door.GetAsync("/310904473", door.Token())).ShouldBeOk(Door.Owner);
    }
}
