using System.Net;
using System.Text.Json;
using SystemUser.Sandbox.Tests.World;
using SystemUser.Sandbox.Traffic.Internal;

namespace SystemUser.Sandbox.Tests.Workbench;

public sealed class LogPageTests : WorkbenchTest
{
    private const string TraceId = "0af7651916cd43dd8448eb211c80319c";
    private const string CorrelationId = "7b1c8a8e-3a2f-4a55-9f0e-1d1d1d1d1d1d";

    [Fact]
    public async Task Log_says_what_was_asked_about_whom_and_why_it_was_refused()
    {
        await AskAsync(The.SystemUser, The.Customer);
        await AskAsync(The.SystemUser, The.Stranger);

        var page = await GetAsync("");

        page.Text.ShouldContain("read on ske-krav-og-betalinger TILFELDIG SUBTIL APE by SmartCloud 1 Permit");
        page.Text.ShouldContain("it is a standard system user of TILFELDIG SUBTIL APE");
        page.Text.IndexOf("NotApplicable", StringComparison.Ordinal)
            .ShouldBeLessThan(page.Text.IndexOf("Permit", StringComparison.Ordinal));
        (await GetAsync("?show=refused")).Text.ShouldNotContain(" Permit ");
        (await GetAsync("?q=fjern%20katt")).Text.ShouldNotContain(" Permit ");
        (await GetAsync("?service=token")).Text.ShouldContain("No call is like that.");
    }

    [Fact]
    public async Task Question_is_shown_as_text_when_it_holds_markup()
    {
        await AskAsync("<script>alert(1)</script>", "<img src=x>", action: "<b>");

        foreach (var path in new[] { "", "/log/2", "/trace/x" })
        {
            var page = await GetAsync(path);
            page.Html.ShouldNotContain("<script>");
            page.Html.ShouldNotContain("<img");
            page.Html.ShouldNotContain("<b>");
        }
    }

    [Fact]
    public async Task Trace_shows_the_calls_that_are_part_of_it_alone()
    {
        await AskAsync(The.SystemUser, The.Stranger);
        await AskTracedAsync(The.Customer);

        foreach (var id in new[] { TraceId, CorrelationId })
        {
            var page = await GetAsync($"/trace/{id}");
            page.Text.ShouldContain("1 call in");
            page.Text.ShouldContain("Permit");
            page.Text.ShouldContain("ruleid:");
            page.Text.ShouldNotContain("NotApplicable");
        }

        (await GetAsync("/trace/ffffffffffffffffffffffffffffffff")).Text.ShouldContain("Nothing of this trace");
    }

    [Fact]
    public async Task Decision_log_names_the_trace_the_correlation_and_the_rule()
    {
        await AskTracedAsync(The.Customer);

        var entry = await LastDecisionAsync();

        entry.GetProperty("traceId").GetString().ShouldBe(TraceId);
        entry.GetProperty("correlationId").GetString().ShouldBe(CorrelationId);
        entry.GetProperty("rule").GetString().ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public async Task Export_holds_the_calls_that_the_filter_takes()
    {
        await AskAsync(The.SystemUser, The.Customer);
        await AskAsync(The.SystemUser, The.Stranger);

        using var answer = await Host.Http.GetAsync("/workbench/log/export?show=refused", Cancelled);
        using var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Cancelled));

        answer.Content.Headers.ContentDisposition!.FileName!.Trim('"').ShouldBe("sandbox-log.json");
        var call = json.RootElement.EnumerateArray().Single();
        call.GetProperty("outcome").GetString().ShouldBe("NotApplicable");
        call.GetProperty("party").GetProperty("name").GetString().ShouldBe("UAVHENGIG FJERN KATT AS");
    }

    [Fact]
    public async Task Rows_are_those_after_a_number_and_tell_the_last()
    {
        await AskAsync(The.SystemUser, The.Customer);
        var last = Host.Get<CallRing>().Last;
        await AskAsync(The.SystemUser, The.Stranger);

        using var answer = await Host.Http.GetAsync($"/workbench/log/rows?after={last}", Cancelled);
        var rows = await answer.Content.ReadAsStringAsync(Cancelled);

        answer.Headers.GetValues("Workbench-Last").Single().ShouldBe($"{Host.Get<CallRing>().Last}");
        rows.ShouldContain("NotApplicable");
        rows.ShouldNotContain(">Permit<");
        rows.ShouldNotContain("<html");
    }

    [Theory]
    [InlineData("/log/rows?after=9223372036854775807")]
    [InlineData("?before=-9223372036854775808")]
    public async Task No_calls_are_shown_after_the_last_number_and_before_the_first(string path)
    {
        await AskAsync(The.SystemUser, The.Customer);

        var page = await GetAsync(path);

        page.Status.ShouldBe(HttpStatusCode.OK);
        page.Text.ShouldNotContain("Permit");
    }

    [Fact]
    public async Task Curl_of_a_question_gets_the_same_answer_with_a_token_of_its_own()
    {
        await AskAsync(The.SystemUser, The.Customer);

        var page = await GetAsync($"/log/{Host.Get<CallRing>().Last}");

        page.Text.ShouldContain("curl -i -X POST");
        page.Text.ShouldContain(
            $"$(curl -s '{Host.Http.BaseAddress!.GetLeftPart(UriPartial.Authority)}/api/GetEnterpriseToken?orgNo={The.Provider}"
        );
        page.Text.ShouldContain("--data-raw '{\"Request\":");
    }

    [Fact]
    public async Task Log_is_empty_when_it_has_been_cleared()
    {
        await AskAsync(The.SystemUser, The.Customer);

        (await SendAsync("", "/log/clear")).Status.ShouldBe(HttpStatusCode.SeeOther);

        (await GetAsync("")).Text.ShouldContain("Nobody has asked anything yet.");
        (await SendAsync(HttpMethod.Get, "/sandbox/decisions")).Body.GetArrayLength().ShouldBe(0);
    }

    private async Task AskTracedAsync(string party)
    {
        Host.Http.DefaultRequestHeaders.Add("traceparent", $"00-{TraceId}-b7ad6b7169203331-01");
        Host.Http.DefaultRequestHeaders.Add("Korrelasjonsid", CorrelationId);
        var token = await OrganizationTokenAsync(The.Provider, "altinn:authorization/authorize");
        Host.Get<CallRing>().Clear();
        await SendAsync(
            HttpMethod.Post,
            "/authorization/api/v1/authorize",
            token,
            $$$"""{"Request":{"AccessSubject":[{"Attribute":[{"AttributeId":"urn:altinn:systemuser:uuid","Value":"{{{The.SystemUser}}}"}]}],"Action":[{"Attribute":[{"AttributeId":"urn:oasis:names:tc:xacml:1.0:action:action-id","Value":"read"}]}],"Resource":[{"Attribute":[{"AttributeId":"urn:altinn:resource","Value":"{{{The.Resource}}}"},{"AttributeId":"urn:altinn:organization:identifier-no","Value":"{{{party}}}"}]}]}}"""
        );
        Host.Http.DefaultRequestHeaders.Clear();
    }
}
