using System.Net;
using System.Text.Json.Nodes;
using KravOgBetalingerApi.Data.Synthetic;
using KravOgBetalingerApi.Tests.Support;
using SystemUser.Sandbox.Wire;
using SystemUser.Sandbox.Wire.Scripted;

namespace KravOgBetalingerApi.Tests.Endpoints;

/// <summary>An accountant's overview of its clients, in whichever store.</summary>
public abstract class KlienterTests(SampleApp app)
{
    private const string Accountant = "314250052";
    private const string Client = "312714051";
    private const string Path = "/v1/regnskapssystem/klienter/aapnekrav";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_client_has_totals_or_a_reason_when_they_are_listed()
    {
        app.Sandbox.Reset();
        app.ArrangeClients("310329495", Client, "313750531", "987654321");
        app.Sandbox.Pdp.Permit(party: Client);
        app.Sandbox.Pdp.Permit(party: "987654321");
        app.Sandbox.Pdp.For(party: "310329495").NotApplicable();
        app.Sandbox.Pdp.For(party: "313750531").Indeterminate(PdpStatus.MissingAttribute);
        using var client = app.CreateClient(Accountant);

        var page = await (await client.GetAsync(Path, Cancel)).ShouldBeOkAsync();

        page["partIdentifikator"]!.GetValue<string>().ShouldBe(Accountant);
        page["antallKlienter"]!.GetValue<int>().ShouldBe(4);
        page["klienter"]!
            .AsArray()
            .Select(row => (Text(row, "partIdentifikator"), Text(row, "status"), row!["totalOversikt"] is not null))
            .ShouldBe([
                ("310329495", "ingenTilgang", false),
                (Client, "tilgang", true),
                ("313750531", "kanIkkeAvgjoeres", false),
                ("987654321", "ukjentPart", false),
            ]);
        var single = await (await client.GetAsync($"/v1/regnskapssystem/{Client}/aapnekrav", Cancel)).ShouldBeOkAsync();
        page["klienter"]![1]!["totalOversikt"].ShouldBeJson(single["totalOversikt"]);
    }

    [Fact]
    public async Task Each_client_is_on_one_page_when_there_are_several_pages()
    {
        app.Sandbox.Reset();
        string[] clients = [.. SyntetiskRegister.Organisasjonsnumre().Take(30)];
        app.ArrangeClients(clients);
        app.Sandbox.Pdp.Permit();
        using var client = app.CreateClient(Accountant);
        var seen = new List<string>();
        for (var side = 1; side <= 4; side++)
        {
            var page = await (await client.GetAsync($"{Path}?side={side}&antall=8", Cancel)).ShouldBeOkAsync();
            page["side"]!.GetValue<int>().ShouldBe(side);
            page["antallKlienter"]!.GetValue<int>().ShouldBe(30);
            page["klienter"]!.AsArray().Count.ShouldBe(side < 4 ? 8 : 6);
            seen.AddRange(page["klienter"]!.AsArray().Select(row => Text(row, "partIdentifikator")));
        }

        seen.ShouldBe(clients);
        var beyond = await (await client.GetAsync($"{Path}?side=5&antall=8", Cancel)).ShouldBeOkAsync();
        beyond["klienter"].ShouldBeNull();
    }

    [Fact]
    public async Task Altinn_is_asked_40_times_and_then_never_when_there_are_a_thousand_clients()
    {
        // An Indeterminate of another test keeps the resource out of batches for a minute.
        app.Now += TimeSpan.FromMinutes(2);
        app.Sandbox.Reset();
        app.ArrangeClients([.. SyntetiskRegister.Organisasjonsnumre().Take(1000)]);
        app.Sandbox.Pdp.Permit();
        using var client = app.CreateClient(Accountant);
        for (var round = 0; round < 2; round++)
        {
            for (var side = 1; side <= 10; side++)
            {
                await (await client.GetAsync($"{Path}?side={side}", Cancel)).ShouldBeOkAsync();
            }

            app.Sandbox.Pdp.Calls.Count.ShouldBe(40);
            app.Sandbox.Pdp.Questions.Count.ShouldBe(1000);
        }
    }

    [Fact]
    public async Task The_accountant_is_left_out_when_it_is_listed_as_its_own_client()
    {
        app.Sandbox.Reset();
        app.ArrangeClients(Accountant);
        using var client = app.CreateClient(Accountant);
        var page = await (await client.GetAsync(Path, Cancel)).ShouldBeOkAsync();
        page["antallKlienter"]!.GetValue<int>().ShouldBe(0);
        page["klienter"].ShouldBeNull();
        app.Sandbox.Pdp.Calls.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("?side=0")]
    [InlineData("?side=-1")]
    [InlineData("?side=en")]
    [InlineData("?side=99999999999")]
    [InlineData("?antall=0")]
    [InlineData("?antall=101")]
    [InlineData("?antall=")]
    public async Task The_answer_is_400_when_the_page_is_invalid(string query)
    {
        app.ArrangeClients(Client);
        using var client = app.CreateClient(Accountant);
        await (await client.GetAsync(Path + query, Cancel)).ShouldBeFeilAsync(HttpStatusCode.BadRequest, "KB-006");
    }

    [Fact]
    public async Task Answers_503_when_the_directory_is_gone()
    {
        app.BreakDirectory();
        using var client = app.CreateClient(Accountant);
        var answer = await client.GetAsync(Path, Cancel);
        await answer.ShouldBeFeilAsync(HttpStatusCode.ServiceUnavailable, "KB-002");
        answer.Headers.RetryAfter.ShouldNotBeNull();
    }

    [Fact]
    public async Task The_answer_is_403_when_the_token_has_no_system_user()
    {
        app.ArrangeClients(Client);
        using var client = app.CreateClient(app.Sandbox.PlainToken().WithScopes(SampleApp.Scope));
        await (await client.GetAsync(Path, Cancel)).ShouldBeFeilAsync(HttpStatusCode.Forbidden, "DAS-008");
    }

    private static string Text(JsonNode? node, string name) => node![name]!.GetValue<string>();
}
