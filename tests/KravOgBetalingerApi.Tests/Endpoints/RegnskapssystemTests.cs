using System.Net;
using System.Text.Json.Nodes;
using KravOgBetalingerApi.Tests.Support;

namespace KravOgBetalingerApi.Tests.Endpoints;

/// <summary>The four operations, in whichever store.</summary>
public abstract class RegnskapssystemTests(SampleApp app)
{
    private const string Owner = "310904473";
    private const string Accountant = "314250052";
    private const string Client = "312714051";
    private const string Examples = "?fraOgMed=2026-01-01&tilOgMed=2026-06-30";

    [Fact]
    public async Task The_open_claims_are_those_of_the_example_when_the_owner_asks()
    {
        var answer = await GetAsync(Owner, $"{Owner}/aapnekrav");
        (await answer.ShouldBeOkAsync()).ShouldBeJson(Example.Read("aapnekrav"));
        answer.Headers.CacheControl?.NoStore.ShouldBeTrue();
    }

    [Theory]
    [InlineData("krav", "krav", "kravidentifikator")]
    [InlineData("innbetalinger", "innbetaling", "innbetalingsidentifikator")]
    [InlineData("utbetalinger", "utbetaling", "utbetalingsidentifikator")]
    public async Task The_rows_are_those_of_the_examples_when_the_owner_asks_for_a_period(
        string operation,
        string list,
        string id
    )
    {
        var answer = await (await GetAsync(Owner, $"{Owner}/{operation}{Examples}")).ShouldBeOkAsync();
        var example = Example.Read(operation);
        foreach (var row in example[list]!.AsArray())
        {
            answer[list]!.AsArray().Single(other => Text(other, id) == Text(row, id)).ShouldBeJson(row);
        }

        answer.AsObject().Remove(list);
        example.AsObject().Remove(list);
        answer.ShouldBeJson(example);
    }

    [Fact]
    public async Task Interest_and_what_is_due_change_when_days_pass()
    {
        app.Now = SampleApp.Today.AddDays(8);
        try
        {
            var total = (await (await GetAsync(Owner, $"{Owner}/aapnekrav")).ShouldBeOkAsync())["totalOversikt"];
            total.ShouldBeJson(
                JsonNode.Parse(
                    """{"sumStipulerteRenter":361,"sumForfalteKrav":59595,"sumIkkeForfalteKrav":0,"sumUplasserteInnbetalinger":-5000,"saldo":54956}"""
                )
            );
        }
        finally
        {
            app.Now = SampleApp.Today;
        }
    }

    [Fact]
    public async Task The_client_is_read_when_its_accountant_asks()
    {
        app.Sandbox.Pdp.Permit(party: Client);
        using var client = app.CreateClient(Accountant);
        var answer = await client.GetAsync(Path($"{Client}/aapnekrav"), Cancel);
        Text(await answer.ShouldBeOkAsync(), "partIdentifikator").ShouldBe(Client);
    }

    [Fact]
    public async Task Lists_are_left_out_when_a_party_has_no_open_claims()
    {
        var answer = await (
            await GetAsync(PartyWithoutOpenClaims, $"{PartyWithoutOpenClaims}/aapnekrav")
        ).ShouldBeOkAsync();
        answer.ShouldBeJson(
            JsonNode.Parse(
                $$$"""
                {"partIdentifikator":"{{{PartyWithoutOpenClaims}}}","skjermet":false,
                 "totalOversikt":{"sumStipulerteRenter":0,"sumForfalteKrav":0,"sumIkkeForfalteKrav":0,"sumUplasserteInnbetalinger":0,"saldo":0}}
                """
            )
        );
    }

    [Fact]
    public async Task The_owner_comes_from_the_token_when_the_path_says_egen()
    {
        var answer = await GetAsync(Owner, "egen/aapnekrav");
        (await answer.ShouldBeOkAsync()).ShouldBeJson(Example.Read("aapnekrav"));
        app.Sandbox.Pdp.Questions[^1].Party.ShouldBe(Owner);
    }

    [Theory]
    [InlineData("krav")]
    [InlineData("innbetalinger")]
    [InlineData("utbetalinger")]
    public async Task The_answer_is_404_when_the_period_has_no_rows(string operation)
    {
        var answer = await GetAsync(Owner, $"{Owner}/{operation}?fraOgMed=2020-01-01&tilOgMed=2021-01-01");
        await answer.ShouldBeFeilAsync(HttpStatusCode.NotFound, "KB-007");
    }

    [Theory]
    [InlineData("987654321/aapnekrav")]
    [InlineData("987654321/krav" + Examples)]
    [InlineData("987654321/innbetalinger" + Examples)]
    [InlineData("987654321/utbetalinger" + Examples)]
    public async Task The_answer_is_404_when_the_register_does_not_know_the_party(string path)
    {
        var answer = await GetAsync("987654321", path);
        await answer.ShouldBeFeilAsync(HttpStatusCode.NotFound, "KB-009");
    }

    [Theory]
    [InlineData("fraOgMed=2026-02-13&tilOgMed=2026-02-13", 1)]
    [InlineData("fraOgMed=2026-02-14&tilOgMed=2026-02-16", 0)]
    [InlineData("fraOgMed=2025-07-08", 5)]
    public async Task Both_days_count_and_today_ends_it_when_a_period_is_asked_for(string period, int payments)
    {
        var answer = await GetAsync(Owner, $"{Owner}/innbetalinger?{period}");
        if (payments == 0)
        {
            await answer.ShouldBeFeilAsync(HttpStatusCode.NotFound, "KB-007");
        }
        else
        {
            (await answer.ShouldBeOkAsync())["innbetaling"]!.AsArray().Count.ShouldBe(payments);
        }
    }

    [Fact]
    public async Task The_remainder_is_the_amount_plus_all_placings_when_claims_are_read()
    {
        var answer = await (
            await GetAsync(Client, $"{Client}/krav?fraOgMed=2026-01-01&tilOgMed=2026-12-31")
        ).ShouldBeOkAsync();
        var rows = answer["krav"]!.AsArray().SelectMany(krav => krav!["kravforfall"]!.AsArray()).ToList();
        rows.Count.ShouldBeGreaterThan(5);
        foreach (var row in rows)
        {
            var placed = new[] { "plassertInnbetaling", "plassertMotkrav", "plassertUtbetaling" }
                .SelectMany(list => row![list]?.AsArray() ?? [])
                .Sum(placing => placing!["plassertBeloep"]!.GetValue<decimal>());
            row!["gjenstaaendeBeloep"]!
                .GetValue<decimal>()
                .ShouldBe(row["opprinneligBeloep"]!.GetValue<decimal>() + placed);
        }
    }

    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static string PartyWithoutOpenClaims =>
        KravOgBetalingerApi
            .Data.Synthetic.SyntetiskRegister.Build(30)
            .First(part =>
                part.Krav.All(krav => krav.GjenstaaendeBeloep == 0)
                && part.Innbetalinger.All(innbetaling => innbetaling.UplassertBeloep == 0)
            )
            .Partsidentifikator;

    private static string Path(string path) => "/v1/regnskapssystem/" + path;

    private static string Text(JsonNode? node, string name) => node![name]!.GetValue<string>();

    private Task<HttpResponseMessage> GetAsync(string owner, string path)
    {
        app.Sandbox.Pdp.Permit(party: owner);
        return app.CreateClient(owner).GetAsync(Path(path), Cancel);
    }
}
