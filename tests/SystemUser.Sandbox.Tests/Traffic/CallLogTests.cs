using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using SystemUser.Sandbox.DecisionLog.Internal;
using SystemUser.Sandbox.Tests.Maskinporten;
using SystemUser.Sandbox.Tests.World;
using SystemUser.Sandbox.Traffic.Internal;

namespace SystemUser.Sandbox.Tests.Traffic;

/// <summary>What is kept of calls: what was asked, what came of it and why, and nothing that opens anything.</summary>
public sealed partial class CallLogTests : MaskinportenTest
{
    private const string Scope = "skatteetaten:kravogbetalinger";

    private CallRing Log => Host.Get<CallRing>();

    private LoggedCall Last => Log.Find(Log.Last)!;

    [Fact]
    public async Task Token_request_is_kept_with_its_claims_and_what_it_led_to()
    {
        var client = await RegisterClientAsync(The.Vendor, Scope);
        Change(draft =>
            draft.Put(
                World.Systems.Find(The.System)! with
                {
                    ClientIds = [.. World.Systems.Find(The.System)!.ClientIds, client.ClientId],
                }
            )
        );
        var claims = client.Claims(Scope);
        claims["authorization_details"] = MaskinportenClientUnderTest.SystemUser(The.Customer, "seeded");

        (await client.PostAsync(client.Sign(claims))).Dispose();

        Last.Service.ShouldBe("token");
        Last.Outcome.ShouldBe("token");
        Last.SystemUser.ShouldBe(The.SystemUser.ToString());
        Last.SystemName.ShouldBe("SmartCloud 1");
        Last.Owner.ShouldBe(new NamedParty(The.Customer, "TILFELDIG SUBTIL APE"));
        Last.ClientId.ShouldBe(client.ClientId);
        Last.RequestBody!.ShouldContain("\"externalRef\": \"seeded\"");
        Last.ResponseBody!.ShouldContain("\"access_token\":\"[token]\"");
    }

    [Theory]
    [InlineData("client_secret=hunter2", "client_secret=[secret]")]
    [InlineData("grant_type=x&password=hunter2", "grant_type=x\npassword=[secret]")]
    [InlineData("{\"assertion\":\"eyJhbGciOiJub25lIn0.e30.x\"}", "")]
    [InlineData("eyJhbGciOiJub25lIn0.e30.x", "")]
    public void Secret_is_not_kept_whatever_a_token_request_calls_it(string form, string kept) =>
        Redaction.OfForm(form).ReplaceLineEndings("\n").ShouldBe(kept);

    [Fact]
    public async Task Token_request_is_kept_with_Maskinportens_code_when_it_is_refused()
    {
        var client = await RegisterClientAsync(The.Vendor, Scope);
        var claims = client.Claims(Scope);
        claims["authorization_details"] = MaskinportenClientUnderTest.SystemUser(The.Stranger);

        (await client.PostAsync(client.Sign(claims))).Dispose();

        Last.Status.ShouldBe(400);
        Last.Outcome.ShouldBe("MP-303");
        Last.Why!.ShouldStartWith($"Altinn knows no approved system user of {The.Stranger}");
        Last.IsGood.ShouldBeFalse();
    }

