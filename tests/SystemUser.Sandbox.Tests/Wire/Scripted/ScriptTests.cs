using System.Net;
using System.Text.Json;
using SystemUser.Sandbox.Wire;
using SystemUser.Sandbox.Wire.Scripted;

namespace SystemUser.Sandbox.Tests.Wire.Scripted;

public sealed class ScriptTests : WireTest
{
    private const string SystemUserId = "47caea5b-a80b-4343-b1d3-31eb523a4e28";

    [Fact]
    public async Task One_off_answers_come_in_order_before_the_standing_one()
    {
        Sandbox.Pdp.Always.Permit();
        Sandbox.Pdp.Next.Deny();
        Sandbox.Pdp.Always.Times(2).NotApplicable();

        var decisions = new List<string?>();
        for (var i = 0; i < 5; i++)
        {
            decisions.Add(await DecideAsync());
        }

        decisions.ShouldBe(["Deny", "NotApplicable", "NotApplicable", "Permit", "Permit"]);
    }

    [Fact]
    public async Task Newest_matching_answer_counts_when_several_stand()
    {
        Sandbox.Pdp.Permit();
        Sandbox.Pdp.For(party: "310904473").Deny();
        Sandbox.Pdp.For(action: "write").NotApplicable();

        (await DecideAsync("312714051")).ShouldBe("Permit");
        (await DecideAsync("310904473")).ShouldBe("Deny");
        (await DecideAsync("310904473", "write")).ShouldBe("NotApplicable");
    }

    [Fact]
    public async Task Answer_follows_the_question_when_arranged_by_its_parts()
    {
        Sandbox.Pdp.Always.Deny();
        Sandbox.Pdp.For(SystemUserId.ToUpperInvariant(), "310904473", "ske-krav-og-betalinger", "read").Permit();
        Sandbox.Pdp.When(question => question.Party!.StartsWith('9')).Indeterminate(PdpStatus.MissingAttribute);

        (await DecideAsync("310904473")).ShouldBe("Permit");
        (await DecideAsync("910459880")).ShouldBe("Indeterminate");
        (await DecideAsync("312714051")).ShouldBe("Deny");
    }

    [Fact]
    public async Task Obligations_are_sent_as_arranged()
    {
        Sandbox.Pdp.Always.PermitWith(PdpObligation.Of("urn:example:new", "yes"));

        var result = (await AnswerAsync()).GetProperty("response")[0];

        var assignment = result.GetProperty("obligations")[0].GetProperty("attributeAssignment")[0];
        assignment.GetProperty("category").GetString().ShouldBe("urn:example:new");
        assignment.GetProperty("value").GetString().ShouldBe("yes");
    }

