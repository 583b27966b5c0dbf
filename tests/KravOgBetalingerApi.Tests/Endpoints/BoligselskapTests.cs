using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using KravOgBetalingerApi.Tests.Support;

namespace KravOgBetalingerApi.Tests.Endpoints;

/// <summary>Reports of housing companies, in whichever store.</summary>
public abstract class BoligselskapTests(SampleApp app)
{
    private const string Company = "313266508";

    private const string Report = """
        {"inntektsaar":2025,"andel":[
          {"andelsnummer":"1","andelshaver":"12876921497","andelInntekter":1200,"andelUtgifter":3400,"andelFormue":56000,"andelGjeld":780000},
          {"andelsnummer":"2","andelshaver":"19857200481"}]}
        """;

    public static TheoryData<string> Malformed =>
        [
            "",
            "{",
            "null",
            "[]",
            "\"text\"",
            """{"inntektsaar":2025}""",
            """{"inntektsaar":2025,"andel":null}""",
            """{"inntektsaar":2025,"andel":[{"andelsnummer":"\ud800","andelshaver":"12876921497"}]}""",
            """{"inntektsaar":2025,"andel":[{"andelsnummer":"\u0000","andelshaver":"12876921497"}]}""",
            """{"inntektsaar":1e400,"andel":[{"andelsnummer":"1","andelshaver":"12876921497"}]}""",
            string.Concat(Enumerable.Repeat("[", 1000)),
            """{"inntektsaar":2025,"andel":[]}""",
            """{"inntektsaar":2025,"andel":[null]}""",
            """{"inntektsaar":"2025","andel":[{"andelsnummer":"1","andelshaver":"12876921497"}]}""",
            """{"inntektsaar":1999,"andel":[{"andelsnummer":"1","andelshaver":"12876921497"}]}""",
            """{"inntektsaar":2027,"andel":[{"andelsnummer":"1","andelshaver":"12876921497"}]}""",
            """{"inntektsaar":2025,"inntektsaar":2024,"andel":[{"andelsnummer":"1","andelshaver":"12876921497"}]}""",
            """{"inntektsaar":2025,"ukjent":1,"andel":[{"andelsnummer":"1","andelshaver":"12876921497"}]}""",
            """{"inntektsaar":2025,"andel":[{"andelsnummer":"1","andelshaver":"1287692149"}]}""",
            """{"inntektsaar":2025,"andel":[{"andelsnummer":"1","andelshaver":"1287692149x"}]}""",
            """{"inntektsaar":2025,"andel":[{"andelsnummer":"","andelshaver":"12876921497"}]}""",
            """{"inntektsaar":2025,"andel":[{"andelsnummer":"1","andelshaver":"12876921497","andelGjeld":-1}]}""",
            """{"inntektsaar":2025,"andel":[{"andelsnummer":"1","andelshaver":"12876921497","andelGjeld":1.5}]}""",
            """{"inntektsaar":2025,"andel":[{"andelsnummer":"1","andelshaver":"12876921497"},{"andelsnummer":"1","andelshaver":"12876921497"}]}""",
        ];

    [Fact]
    public async Task The_receipt_is_the_same_when_a_report_is_sent_again()
    {
        var id = Guid.NewGuid();
        app.Now = SampleApp.Today.AddTicks(1_234_567);
        var first = await (await SendAsync(Report, id)).ShouldBeOkAsync();
        first["antallAndeler"]!.GetValue<int>().ShouldBe(2);
        first["inntektsaar"]!.GetValue<int>().ShouldBe(2025);
        first["korrelasjonsid"]!.GetValue<Guid>().ShouldBe(id);
        first["partIdentifikator"]!.GetValue<string>().ShouldBe(Company);

        app.Now = SampleApp.Today.AddMinutes(1);
        var second = await (await SendAsync(Report, id)).ShouldBeOkAsync();
        app.Now = SampleApp.Today;
        second.ShouldBeJson(first);
    }