    [Fact]
    public async Task No_token_key_or_assertion_is_kept_whatever_is_called()
    {
        var client = await RegisterClientAsync(The.Vendor, Scope, "altinn:authentication/systemregister.write");
        var token = await client.TokenAsync(client.Claims(Scope));
        await SendAsync(HttpMethod.Get, "/authentication/api/v1/exchange/maskinporten", token);
        await PersonTokenAsync(The.DailyLeader);
        await SendAsync(HttpMethod.Get, $"/api/GetSystemUserToken?token={token}");
        await SendAsync(HttpMethod.Post, "/token", null, $"assertion={token}", "application/x-www-form-urlencoded");
        await SendAsync(HttpMethod.Post, "/authorization/api/v1/authorize", token, $$"""{"a":"{{token}}"}""");
        await SendAsync(HttpMethod.Post, "/sandbox/maskinporten/clients", null, client.Key.PrivateJwk);
        await SendAsync(
            HttpMethod.Post,
            "/sandbox/maskinporten/clients",
            null,
            new JsonObject
            {
                ["orgNo"] = The.Vendor,
                ["key"] = "-----BEGIN PRIVATE KEY-----\nMIIE\n-----END PRIVATE KEY-----",
            }.ToJsonString()
        );

        var export = await Host.Http.GetStringAsync("/workbench/log/export", Cancelled);

        Jwt().Count(export).ShouldBe(0);
        export.ShouldNotContain(token.Split('.')[2]);
        export.ShouldNotContain("MIIE");
        foreach (var member in new[] { "d", "p", "q", "dp", "dq", "qi" })
        {
            export.ShouldNotContain(JsonNode.Parse(client.Key.PrivateJwk)![member]!.GetValue<string>());
        }
    }

    [Fact]
    public async Task Body_is_cut_when_it_is_long_and_the_call_gets_all_of_it()
    {
        var token = await OrganizationTokenAsync(The.Provider, "altinn:authorization/authorize");

        var (status, answer) = await SendAsync(
            HttpMethod.Post,
            "/authorization/api/v1/authorize",
            token,
            $$"""{"padding":"{{new string('x', 20_000)}}"}"""
        );

        status.ShouldBe(HttpStatusCode.OK);
        answer.GetProperty("response")[0].GetProperty("decision").GetString().ShouldBe("Indeterminate");
        Last.RequestBody!.Length.ShouldBeLessThan(9_000);
        Last.RequestBody.ShouldEndWith("the rest is not kept]");
    }

    [Fact]
    public async Task Texts_of_a_question_are_cut_when_they_are_long_in_both_logs()
    {
        var text = new string('x', 20_000);

        await AskAsync(The.SystemUser, text, text, text);

        var decision = Host.Get<DecisionRing>().Latest(1).ShouldHaveSingleItem();
        string?[] kept =
        [
            Last.Party?.Number,
            Last.Resource,
            Last.Action,
            decision.Party,
            decision.Resource,
            decision.Action,
        ];
        kept.ShouldBe(Enumerable.Repeat(new string('x', 499) + "…", 6));
        Last.Why!.Length.ShouldBeLessThanOrEqualTo(500);
        decision.Why.Length.ShouldBeLessThanOrEqualTo(500);
    }

    [Fact]
    public async Task Claims_of_a_token_request_are_cut_when_they_are_long()
    {
        var client = await RegisterClientAsync(The.Vendor, Scope);
        var claims = client.Claims(new string('x', 20_000));
        claims["authorization_details"] = MaskinportenClientUnderTest.SystemUser(The.Customer, new string('y', 20_000));

        (await client.PostAsync(client.Sign(claims))).Dispose();

        Last.Status.ShouldBe(400);
        Last.Scopes.ShouldBe(new string('x', 499) + "…");
        Last.ExternalRef.ShouldBe(new string('y', 499) + "…");
        Last.Why!.Length.ShouldBeLessThanOrEqualTo(500);
    }

    [Fact]
    public async Task Refusal_of_a_register_is_kept_with_what_it_said()
    {
        await SendAsync(HttpMethod.Get, "/authentication/api/v1/systemregister/vendor/991825827_smartcloud");

        Last.Service.ShouldBe("register");
        Last.Status.ShouldBe(401);
        Last.Outcome.ShouldBe("SANDBOX-00101");
        Last.Why!.ShouldContain("no valid bearer token");
    }

    [Fact]
    public async Task Call_that_failed_by_a_fault_is_kept_with_the_fault()
    {
        await SendAsync(HttpMethod.Put, "/sandbox/faults/token", null, """{"kind":"gone"}""");
        await Should.ThrowAsync<HttpRequestException>(() => SendAsync(HttpMethod.Post, "/token"));
        while (Log.Last == 0)
        {
            await Task.Yield();
        }

        Last.Fault.ShouldBe("cuts the connection");
        Last.Status.ShouldBe(0);
    }

