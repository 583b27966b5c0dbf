using System.Buffers.Text;
using System.Net;
using System.Text.Json;
using SystemUser.Sandbox.Tests.World;
using SystemUser.Sandbox.World.Internal.Model;

namespace SystemUser.Sandbox.Tests.Faults;

public sealed class FaultTests : WorldTest
{
    [Theory]
    [InlineData("maskinporten-metadata", "GET", "/.well-known/oauth-authorization-server")]
    [InlineData("maskinporten-metadata", "GET", "/jwk")]
    [InlineData("token", "POST", "/token")]
    [InlineData("exchange", "GET", "/authentication/api/v1/exchange/maskinporten")]
    [InlineData("pdp", "POST", "/authorization/api/v1/authorize")]
    [InlineData("resource-registry", "GET", "/resourceregistry/api/v1/resource/ske-krav-og-betalinger")]
    [InlineData("access-management", "POST", "/accessmanagement/api/v1/resourceowner/authorizedparties")]
    public async Task Service_answers_the_status_until_the_fault_is_removed(string service, string method, string url)
    {
        var healthy = (await SendAsync(new HttpMethod(method), url)).Status;
        await PutAsync(service, """{"kind":"status","status":502,"retryAfterSeconds":7}""");

        using var request = new HttpRequestMessage(new HttpMethod(method), url);
        using var response = await Host.Http.SendAsync(request, Cancelled);
        response.StatusCode.ShouldBe(HttpStatusCode.BadGateway);
        response.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(7));