    [Fact]
    public async Task Arranged_results_are_sent_whatever_the_number_of_questions()
    {
        Sandbox.Pdp.Next.AnswerWith(PdpResult.Permit(), PdpResult.Permit());
        Sandbox.Pdp.Next.AnswerWith();

        (await AnswerAsync()).GetProperty("response").GetArrayLength().ShouldBe(2);
        (await AnswerAsync()).GetProperty("response").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task Delayed_answer_comes_when_the_sandboxs_clock_has_passed()
    {
        Sandbox.Pdp.Next.After(TimeSpan.FromSeconds(3)).Permit();
        var token = await Provider.AltinnTokenAsync();

        var answer = Provider.AskAsync(Question(), token);
        await Sandbox.Pdp.WaitForCallsAsync(1, Cancelled);
        await Clock.TimerAsync(TimeSpan.FromSeconds(3));
        Clock.Advance(TimeSpan.FromSeconds(2));
        answer.IsCompleted.ShouldBeFalse();
        Clock.Advance(TimeSpan.FromSeconds(1));

        (await answer).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Held_answer_comes_when_it_is_released()
    {
        var release = new TaskCompletionSource();
        Sandbox.Pdp.Next.HeldUntil(release.Task).Permit();
        var token = await Provider.AltinnTokenAsync();

        var answer = Provider.AskAsync(Question(), token);
        await Sandbox.Pdp.WaitForCallsAsync(1, Cancelled);
        answer.IsCompleted.ShouldBeFalse();
        release.SetResult();

        (await answer).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Endpoint_answers_the_next_call_when_a_caller_hangs_up()
    {
        Sandbox.Metadata.Next.HeldUntil(new TaskCompletionSource().Task).Work();
        using var impatient = CancellationTokenSource.CreateLinkedTokenSource(Cancelled);

        var call = Provider.Http.GetAsync("/.well-known/oauth-authorization-server", impatient.Token);
        await Sandbox.Metadata.WaitForCallsAsync(1, Cancelled);
        await impatient.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => call);
        (await Provider.Http.GetAsync("/.well-known/oauth-authorization-server", Cancelled)).StatusCode.ShouldBe(
            HttpStatusCode.OK
        );
    }

    [Fact]
    public async Task Arranged_failure_has_its_status_and_headers()
    {
        Sandbox.Pdp.Next.WithHeader("X-Gateway", "apim").Fail(429, TimeSpan.FromSeconds(7));

        using var response = await Provider.AskAsync(Question());

        response.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        response.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(7));
        response.Headers.GetValues("X-Gateway").ShouldBe(["apim"]);
        (await response.Content.ReadAsByteArrayAsync(Cancelled)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Arranged_body_is_sent_byte_for_byte_when_broken()
    {
        byte[] body = [0xEF, 0xBB, 0xBF, (byte)'{', 0xFF, 0x00];
        Sandbox.Pdp.Next.Respond(body, contentType: "text/html");

        using var response = await Provider.AskAsync(Question());

        response.Content.Headers.ContentType!.ToString().ShouldBe("text/html");
        (await response.Content.ReadAsByteArrayAsync(Cancelled)).ShouldBe(body);
    }

    [Fact]
    public async Task Connection_ends_before_the_answer_when_dropped()
    {
        Sandbox.Pdp.Next.Drop();

        var failure = await Should.ThrowAsync<HttpRequestException>(() => Provider.AskAsync(Question()));

        failure.InnerException.ShouldBeAssignableTo<IOException>();
    }

    [Theory]
    [InlineData("GET", "/.well-known/oauth-authorization-server")]
    [InlineData("GET", "/jwk")]
    [InlineData("POST", "/token")]
    [InlineData("GET", "/authentication/api/v1/exchange/maskinporten")]
    public async Task Every_endpoint_works_again_when_it_has_failed_once(string method, string path)
    {
        var endpoint = Sandbox.Endpoint(method, path);
        endpoint.Next.Fail(503);
        var request = new HttpRequestMessage(new HttpMethod(method), path);
        var again = new HttpRequestMessage(new HttpMethod(method), path);

        (await Provider.Http.SendAsync(request, Cancelled)).StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await Provider.Http.SendAsync(again, Cancelled)).StatusCode.ShouldNotBe(HttpStatusCode.ServiceUnavailable);

        endpoint.Calls.Count.ShouldBe(2);
        endpoint.ShouldBeOneOf(Sandbox.Metadata, Sandbox.Jwks, Sandbox.Token, Sandbox.Exchange);
    }

    [Fact]
    public async Task Endpoint_that_always_fails_works_again_when_told_to()
    {
        Sandbox.Jwks.Always.Fail(500);
        (await Provider.Http.GetAsync("/jwk", Cancelled)).StatusCode.ShouldBe(HttpStatusCode.InternalServerError);

        Sandbox.Jwks.Always.Work();

        (await Provider.Http.GetAsync("/jwk", Cancelled)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Whole_batch_is_Indeterminate_when_one_question_is()
    {
        Sandbox.Pdp.Permit();
        Sandbox.Pdp.For(party: "312714051").Indeterminate();

        var answer = await AnswerAsync("310904473", parties: ["310904473", "312714051", "314250052"]);

        answer
            .GetProperty("response")
            .EnumerateArray()
            .ShouldHaveSingleItem()
            .GetProperty("decision")
            .GetString()
            .ShouldBe("Indeterminate");
    }

    [Fact]
    public async Task Whole_request_fails_when_one_question_is_arranged_to_fail()
    {
        Sandbox.Pdp.Permit();
        Sandbox.Pdp.For(party: "312714051").Fail(500);

        using var response = await Provider.AskAsync(Question(parties: ["310904473", "312714051"]));

        response.StatusCode.ShouldBe(HttpStatusCode.InternalServerError);
    }

    [Fact]
    public async Task Call_fails_with_the_question_when_nobody_arranged_it()
    {
        Sandbox.Pdp.For(party: "312714051").Permit();

        using var response = await Provider.AskAsync(Question());

        response.StatusCode.ShouldBe(HttpStatusCode.NotImplemented);
        var text = await response.Content.ReadAsStringAsync(Cancelled);
        text.ShouldContain($"POST {Sandbox.Issuer}authorization/api/v1/authorize");
        text.ShouldContain($"may system user {SystemUserId} 'read' on 'ske-krav-og-betalinger' for party 310904473?");
        Should.Throw<UnarrangedCallException>(Sandbox.ThrowIfUnarranged).Message.ShouldBe(text);
        Sandbox.ThrowIfUnarranged();
    }

    [Fact]
    public async Task Call_fails_with_its_address_when_nobody_arranged_it()
    {
        using var response = await Provider.Http.GetAsync("/no/such/path?a=b", Cancelled);

        response.StatusCode.ShouldBe(HttpStatusCode.NotImplemented);
        (await response.Content.ReadAsStringAsync(Cancelled)).ShouldContain($"GET {Sandbox.Issuer}no/such/path?a=b");
    }

    [Fact]
    public async Task Any_other_endpoint_answers_as_the_test_arranges()
    {
        var parties = Sandbox.Endpoint("POST", "/accessmanagement/api/v1/resourceowner/authorizedparties");
        parties.Always.Respond("[]");

        using var response = await Provider.Http.PostAsync(
            "/accessmanagement/api/v1/resourceowner/authorizedparties?includeRoles=false",
            new StringContent("{}"),
            Cancelled
        );

        (await response.Content.ReadAsStringAsync(Cancelled)).ShouldBe("[]");
        var call = parties.Calls.ShouldHaveSingleItem();
        call.Url.Query.ShouldBe("?includeRoles=false");
        call.Body.ShouldBe("{}");
    }

    [Fact]
    public void Decision_point_is_refused_when_asked_for_as_an_endpoint() =>
        Should
            .Throw<ArgumentException>(() => Sandbox.Endpoint("post", "/authorization/api/v1/authorize/"))
            .Message.ShouldStartWith("The policy decision point is scripted with sandbox.Pdp.");

    [Fact]
    public async Task Every_call_is_recorded_with_its_parts()
    {
        Sandbox.Pdp.Permit();

        await DecideAsync();

        Sandbox
            .Calls.Select(call => call.Url.AbsolutePath)
            .ShouldBe(["/token", "/authentication/api/v1/exchange/maskinporten", "/authorization/api/v1/authorize"]);
        var call = Sandbox.Pdp.Calls.ShouldHaveSingleItem();
        call.Method.ShouldBe("POST");
        call.Headers["ocp-apim-subscription-key"].ShouldBe(Sandbox.SubscriptionKey);
        call.ReceivedAt.ShouldBe(Clock.GetUtcNow());
        call.Body.ShouldContain(SystemUserId);
        call.Questions.ShouldHaveSingleItem().Party.ShouldBe("310904473");
    }

    [Fact]
    public async Task Calls_and_arrangements_are_forgotten_when_reset()
    {
        Sandbox.Pdp.Permit();
        Sandbox.Token.Always.Fail(500);

        Sandbox.Reset();

        (await Provider.AskAsync(Question())).StatusCode.ShouldBe(HttpStatusCode.NotImplemented);
        Sandbox.Pdp.Calls.Count.ShouldBe(1);
    }

    private static string Question(string party = "310904473", string action = "read", string[]? parties = null)
    {
        parties ??= [party];
        var resources = parties.Select(
            (number, i) =>
                $$$"""{"Id":"r{{{i}}}","Attribute":[{"AttributeId":"urn:altinn:resource","Value":"ske-krav-og-betalinger"},{"AttributeId":"urn:altinn:organization:identifier-no","Value":"{{{number}}}"}]}"""
        );
        var references = parties.Select((_, i) => $$$"""{"ReferenceId":["s","a","r{{{i}}}"]}""");
        return $$$"""
            {"Request":{"AccessSubject":[{"Id":"s","Attribute":[{"AttributeId":"urn:altinn:systemuser:uuid","Value":"{{{SystemUserId}}}"}]}],
             "Action":[{"Id":"a","Attribute":[{"AttributeId":"urn:oasis:names:tc:xacml:1.0:action:action-id","Value":"{{{action}}}"}]}],
             "Resource":[{{{string.Join(',', resources)}}}],
             "MultiRequests":{"RequestReference":[{{{string.Join(',', references)}}}] } } }
            """;
    }

    private async Task<JsonElement> AnswerAsync(
        string party = "310904473",
        string action = "read",
        string[]? parties = null
    )
    {
        using var response = await Provider.AskAsync(Question(party, action, parties));
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        return await TestCaller.ReadAsync(response);
    }

    private async Task<string?> DecideAsync(string party = "310904473", string action = "read") =>
        (await AnswerAsync(party, action)).GetProperty("response")[0].GetProperty("decision").GetString();
}