    [Fact]
    public async Task Metadata_and_the_sandboxs_own_interfaces_are_not_kept()
    {
        await SendAsync(HttpMethod.Get, "/.well-known/oauth-authorization-server");
        await SendAsync(HttpMethod.Get, "/jwk");
        await SendAsync(HttpMethod.Get, "/sandbox/decisions");
        await Host.Http.GetStringAsync("/workbench", Cancelled);

        Log.Last.ShouldBe(0);
    }

    [Fact]
    public void Oldest_calls_go_when_the_log_is_full_in_number_or_in_size()
    {
        var log = new CallRing();
        for (var i = 0; i < CallRing.Capacity + 5; i++)
        {
            log.Add(Call(""));
        }

        log.Between(0, long.MaxValue).Count.ShouldBe(CallRing.Capacity);
        log.Find(5).ShouldBeNull();
        log.Find(6).ShouldNotBeNull();

        for (var i = 0; i < CallRing.Capacity; i++)
        {
            log.Add(Call(new string('x', 16_000)));
        }

        var kept = log.Between(0, long.MaxValue);
        kept.Count.ShouldBeLessThan(1_500);
        kept[0].Number.ShouldBe((2 * CallRing.Capacity) + 5);
        log.Clear();
        log.Between(0, long.MaxValue).ShouldBeEmpty();
        log.Add(Call("")).Number.ShouldBe((2 * CallRing.Capacity) + 6);
    }

    [Fact]
    public async Task Log_stays_bounded_when_addresses_and_headers_are_large()
    {
        for (var i = 0; i < 3; i++)
        {
            using var request = new HttpRequestMessage(
                HttpMethod.Get,
                $"/authentication/api/v1/systemregister?{new string('q', 7_000)}"
            );
            request.Headers.Add("Korrelasjonsid", new string('k', 7_000));
            request.Headers.Add("traceparent", new string('t', 7_000));
            request.Headers.TryAddWithoutValidation("Content-Type", "text/" + new string('c', 7_000));
            using var answer = await Host.Http.SendAsync(request, Cancelled);
        }

        Last.Path.Length.ShouldBeLessThan(8_000);
        Last.CorrelationId.ShouldBeNull();
        (Last.RequestType?.Length ?? 0).ShouldBeLessThanOrEqualTo(500);
        Last.Size.ShouldBeGreaterThan(7_000);
    }

    [Fact]
    public void Every_text_of_a_call_counts_and_so_does_what_is_learnt_of_it_later()
    {
        var large = new string('x', 16_000);
        var log = new CallRing();
        for (var i = 0; i < CallRing.Capacity; i++)
        {
            log.Add(Call("") with { TraceId = "t", Scopes = large });
            log.Complete("t", _ => true, call => call with { Why = large });
        }

        log.Between(0, long.MaxValue).Count.ShouldBeLessThan(1_000);
    }

    [Fact]
    public void Oldest_make_way_when_what_is_learnt_later_is_large()
    {
        var log = new CallRing();
        for (var i = 0; i < 100; i++)
        {
            log.Add(Call("") with { TraceId = $"{i}" });
        }

        for (var i = 50; i < 100; i++)
        {
            log.Complete($"{i}", _ => true, call => call with { Why = new string('x', 1_000_000) });
        }

        log.Between(0, long.MaxValue).Count.ShouldBeLessThan(30);
    }

    private static LoggedCall Call(string body) =>
        new()
        {
            Time = DateTimeOffset.UnixEpoch,
            Service = "token",
            Path = "/token",
            RequestBody = body,
        };

    [GeneratedRegex("eyJ[A-Za-z0-9_-]{20,}")]
    private static partial Regex Jwt();
}