        (await SendAsync(HttpMethod.Delete, $"/sandbox/faults/{service}")).Status.ShouldBe(HttpStatusCode.NoContent);
        (await SendAsync(new HttpMethod(method), url)).Status.ShouldBe(healthy);
    }

    [Fact]
    public async Task Connection_is_cut_when_a_service_is_gone()
    {
        await PutAsync("pdp", """{"kind":"gone"}""");
        await Should.ThrowAsync<HttpRequestException>(() =>
            SendAsync(HttpMethod.Post, "/authorization/api/v1/authorize", null, "{}")
        );
    }

    [Fact]
    public async Task Answer_is_late_when_a_service_is_slow()
    {
        await PutAsync("pdp", """{"kind":"slow","delayMilliseconds":30000}""");
        var answer = AskAsync(The.SystemUser, The.Customer);
        await Clock.TimerAsync(TimeSpan.FromSeconds(30));
        answer.IsCompleted.ShouldBeFalse();
        Clock.Advance(TimeSpan.FromSeconds(30));
        Decision(await answer).ShouldBe("Permit");
    }

    [Fact]
    public async Task Service_works_again_when_the_time_of_a_fault_is_over()
    {
        await PutAsync("pdp", """{"kind":"gone","forSeconds":60}""");
        var (_, list) = await SendAsync(HttpMethod.Get, "/sandbox/faults");
        var pdp = list.EnumerateArray().Single(row => row.GetProperty("service").GetString() == "pdp");
        pdp.GetProperty("kind").GetString().ShouldBe("gone");
        pdp.GetProperty("until").GetDateTimeOffset().ShouldBe(Clock.GetUtcNow() + TimeSpan.FromSeconds(60));

        Clock.Advance(TimeSpan.FromSeconds(60));
        Decision(await AskAsync(The.SystemUser, The.Customer)).ShouldBe("Permit");
    }

    [Fact]
    public async Task Every_third_call_fails_when_one_in_three_is_to()
    {
        await PutAsync("resource-registry", """{"kind":"status","oneIn":3}""");
        var statuses = new List<int>();
        for (var i = 0; i < 6; i++)
        {
            statuses.Add(
                (int)(await SendAsync(HttpMethod.Get, "/resourceregistry/api/v1/resource/resourcelist")).Status
            );
        }

        statuses.ShouldBe([200, 200, 503, 200, 200, 503]);
    }

    [Fact]
    public async Task Calls_of_one_organization_fail_when_the_fault_is_for_it_alone()
    {
        await PutAsync("pdp", $$"""{"kind":"status","client":"{{The.Provider}}"}""");
        var token = await OrganizationTokenAsync(The.Provider, "altinn:authorization/authorize");
        var other = await OrganizationTokenAsync(The.Vendor, "altinn:authorization/authorize");

        (await SendAsync(HttpMethod.Post, "/authorization/api/v1/authorize", token, "{}")).Status.ShouldBe(
            HttpStatusCode.ServiceUnavailable
        );
        (await SendAsync(HttpMethod.Post, "/authorization/api/v1/authorize", other, "{}")).Status.ShouldBe(
            HttpStatusCode.OK
        );
    }

    [Theory]
    [InlineData("""{"iss":"providers"}""", HttpStatusCode.ServiceUnavailable)]
    [InlineData("""{"iss":"vendors"}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"iss":"vendors","consumer_org":"974761076"}""", HttpStatusCode.ServiceUnavailable)]
    [InlineData("""{"iss":"nobodys"}""", HttpStatusCode.BadRequest)]
    [InlineData("{}", HttpStatusCode.BadRequest)]
    public async Task Grants_of_one_organization_fail_when_the_fault_is_for_it_alone(
        string claims,
        HttpStatusCode expected
    )
    {
        Change(draft =>
        {
            draft.Put(new RegisteredClient { ClientId = "providers", Organization = The.Provider });
            draft.Put(new RegisteredClient { ClientId = "vendors", Organization = The.Vendor });
        });
        await PutAsync("token", $$"""{"kind":"status","client":"{{The.Provider}}"}""");

        using var answer = await Host.Http.PostAsync(
            "/token",
            new FormUrlEncodedContent([
                new("grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer"),
                new("assertion", $"{Encode("""{"alg":"RS256"}""")}.{Encode(claims)}.{Encode("signature")}"),
            ]),
            Cancelled
        );

        answer.StatusCode.ShouldBe(expected);

        static string Encode(string text) => Base64Url.EncodeToString(System.Text.Encoding.UTF8.GetBytes(text));
    }

    [Fact]
    public async Task Fault_for_one_client_is_refused_when_the_service_does_not_know_who_calls()
    {
        var (status, problem) = await SendAsync(
            HttpMethod.Put,
            "/sandbox/faults/maskinporten-metadata",
            null,
            $$"""{"kind":"gone","client":"{{The.Provider}}"}"""
        );

        status.ShouldBe(HttpStatusCode.BadRequest);
        problem.GetProperty("code").GetString().ShouldBe("SANDBOX-00005");
        problem.GetProperty("detail").GetString()!.ShouldStartWith("maskinporten-metadata is read by all alike");
    }

    [Theory]
    [InlineData("indeterminate", "Indeterminate", 1)]
    [InlineData("wrong", "Permit", 2)]
    public async Task Decision_point_answers_what_the_fault_says(string kind, string decision, int results)
    {
        await PutAsync("pdp", $$"""{"kind":"{{kind}}"}""");

        var (status, answer) = await SendAsync(HttpMethod.Post, "/authorization/api/v1/authorize", null, "{}");

        status.ShouldBe(HttpStatusCode.OK);
        answer.GetProperty("response").EnumerateArray().Select(Decision).ShouldBe(Enumerable.Repeat(decision, results));
    }

    [Fact]
    public async Task Answer_is_a_page_when_it_is_garbled()
    {
        await PutAsync("token", """{"kind":"garbled"}""");

        using var answer = await Host.Http.PostAsync("/token", content: null, Cancelled);

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("text/html");
    }

    [Theory]
    [InlineData("pdp", "{}")]
    [InlineData("pdp", """{"kind":"broken"}""")]
    [InlineData("pdp", """{"kind":1}""")]
    [InlineData("pdp", """{"kind":"slow"}""")]
    [InlineData("pdp", """{"kind":"slow","delayMilliseconds":-5}""")]
    [InlineData("pdp", """{"kind":"slow","delayMilliseconds":99999999999}""")]
    [InlineData("pdp", """{"kind":"status","status":200}""")]
    [InlineData("pdp", """{"kind":"gone","forSeconds":0}""")]
    [InlineData("pdp", """{"kind":"gone","oneIn":0}""")]
    [InlineData("token", """{"kind":"indeterminate"}""")]
    [InlineData("exchange", """{"kind":"wrong"}""")]
    [InlineData("pdp", "null")]
    [InlineData("everything", """{"kind":"gone"}""")]
    public async Task Fault_is_refused_when_it_is_not_valid(string service, string order)
    {
        var (status, _) = await SendAsync(HttpMethod.Put, $"/sandbox/faults/{service}", null, order);
        status.ShouldBe(HttpStatusCode.BadRequest);
        var (_, list) = await SendAsync(HttpMethod.Get, "/sandbox/faults");
        list.EnumerateArray().ShouldAllBe(row => row.GetProperty("kind").ValueKind == JsonValueKind.Null);
    }

    [Fact]
    public async Task World_faults_and_log_are_as_at_the_start_when_reset()
    {
        var healthy = (await SendAsync(HttpMethod.Post, "/token")).Status;
        await AskAsync(The.SystemUser, The.Customer);
        await PutAsync("token", """{"kind":"gone"}""");
        Change(draft => draft.Put(World.SystemUsers.Find(The.SystemUser)! with { IsDeleted = true }));

        (await SendAsync(HttpMethod.Post, "/sandbox/reset")).Status.ShouldBe(HttpStatusCode.NoContent);

        World.SystemUsers.Find(The.SystemUser)!.IsDeleted.ShouldBeFalse();
        (await SendAsync(HttpMethod.Get, "/sandbox/decisions")).Body.GetArrayLength().ShouldBe(0);
        (await SendAsync(HttpMethod.Post, "/token")).Status.ShouldBe(healthy);
    }

    [Fact]
    public async Task No_systems_are_left_when_reset_to_the_cast()
    {
        (await SendAsync(HttpMethod.Post, "/sandbox/reset?to=cast")).Status.ShouldBe(HttpStatusCode.NoContent);
        World.Systems.Count.ShouldBe(0);
        World.Organizations.Count.ShouldBeGreaterThan(0);
        (await SendAsync(HttpMethod.Post, "/sandbox/reset?to=nowhere")).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await SendAsync(HttpMethod.Get, "/sandbox/reset")).Status.ShouldBe(HttpStatusCode.MethodNotAllowed);
    }

    private async Task PutAsync(string service, string order) =>
        (await SendAsync(HttpMethod.Put, $"/sandbox/faults/{service}", null, order)).Status.ShouldBe(HttpStatusCode.OK);
}
