using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using SystemUser.Sandbox.Wire;
using SystemUser.Sandbox.Wire.Scripted;

namespace SystemUser.AspNetCore.Tests.Authorization;

/// <summary>Each row of the table of answers, through the real pipeline.</summary>
public sealed class AnswerTests
{
    private const string SystemUserElement =
        """{"type":"urn:altinn:systemuser","systemuser_id":["47caea5b-a80b-4343-b1d3-31eb523a4e28"],"systemuser_org":{"authority":"iso6523-actorid-upis","ID":"0192:310904473"}}""";

    private static Task<Door> OpenAsync() =>
        Door.OpenAsync(app =>
        {
            app.MapGet("/krav", () => "krav").RequireSystemUserRight(Door.Resource);
            app.MapGet("/scoped", () => "scoped")
                .RequireSystemUserRight(Door.Resource, right => right.Scope = "a:b c:d");
            app.MapGet("/plain", () => "plain").RequireMaskinportenScope("a:b", "c:d");
        });

    [Fact]
    public async Task A_request_is_200_when_the_system_user_has_scope_and_right()
    {
        await using var door = await OpenAsync();
        door.Sandbox.Pdp.Permit();

        (await door.GetAsync("/krav", door.Token())).ShouldBeOk("krav");
    }

    [Fact]
    public async Task A_GET_asks_for_the_system_user_its_owner_the_resource_and_read()
    {
        await using var door = await OpenAsync();
        door.Sandbox.Pdp.Permit();
        var token = door.Token();

        await door.GetAsync("/krav", token);

        var question = door.Sandbox.Pdp.Questions.ShouldHaveSingleItem();
        question.SystemUserId.ShouldBe(token.SystemUserId);
        question.Party.ShouldBe(Door.Owner);
        question.ResourceId.ShouldBe(Door.Resource);
        question.ActionId.ShouldBe("read");
    }