    [Fact]
    public async Task The_receipt_is_the_same_when_a_report_comes_many_times_at_once()
    {
        var id = Guid.NewGuid();
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => SendAsync(Report, id)));
        var receipts = await Task.WhenAll(answers.Select(answer => answer.ShouldBeOkAsync()));
        receipts[0]["antallAndeler"]!.GetValue<int>().ShouldBe(2);
        foreach (var receipt in receipts)
        {
            receipt.ShouldBeJson(receipts[0]);
        }
    }

    [Fact]
    public async Task Only_one_report_is_kept_when_several_come_at_once_under_one_id()
    {
        var id = Guid.NewGuid();
        string[] reports =
        [
            .. Enumerable.Range(1, 6).Select(i => Report.Replace("1200", $"{i}00", StringComparison.Ordinal)),
        ];
        var answers = await Task.WhenAll(reports.Select(report => SendAsync(report, id)));
        var kept = reports.Where((_, i) => answers[i].StatusCode == HttpStatusCode.OK).Single();
        foreach (var answer in answers.Where(answer => answer.StatusCode != HttpStatusCode.OK))
        {
            await answer.ShouldBeFeilAsync(HttpStatusCode.BadRequest, "KB-006");
        }

        await (await SendAsync(kept, id)).ShouldBeOkAsync();
    }

    [Fact]
    public async Task A_report_is_refused_when_its_id_is_anothers()
    {
        var id = Guid.NewGuid();
        await (await SendAsync(Report, id)).ShouldBeOkAsync();
        var answer = await SendAsync(Report.Replace("1200", "1300", StringComparison.Ordinal), id);
        await answer.ShouldBeFeilAsync(HttpStatusCode.BadRequest, "KB-006");
        await (await SendAsync(Report, id)).ShouldBeOkAsync();
    }

    [Theory]
    [MemberData(nameof(Malformed))]
    public async Task Nothing_is_kept_when_a_report_is_malformed(string report)
    {
        var id = Guid.NewGuid();
        await (await SendAsync(report, id)).ShouldBeFeilAsync(HttpStatusCode.BadRequest, "KB-006");
        await (await SendAsync(Report, id)).ShouldBeOkAsync();
    }

    [Fact]
    public async Task A_report_is_refused_when_it_has_no_correlation_id() =>
        await (await SendAsync(Report, id: null)).ShouldBeFeilAsync(HttpStatusCode.BadRequest, "KB-006");

    [Fact]
    public async Task The_answer_is_415_when_a_report_is_not_json()
    {
        var answer = await SendAsync(Report, Guid.NewGuid(), contentType: "text/plain");
        await answer.ShouldBeFeilAsync(HttpStatusCode.UnsupportedMediaType, "KB-008");
    }

    [Fact]
    public async Task The_right_asked_for_is_write_on_its_own_resource_when_a_report_comes()
    {
        app.Sandbox.Reset();
        await (await SendAsync(Report, Guid.NewGuid())).ShouldBeOkAsync();
        var question = app.Sandbox.Pdp.Questions.Single();
        question.ResourceId.ShouldBe("ske-innrapportering-boligselskap");
        question.ActionId.ShouldBe("write");
        question.Party.ShouldBe(Company);
    }

    [Fact]
    public async Task A_report_is_refused_when_the_scope_is_that_of_claims()
    {
        await (await SendAsync(Report, Guid.NewGuid(), scope: SampleApp.ReportScope)).ShouldBeOkAsync();
        var answer = await SendAsync(Report, Guid.NewGuid(), scope: SampleApp.Scope);
        await answer.ShouldBeFeilAsync(HttpStatusCode.Forbidden, "DAS-008");
    }

    [Fact]
    public async Task Both_reports_are_kept_when_two_companies_use_one_id()
    {
        var id = Guid.NewGuid();
        await (await SendAsync(Report, id)).ShouldBeOkAsync();
        var other = Report.Replace("1200", "1300", StringComparison.Ordinal);
        var answer = await (await SendAsync(other, id, company: "313411834")).ShouldBeOkAsync();
        answer["partIdentifikator"]!.GetValue<string>().ShouldBe("313411834");
    }

    private async Task<HttpResponseMessage> SendAsync(
        string report,
        Guid? id,
        string contentType = "application/json",
        string company = Company,
        string scope = SampleApp.ReportScope
    )
    {
        app.Sandbox.Pdp.Permit(resource: "ske-innrapportering-boligselskap");
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/v1/innrapportering/boligselskap/{company}");
        request.Content = new StringContent(report, Encoding.UTF8, new MediaTypeHeaderValue(contentType));
        if (id is { } given)
        {
            request.Headers.Add("Korrelasjonsid", given.ToString());
        }

        using var client = app.CreateClient(company, scope);
        return await client.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
