using System.Net;
using SmartCloud.Customers;
using SmartCloud.Tests.Support;

namespace SmartCloud.Tests.Pages;

public sealed class PagesTests
{
    [Theory]
    [InlineData("/", "Kunder", "Customers")]
    [InlineData("/setup", "Oppsett", "Set-up")]
    [InlineData("/customers/new", "Ny kunde", "New customer")]
    [InlineData("/customers/310904473", "TILFELDIG SUBTIL APE", "TILFELDIG SUBTIL APE")]
    [InlineData("/customers/310904473/claims", "Hva kunden skylder", "What the customer owes")]
    [InlineData("/customers/310904473/payments", "Hva kunden har betalt", "What the customer has paid")]
    [InlineData("/customers/314250052/clients", "Klientene og hva de skylder", "The clients and what they owe")]
    [InlineData("/customers/314250052/client?client=312714051", "Hva klienten skylder", "What the client owes")]
    [InlineData("/receipt", "Tilbake fra Altinn", "Back from Altinn")]
    public async Task A_page_has_one_heading_when_shown_in_either_language(string path, string bokmaal, string english)
    {
        await using var host = await SmartCloudHost.StartAsync();
        using var browser = host.Browse();

        var page = await browser.GetAsync(path);
        page.Status.ShouldBe(200);
        page.Headings.ShouldBe([bokmaal]);
        page.Html.ShouldContain("<html lang=\"nb\">");

        var chosen = await browser.SubmitAsync(path, "/language", ("language", "en"), ("returnTo", path));
        chosen.Location.ShouldBe(path);
        page = await browser.GetAsync(path);
        page.Headings.ShouldBe([english]);
        page.Html.ShouldContain("<html lang=\"en\">");
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example/")]
    [InlineData("/\\evil.example")]
    [InlineData("javascript:alert(1)")]
    [InlineData("/\u00E9")]
    [InlineData("/a b")]
    [InlineData("/\u007F")]
    [InlineData("")]
    public async Task The_browser_stays_on_the_site_when_a_language_is_chosen(string returnTo)
    {
        await using var host = await SmartCloudHost.StartAsync();
        using var browser = host.Browse();

        var page = await browser.SubmitAsync("/", "/language", ("language", "en"), ("returnTo", returnTo));

        page.Status.ShouldBe(302);
        page.Location.ShouldBe("/");
    }

    [Fact]
    public async Task The_receipt_asks_altinn_when_the_browser_comes_back_from_connecting()
    {
        await using var host = await SmartCloudHost.StartAsync();
        using var browser = host.Browse();

        var sent = await browser.SubmitAsync("/customers/310904473", "/customers/310904473?handler=Connect");
        sent.Status.ShouldBe(302);
        sent.Location.ShouldBe(host.World.Request.ConfirmUrl);
        browser.CookieOf("smartcloud.connecting").ShouldBe("310904473");

        // Anyone can come back without having answered.
        (await browser.GetAsync("/receipt")).Statuses.ShouldBe(["Waiting"]);
        host.World.Request.Approve();
        var receipt = await browser.GetAsync("/receipt");
        receipt.Statuses.ShouldBe(["Connected"]);
        receipt.Html.ShouldContain("href=\"/customers/310904473/claims\"");
        var claims = await browser.GetAsync("/customers/310904473/claims");
        claims.Html.ShouldContain("data-saldo=\"54867.0\"");
        WebUtility.HtmlDecode(claims.Html).ShouldContain("28\u00A0350,00\u00A0kr");
        claims.Html.ShouldContain("10.06.2026");
    }

    [Fact]
    public async Task Those_that_wait_are_shown_when_another_browser_comes_to_the_receipt()
    {
        await using var host = await SmartCloudHost.StartAsync();
        using var browser = host.Browse();
        await browser.SubmitAsync("/customers/310904473", "/customers/310904473?handler=Connect");
        host.World.Request.Approve();
        using var approver = host.Browse();
        approver.SetCookie("smartcloud.connecting", "<script>");

        (await approver.GetAsync("/receipt")).Statuses.ShouldBe(["Connected"]);
        (await approver.GetAsync("/receipt")).Statuses.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("/customers/310904473?handler=Connect")]
    [InlineData("/customers/310904473?handler=Refresh")]
    [InlineData("/customers/310904473?handler=Withdraw")]
    [InlineData("/customers/new")]
    [InlineData("/setup")]
    [InlineData("/language")]
    public async Task Nothing_changes_and_the_reason_is_told_when_a_form_is_from_another_site(string action)
    {
        await using var host = await SmartCloudHost.StartAsync();
        using var browser = host.Browse();

        var page = await browser.PostAsync(action, ("number", "313750531"), ("name", "Somebody"), ("language", "en"));

        page.Status.ShouldBe(400);
        page.Headings.ShouldBe(["Skjemaet kunne ikke tas imot"]);
        host.World.Handler.Calls.ShouldBeEmpty();
        host.Get<CustomerRegister>().All.Count.ShouldBe(2);
        browser.CookieOf("smartcloud.language").ShouldBeNull();
    }

    [Fact]
    public async Task The_form_is_refused_when_its_token_is_somebody_elses()
    {
        await using var host = await SmartCloudHost.StartAsync();
        using var attacker = host.Browse();
        using var victim = host.Browse();
        await victim.GetAsync("/");
        var token = (await attacker.GetAsync("/")).FormToken;

        var page = await victim.PostAsync(
            "/customers/310904473?handler=Connect",
            ("__RequestVerificationToken", token)
        );

        page.Status.ShouldBe(400);
        host.World.Handler.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_form_is_taken_when_it_was_open_before_a_restart()
    {
        using var folder = new TemporaryFolder();
        TestKeys.WriteTo(folder.Path);
        string token;
        string cookie;
        await using (var host = await SmartCloudHost.StartAsync(folder: folder.Path))
        {
            using var before = host.Browse();
            token = (await before.GetAsync("/")).FormToken;
            cookie = before.CookieOf("smartcloud.antiforgery")!;
        }

        await using var restarted = await SmartCloudHost.StartAsync(folder: folder.Path);
        using var browser = restarted.Browse();
        browser.SetCookie("smartcloud.antiforgery", cookie);
        var page = await browser.PostAsync("/language", ("language", "en"), ("__RequestVerificationToken", token));

        page.Status.ShouldBe(302);
    }

    [Fact]
    public async Task A_name_stays_a_name_when_it_holds_a_script()
    {
        await using var host = await SmartCloudHost.StartAsync();
        using var browser = host.Browse();

        var added = await browser.SubmitAsync(
            "/customers/new",
            "/customers/new",
            ("number", "313 750 531"),
            ("name", "<script>alert('x')</script>\"&"),
            ("kind", "Agent")
        );

        added.Location.ShouldBe("/customers/313750531");
        foreach (var path in new[] { "/", "/customers/313750531", "/customers/313750531/clients" })
        {
            var html = (await browser.GetAsync(path)).Html;
            html.ShouldContain("&lt;script&gt;alert(&#x27;x&#x27;)&lt;/script&gt;&quot;&amp;");
            html.ShouldNotContain("<script");
        }
    }

    [Theory]
    [InlineData("57623423", "Somebody", "Skriv organisasjonsnummeret med ni sifre.")]
    [InlineData("", "Somebody", "Skriv organisasjonsnummeret med ni sifre.")]
    [InlineData("313750531", "  ", "Skriv navnet på kunden, høyst 200 tegn.")]
    [InlineData("310904473", "Somebody", "Kunden finnes allerede.")]
    public async Task The_reason_is_told_when_a_customer_cannot_be_added(string number, string name, string reason)
    {
        await using var host = await SmartCloudHost.StartAsync();
        using var browser = host.Browse();

        var page = await browser.SubmitAsync(
            "/customers/new",
            "/customers/new",
            ("number", number),
            ("name", name),
            ("kind", "Standard")
        );

        page.Status.ShouldBe(200);
        page.Html.ShouldContain(reason);
        page.Html.ShouldContain("aria-invalid=\"true\"");
        host.Get<CustomerRegister>().All.Count.ShouldBe(2);
    }

    [Theory]
    [InlineData("99")]
    [InlineData("-1")]
    [InlineData("Bogus")]
    public async Task A_customer_is_refused_when_its_kind_is_unknown(string kind)
    {
        await using var host = await SmartCloudHost.StartAsync();
        using var browser = host.Browse();

        var page = await browser.SubmitAsync(
            "/customers/new",
            "/customers/new",
            ("number", "313750531"),
            ("name", "Somebody"),
            ("kind", kind)
        );

        page.Status.ShouldBe(400);
        page.Headings.ShouldBe(["Skjemaet kunne ikke tas imot"]);
        host.Get<CustomerRegister>().All.Count.ShouldBe(2);
    }

    [Theory]
    [InlineData("0001-01-01", "0001-01-01")]
    [InlineData("0001-12-31", "0001-01-01")]
    [InlineData("0002-01-01", "0001-01-01")]
    [InlineData("9999-12-31", "9998-12-31")]
    public async Task Payments_begin_a_year_before_or_with_the_calendar_when_a_last_day_is_given(string to, string from)
    {
        await using var host = await SmartCloudHost.StartAsync();
        using var browser = host.Browse();

        var page = await browser.GetAsync($"/customers/310904473/payments?to={to}");

        page.Status.ShouldBe(200);
        page.Html.ShouldContain($"<input id=\"from\" name=\"from\" type=\"date\" value=\"{from}\"");
        page.Html.ShouldContain($"<input id=\"to\" name=\"to\" type=\"date\" value=\"{to}\"");
    }

    [Theory]
    [InlineData("/nowhere")]
    [InlineData("/customers/313750531")]
    [InlineData("/customers/31090447")]
    [InlineData("/customers/%3Cscript%3E")]
    [InlineData("/customers/313750531/claims")]
    [InlineData("/error")]
    public async Task The_answer_says_so_when_a_page_is_not_there(string path)
    {
        await using var host = await SmartCloudHost.StartAsync();
        using var browser = host.Browse();

        var page = await browser.GetAsync(path);

        page.Status.ShouldBe(404);
        page.Headings.ShouldBe(["Siden finnes ikke"]);
    }

    [Fact]
    public async Task No_details_are_told_when_smartcloud_fails()
    {
        using var folder = new TemporaryFolder();
        await using var host = await SmartCloudHost.StartAsync(folder: folder.Path);
        using var browser = host.Browse();
        await File.WriteAllTextAsync(
            Path.Combine(folder.Path, "client-key-standard.pem"),
            "damaged",
            TestContext.Current.CancellationToken
        );

        var page = await browser.GetAsync("/setup");

        page.Status.ShouldBe(500);
        page.Headings.ShouldBe(["Noe gikk galt hos oss"]);
        page.Html.ShouldNotContain("client-key-standard");
        page.Html.ShouldNotContain("Exception");
    }

    [Fact]
    public async Task Security_headers_are_set_when_anything_is_answered()
    {
        await using var host = await SmartCloudHost.StartAsync();
        using var browser = host.Browse();

        foreach (var path in new[] { "/", "/nowhere", "/smartcloud.css" })
        {
            var headers = (await browser.GetAsync(path)).Headers;
            headers["Content-Security-Policy"]
                .ShouldBe(
                    "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; frame-ancestors 'none'"
                );
            headers["X-Content-Type-Options"].ShouldBe("nosniff");
            headers["Referrer-Policy"].ShouldBe("same-origin");
        }

        (await browser.GetAsync("/")).Headers["Cache-Control"].ShouldContain("no-store");
    }

    [Theory]
    [InlineData(503, 12, "RetryLater", "Prøv igjen om 12 sekunder.")]
    [InlineData(500, null, "ServiceFault", "Krav og betalinger har en feil.")]
    [InlineData(403, null, "RightMissing", "Systembrukeren har ikke fullmakt til å se kravene.")]
    public async Task The_page_says_what_to_do_when_a_call_fails(int status, int? retryAfter, string kind, string words)
    {
        await using var host = await SmartCloudHost.StartAsync();
        using var browser = host.Browse();
        await browser.SubmitAsync("/customers/310904473", "/customers/310904473?handler=Connect");
        host.World.Request.Approve();
        await browser.GetAsync("/receipt");
        host.World.Handler.On(
            "GET",
            "/v1/regnskapssystem/310904473/aapnekrav",
            _ => Respond.Status(status, retryAfter)
        );

        var page = await browser.GetAsync("/customers/310904473/claims");

        page.Status.ShouldBe(200);
        page.Html.ShouldContain($"data-failure=\"{kind}\"");
        WebUtility.HtmlDecode(page.Html).ShouldContain(words);
    }

    [Fact]
    public async Task The_text_is_encoded_when_another_service_words_the_failure()
    {
        await using var host = await SmartCloudHost.StartAsync();
        host.World.Handler.On(
            "POST",
            "/token",
            _ => Respond.Json("""{"error":"<img src=x>","error_description":"<script>alert(1)</script>"}""", 400)
        );
        using var browser = host.Browse();

        var page = await browser.GetAsync("/setup");

        page.Html.ShouldContain("&lt;script&gt;");
        page.Html.ShouldNotContain("<script");
        page.Html.ShouldNotContain("<img");
    }

    [Fact]
    public async Task The_request_is_refused_when_the_host_name_is_another()
    {
        await using var host = await SmartCloudHost.StartAsync();
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, host.Address);
        request.Headers.Host = "rebound.example";

        using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task The_next_page_is_linked_when_there_are_more_clients()
    {
        await using var host = await SmartCloudHost.StartAsync();
        using var browser = await AsAccountantAsync(
            host,
            call =>
            {
                call.Address.Query.ShouldBe("?side=2&antall=100");
                return Respond.Json(
                    """
                    {"partIdentifikator":"314250052","side":2,"antallKlienter":201,"klienter":[
                      {"partIdentifikator":"312714051","navn":"SPRUDLENDE RASK ELG AS","status":"tilgang",
                       "totalOversikt":{"sumStipulerteRenter":0,"sumForfalteKrav":1234.5,"sumIkkeForfalteKrav":0,"sumUplasserteInnbetalinger":0,"saldo":1234.5}},
                      {"partIdentifikator":"310329495","navn":"ALLSIDIG FLITTIG MÅKE","status":"kanIkkeAvgjoeres"}]}
                    """
                );
            }
        );

        var html = WebUtility.HtmlDecode((await browser.GetAsync("/customers/314250052/clients?side=2")).Html);

        html.ShouldContain("Side 2 av 3");
        html.ShouldContain("href=\"/customers/314250052/clients?side=1\"");
        html.ShouldContain("href=\"/customers/314250052/clients?side=3\"");
        html.ShouldContain("href=\"/customers/314250052/client?client=312714051\"");
        html.ShouldContain("1\u00A0234,50\u00A0kr");
        html.ShouldContain("data-without=\"kanIkkeAvgjoeres\"");
    }

    [Fact]
    public async Task The_last_page_is_shown_when_there_are_no_longer_so_many_clients()
    {
        await using var host = await SmartCloudHost.StartAsync();
        using var browser = await AsAccountantAsync(
            host,
            _ => Respond.Json("""{"partIdentifikator":"314250052","side":2,"antallKlienter":1}""")
        );

        var page = await browser.GetAsync("/customers/314250052/clients?side=2");

        page.Location.ShouldBe("/customers/314250052/clients?side=1");
    }

    /// <summary>Connects an accountant, whose clients the API answers so.</summary>
    private static async Task<Browser> AsAccountantAsync(SmartCloudHost host, Func<Call, HttpResponseMessage> clients)
    {
        var browser = host.Browse();
        await browser.SubmitAsync("/customers/314250052", "/customers/314250052?handler=Connect");
        host.World.Request.Approve();
        await browser.GetAsync("/receipt");
        host.World.Handler.On("GET", "/v1/regnskapssystem/klienter/aapnekrav", clients);
        return browser;
    }
}