    [Fact]
    public async Task A_request_is_401_when_it_has_no_token()
    {
        await using var door = await OpenAsync();

        (await door.GetAsync("/krav")).ShouldBe(401, "token-missing", "Bearer");

        door.Sandbox.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_body_is_readable_as_it_stands_when_its_text_has_quotation_marks()
    {
        await using var door = await OpenAsync();

        (await door.GetAsync("/krav")).Body.ShouldContain("'Authorization: Bearer <token>'");
    }

    [Fact]
    public async Task A_request_is_401_when_its_token_has_expired()
    {
        await using var door = await OpenAsync();

        (await door.GetAsync("/krav", door.Token().ExpiresIn(TimeSpan.FromMinutes(-5)))).ShouldBe(
            401,
            "token-expired",
            "Bearer error=\"invalid_token\""
        );

        door.Sandbox.Pdp.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_request_is_403_when_its_token_has_no_system_user()
    {
        await using var door = await OpenAsync();

        (await door.GetAsync("/krav", door.Sandbox.PlainToken().WithScopes(Door.Scope))).ShouldBe(
            403,
            "system-user-required"
        );
        (await door.GetAsync("/krav", door.Sandbox.ConsentToken().WithScopes(Door.Scope))).ShouldBe(
            403,
            "system-user-required"
        );

        door.Sandbox.Pdp.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_request_is_403_when_its_token_has_two_system_users()
    {
        await using var door = await OpenAsync();

        (await door.GetAsync("/krav", door.Token().WithAnotherDetail(SystemUserElement))).ShouldBe(
            403,
            "system-user-invalid"
        );

        door.Sandbox.Pdp.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_request_is_403_naming_all_scopes_when_one_is_missing()
    {
        await using var door = await OpenAsync();

        (await door.GetAsync("/krav", door.Sandbox.SystemUser().WithScopes("x:y"))).ShouldBe(
            403,
            "insufficient-scope",
            "Bearer error=\"insufficient_scope\", scope=\"skatteetaten:kravogbetalinger\""
        );
        (await door.GetAsync("/scoped", door.Token())).ShouldBe(
            403,
            "insufficient-scope",
            "Bearer error=\"insufficient_scope\", scope=\"skatteetaten:kravogbetalinger a:b c:d\""
        );
        (await door.GetAsync("/plain", door.Sandbox.PlainToken().WithScopes("a:b"))).ShouldBe(
            403,
            "insufficient-scope",
            "Bearer error=\"insufficient_scope\", scope=\"skatteetaten:kravogbetalinger a:b c:d\""
        );

        door.Sandbox.Pdp.Calls.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("skatteetaten:kravogbetalinger2")]
    [InlineData("Skatteetaten:Kravogbetalinger")]
    [InlineData("xskatteetaten:kravogbetalinger")]
    [InlineData("skatteetaten")]
    public async Task A_request_is_403_when_its_scope_only_resembles_the_required_one(string scope)
    {
        await using var door = await OpenAsync();

        (await door.GetAsync("/krav", door.Sandbox.SystemUser().WithScopes(scope))).Status.ShouldBe(403);
    }

    [Fact]
    public async Task A_request_is_200_when_it_has_one_of_several_scopes_beside_the_required_ones()
    {
        await using var door = await OpenAsync();
        door.Sandbox.Pdp.Permit();

        var token = door.Sandbox.SystemUser().WithScopes("c:d", "e:f", Door.Scope);

        (await door.GetAsync("/scoped", token)).ShouldBeOk("scoped");
        (await door.GetAsync("/plain", token)).ShouldBeOk("plain");
    }

    [Fact]
    public async Task A_body_is_readable_as_it_stands()
    {
        await using var door = await OpenAsync();
        door.Sandbox.Pdp.Always.Deny();

        var reply = await door.GetAsync("/krav", door.Token());

        reply.Body.ShouldContain($"'{Door.Resource}/read'");
        reply.Body.ShouldNotContain("\\u");
    }

    [Fact]
    public async Task A_request_is_403_naming_the_right_when_the_decision_is_Deny_or_NotApplicable()
    {
        await using var door = await OpenAsync();
        door.Sandbox.Pdp.Next.Deny();
        door.Sandbox.Pdp.Always.NotApplicable();

        for (var i = 0; i < 2; i++)
        {
            var reply = await door.GetAsync("/krav", door.Token());

            reply.ShouldBe(403, "right-missing");
            reply["resource"].ShouldBe(Door.Resource);
            reply["action"].ShouldBe("read");
        }
    }

    [Fact]
    public async Task A_request_is_403_when_the_permits_authentication_level_is_not_met()
    {
        await using var door = await OpenAsync();
        door.Sandbox.Pdp.Always.Permit(level: 4, organizationLevel: 3);

        var reply = await door.GetAsync("/krav", door.Token());

        reply.ShouldBe(403, "obligation-not-met");
        reply["resource"].ShouldBe(Door.Resource);
        door.Log.Of("ObligationNotMet").ShouldHaveSingleItem().ShouldContain("level 4");
    }

    [Fact]
    public async Task A_request_is_403_when_the_permit_has_an_unknown_obligation()
    {
        await using var door = await OpenAsync();
        door.Sandbox.Pdp.Always.PermitWith(
            new PdpObligation("urn:altinn:obligation:1", [new PdpAttributeAssignment("urn:x", "1", "urn:unheard-of")])
        );

        (await door.GetAsync("/krav", door.Token())).ShouldBe(403, "obligation-not-met");
    }

    [Fact]
    public async Task A_request_is_503_with_Retry_After_when_the_decision_point_is_down()
    {
        await using var door = await OpenAsync();
        door.Sandbox.Pdp.Always.Fail(500);

        var reply = await door.GetAsync("/krav", door.Token());

        reply.ShouldBe(503, "decision-unavailable", retryAfter: "5");
        reply["resource"].ShouldBe(Door.Resource);
    }

    [Fact]
    public async Task The_type_of_a_problem_begins_with_the_configured_base()
    {
        await using var door = await Door.OpenAsync(
            app => app.MapGet("/krav", () => "").RequireSystemUserRight(Door.Resource),
            settings: [("SystemUser:ProblemTypeBase", "https://developer.example.no/errors#")]
        );

        (await door.GetAsync("/krav"))["type"].ShouldBe("https://developer.example.no/errors#token-missing");
    }

    [Fact]
    public async Task A_request_is_503_without_Retry_After_when_the_decision_is_Indeterminate()
    {
        await using var door = await OpenAsync();
        door.Sandbox.Pdp.Always.Indeterminate();

        (await door.GetAsync("/krav", door.Token())).ShouldBe(503, "decision-indeterminate");
    }

    [Fact]
    public async Task A_request_is_429_with_Retry_After_when_the_allowance_is_used_up()
    {
        await using var door = await Door.OpenAsync(
            app => app.MapGet("/krav", () => "krav").RequireSystemUserRight(Door.Resource),
            settings:
            [
                ("SystemUser:Decisions:UncachedPerSystemUserPerMinute", "1"),
                ("SystemUser:Decisions:RefusalLifetime", "00:00:00"),
            ]
        );
        door.Sandbox.Pdp.Always.Deny();
        var token = door.Token();

        (await door.GetAsync("/krav", token)).ShouldBe(403, "right-missing");
        var reply = await door.GetAsync("/krav", token);

        int.Parse(reply.RetryAfter!, CultureInfo.InvariantCulture).ShouldBeInRange(1, 30);
        reply.ShouldBe(429, "too-many-questions", retryAfter: reply.RetryAfter);
        (await door.GetAsync("/krav", door.Token())).ShouldBe(403, "right-missing");
        door.Audit.Records[1].Code.ShouldBe("too-many-questions");
    }

    [Fact]
    public async Task A_HEAD_gets_headers_and_no_body_when_it_is_refused()
    {
        await using var door = await Door.OpenAsync(app =>
            app.MapMethods("/krav", ["HEAD"], () => "krav").RequireSystemUserRight(Door.Resource)
        );
        door.Sandbox.Pdp.Always.Deny();

        var reply = await door.SendAsync(HttpMethod.Head, "/krav", door.Token());

        reply.Status.ShouldBe(403);
        reply.Type.ShouldBe("application/problem+json");
        reply.Body.ShouldBeEmpty();
        door.Sandbox.Pdp.Questions.ShouldHaveSingleItem().ActionId.ShouldBe("read");
    }

    [Theory]
    [InlineData("POST")]
    [InlineData("PUT")]
    [InlineData("PATCH")]
    [InlineData("DELETE")]
    public async Task The_action_write_is_asked_for_when_the_method_changes_something(string method)
    {
        await using var door = await Door.OpenAsync(app =>
            app.MapMethods("/krav", [method], () => "krav").RequireSystemUserRight(Door.Resource)
        );
        door.Sandbox.Pdp.Permit(action: "write");

        (await door.SendAsync(new HttpMethod(method), "/krav", door.Token())).ShouldBeOk("krav");
    }

    [Fact]
    public async Task A_stated_action_is_asked_for_in_its_own_case()
    {
        await using var door = await Door.OpenAsync(app =>
            app.MapGet("/krav", () => "krav").RequireSystemUserRight(Door.Resource, right => right.Action = "Access")
        );
        door.Sandbox.Pdp.Permit(action: "Access");

        (await door.GetAsync("/krav", door.Token())).ShouldBeOk("krav");
    }

    [Fact]
    public async Task The_system_user_is_checked_before_the_scope_and_the_scope_before_the_party()
    {
        await using var door = await Door.OpenAsync(app =>
            app.MapGet("/krav/{party}", () => "krav")
                .RequireSystemUserRight(Door.Resource, right => right.PartyFromRoute = "party")
        );

        (await door.GetAsync("/krav/1", door.Sandbox.PlainToken())).ShouldBe(403, "system-user-required");
        (await door.GetAsync("/krav/1", door.Sandbox.SystemUser()))
            .Problem.GetProperty("code")
            .GetString()
            .ShouldBe("insufficient-scope");
        (await door.GetAsync("/krav/1", door.Token())).ShouldBe(400, "party-invalid");
        (await door.GetAsync($"/krav/{Door.Client}", door.Token())).ShouldBe(403, "party-not-owner");

        door.Sandbox.Pdp.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task Neither_the_answer_nor_the_log_holds_the_token_when_a_request_is_refused()
    {
        await using var door = await OpenAsync();
        door.Sandbox.Pdp.Always.Deny();
        var token = door.Token().ToString();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/krav");
        request.Headers.Authorization = new("Bearer", token);

        using var response = await door.Http.SendAsync(request, TestContext.Current.CancellationToken);

        var signature = token.Split('.')[2];
        response.ToString().ShouldNotContain(signature);
        door.Log.All().ShouldNotContain(signature);
    }
}
