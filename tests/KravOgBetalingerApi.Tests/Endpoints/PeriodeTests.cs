using System.Net;
using KravOgBetalingerApi.Tests.Support;

namespace KravOgBetalingerApi.Tests.Endpoints;

/// <summary>Parties and periods that are none.</summary>
public sealed class PeriodeTests(SampleApp app) : IClassFixture<SampleApp>
{
    public static TheoryData<string, string> Invalid =>
        new()
        {
            { "", "fraOgMed må være én dato på formen åååå-mm-dd" },
            { "?valg.fraOgMed=2026-01-01", "fraOgMed må være én dato på formen åååå-mm-dd" },
            { "?tilOgMed=2026-06-30", "fraOgMed må være én dato på formen åååå-mm-dd" },
            { "?fraOgMed=", "fraOgMed må være én dato på formen åååå-mm-dd" },
            { "?fraOgMed=2026-02-30", "fraOgMed må være én dato på formen åååå-mm-dd" },
            { "?fraOgMed=2025-02-29", "fraOgMed må være én dato på formen åååå-mm-dd" },
            { "?fraOgMed=01.02.2026", "fraOgMed må være én dato på formen åååå-mm-dd" },
            { "?fraOgMed=2026-1-1", "fraOgMed må være én dato på formen åååå-mm-dd" },
            { "?fraOgMed=2026-01-01T00:00:00", "fraOgMed må være én dato på formen åååå-mm-dd" },
            { "?fraOgMed=%202026-01-01", "fraOgMed må være én dato på formen åååå-mm-dd" },
            { "?fraOgMed=٢٠٢٦-01-01", "fraOgMed må være én dato på formen åååå-mm-dd" },
            { "?fraOgMed=2026-01-01&fraOgMed=2026-01-02", "fraOgMed må være én dato på formen åååå-mm-dd" },
            { "?fraOgMed=2026-01-01&tilOgMed=i%20dag", "tilOgMed må være én dato på formen åååå-mm-dd" },
            { "?fraOgMed=2026-01-01&tilOgMed=", "tilOgMed må være én dato på formen åååå-mm-dd" },
            { "?fraOgMed=2026-01-02&tilOgMed=2026-01-01", "tilOgMed kan ikke være før fraOgMed" },
            { "?fraOgMed=2026-07-09", "tilOgMed kan ikke være før fraOgMed" },
            { "?fraOgMed=2024-01-01&tilOgMed=2026-01-01", "Perioden kan ikke være lengre enn ett år" },
            { "?fraOgMed=2025-01-01&tilOgMed=2026-01-02", "Perioden kan ikke være lengre enn ett år" },
            { "?fraOgMed=0001-01-01&tilOgMed=9999-12-31", "Perioden kan ikke være lengre enn ett år" },
        };

    [Theory]
    [MemberData(nameof(Invalid))]
    public async Task The_answer_is_400_when_the_period_is_invalid(string query, string melding)
    {
        foreach (var operation in (string[])["krav", "innbetalinger", "utbetalinger"])
        {
            var answer = await GetAsync($"310904473/{operation}{query}");
            (await answer.ShouldBeFeilAsync(HttpStatusCode.BadRequest, "KB-006")).ShouldBe(melding);
        }
    }

    [Theory]
    [InlineData("?fraOgMed=2025-06-30&tilOgMed=2026-06-30")]
    [InlineData("?fraOgMed=2024-02-29&tilOgMed=2025-02-28", HttpStatusCode.NotFound)]
    [InlineData("?fraOgMed=2026-06-08&tilOgMed=2026-06-08")]
    [InlineData("?fraOgMed=9999-12-31&tilOgMed=9999-12-31", HttpStatusCode.NotFound)]
    [InlineData("?fraOgMed=0001-01-01", HttpStatusCode.NotFound)]
    [InlineData("?fraOgMed=2026-01-01&ukjent=1")]
    [InlineData("?fraOgMed=2026-01-01&valg.fraOgMed=2020-01-01&valg.x=1")]
    public async Task A_period_is_taken_when_it_is_at_most_a_year(
        string query,
        HttpStatusCode status = HttpStatusCode.OK
    ) => (await GetAsync("310904473/innbetalinger" + query)).StatusCode.ShouldBe(status);

    [Theory]
    [InlineData("31090447")]
    [InlineData("3109044730")]
    [InlineData("31090447A")]
    [InlineData("٣١٠٩٠٤٤٧٣")]
    [InlineData("310 904473")]
    [InlineData("%20310904473")]
    [InlineData("000000000")]
    [InlineData("12876921497")]
    public async Task The_answer_is_400_when_the_party_is_no_organization_number(string party)
    {
        foreach (var operation in (string[])["aapnekrav", "krav", "innbetalinger", "utbetalinger"])
        {
            app.Sandbox.Reset();
            var answer = await GetAsync($"{party}/{operation}?fraOgMed=2026-01-01");
            await answer.ShouldBeFeilAsync(HttpStatusCode.BadRequest, "KB-006");
            app.Sandbox.Pdp.Calls.ShouldBeEmpty();
        }
    }

    private Task<HttpResponseMessage> GetAsync(string path)
    {
        app.Sandbox.Pdp.Permit();
        return app.CreateClient("310904473")
            .GetAsync("/v1/regnskapssystem/" + path, TestContext.Current.CancellationToken);
    }
}
