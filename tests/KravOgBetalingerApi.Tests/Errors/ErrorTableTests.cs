using System.Net;
using System.Text;
using KravOgBetalingerApi.Data;
using KravOgBetalingerApi.Tests.Support;
using Microsoft.AspNetCore.Hosting;
using Moq;
using Npgsql;
using SystemUser.AspNetCore.Authorization;

namespace KravOgBetalingerApi.Tests.Errors;

/// <summary>Every fault of the published table, in JSON and in XML.</summary>
public sealed class ErrorTableTests : IClassFixture<SampleApp>
{
    private const string Owner = "310904473";
    private const string Claims = "/v1/regnskapssystem/310904473/aapnekrav";
    private const string Period = "/v1/regnskapssystem/310904473/krav?fraOgMed=";
    private const string Clients = "/v1/regnskapssystem/klienter/aapnekrav";
    private const string Reports = "/v1/innrapportering/boligselskap/310904473";

    private static readonly string s_large = $"{{{new string(' ', 2 * 1024 * 1024)}}}";

    private readonly SampleApp _app;

    public ErrorTableTests(SampleApp app)
    {
        _app = app;
        app.Sandbox.Reset();
        app.Sandbox.Pdp.Permit();
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<string, string, int, string> Refused =>
        new()
        {
            { "GET", "/v1/regnskapssystem/31090447/aapnekrav", 400, "KB-006" },
            { "GET", "/v1/regnskapssystem/31090447A/aapnekrav", 400, "KB-006" },
            { "GET", "/v1/regnskapssystem/٣١٠٩٠٤٤٧٣/aapnekrav", 400, "KB-006" },
            { "GET", Period + "2024-01-01&tilOgMed=2026-01-01", 400, "KB-006" },
            { "GET", Period + "2026-02-30", 400, "KB-006" },
            { "GET", Period + "2026-01-02&tilOgMed=2026-01-01", 400, "KB-006" },
            { "GET", Clients + "?side=0", 400, "KB-006" },
            { "GET", Clients + "?side=en", 400, "KB-006" },
            { "POST", Reports, 400, "KB-006" },
            { "PUT", Reports, 405, "KB-003" },
            { "GET", "/v1/finans/310904473/krav", 403, "KB-005" },
            { "GET", "/v1/bank/310904473/aapnekrav", 404, "KB-003" },
            { "GET", "/openapi/v2.json", 404, "KB-003" },
            { "GET", "/v1/regnskapssystem/310904473/oversikt", 404, "KB-003" },
            { "GET", "/v1/regnskapssystem/987654321/aapnekrav", 404, "KB-009" },
            { "GET", Period + "2020-01-01&tilOgMed=2021-01-01", 404, "KB-007" },
        };

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task The_documented_error_comes_when_a_request_cannot_be_served(
        string method,
        string path,
        int status,
        string kode
    )
    {
        await ShouldBeAsync(_app, () => new(new(method), path), status, kode);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("""{"inntektsaar":2025,"andel":[]}""")]
    public async Task The_documented_error_comes_when_a_report_is_malformed(string report) =>
        await ShouldBeAsync(_app, () => Report(report), 400, "KB-006");

    [Fact]
    public async Task The_documented_error_comes_when_a_report_is_two_megabytes() =>
        await ShouldBeAsync(_app, () => Report(s_large), 400, "KB-006");

    [Fact]
    public async Task The_documented_error_comes_when_a_report_is_not_json() =>
        await ShouldBeAsync(_app, () => Report("<xml/>", "application/xml"), 415, "KB-008");

    [Fact]
    public async Task The_documented_error_comes_when_the_token_is_missing() =>
        await ShouldBeAsync(_app, () => new(HttpMethod.Get, Claims), 401, "KB-004", _app.CreateClient());

    [Fact]
    public async Task The_documented_error_comes_when_the_scope_is_missing()
    {
        var client = _app.CreateClient(Owner, "another:scope");
        await ShouldBeAsync(_app, () => new(HttpMethod.Get, Claims), 403, "DAS-008", client);
    }

    [Fact]
    public async Task The_documented_error_comes_when_the_right_is_missing()
    {
        _app.Sandbox.Pdp.Always.NotApplicable();
        await ShouldBeAsync(_app, () => new(HttpMethod.Get, Claims), 403, "DAS-008");
    }

    [Fact]
    public async Task The_documented_error_comes_when_altinn_is_gone()
    {
        using var other = new SampleApp();
        other.Sandbox.Pdp.Always.Fail(503);
        other.BreakDirectory();
        await ShouldBeAsync(other, () => new(HttpMethod.Get, Claims), 503, "KB-002");
        await ShouldBeAsync(other, () => new(HttpMethod.Get, Clients), 503, "KB-002");
    }

    [Fact]
    public async Task The_documented_error_comes_when_maskinporten_is_gone()
    {
        using var other = new SampleApp();
        other.Sandbox.Metadata.Always.Fail(503);
        await ShouldBeAsync(other, () => new(HttpMethod.Get, Claims), 503, "KB-002");
    }

    [Theory]
    [InlineData(true, "KB-002")]
    [InlineData(false, "KB-001")]
    public async Task The_documented_error_comes_when_the_database_or_the_api_fails(bool isDatabase, string kode)
    {
        var register = new Mock<IKravregister>(MockBehavior.Strict);
        register
            .Setup(r => r.FindAapneKravAsync(It.IsAny<AuthorizedParty>(), It.IsAny<CancellationToken>()))
            .ThrowsAsync(isDatabase ? new NpgsqlException("gone") : new InvalidOperationException("a fault"));
        using var other = SampleApp.With(register.Object);
        other.Sandbox.Pdp.Permit();
        await ShouldBeAsync(other, () => new(HttpMethod.Get, Claims), 500, kode);
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("application/xml")]
    public async Task The_documented_error_comes_when_a_vendor_calls_too_often(string accept)
    {
        using var other = SampleApp.With(builder =>
            builder.UseSetting("RateLimit:Burst", "1").UseSetting("RateLimit:RequestsPerSecond", "1")
        );
        other.Sandbox.Pdp.Permit();
        using var client = other.CreateClient(Owner);
        client.DefaultRequestHeaders.Add("Accept", accept);
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => client.GetAsync(Claims, Cancel)));
        var answer = answers.First(one => one.StatusCode == HttpStatusCode.TooManyRequests);
        await (
            accept == "application/xml"
                ? answer.ShouldBeXmlFeilAsync(HttpStatusCode.TooManyRequests, "DAS-003")
                : answer.ShouldBeFeilAsync(HttpStatusCode.TooManyRequests, "DAS-003")
        );
    }

    private static HttpRequestMessage Report(string body, string contentType = "application/json")
    {
        var request = new HttpRequestMessage(HttpMethod.Post, Reports)
        {
            Content = new StringContent(body, Encoding.UTF8, contentType),
        };
        request.Headers.Add("Korrelasjonsid", Guid.NewGuid().ToString());
        return request;
    }

    private static async Task ShouldBeAsync(
        SampleApp app,
        Func<HttpRequestMessage> request,
        int status,
        string kode,
        HttpClient? caller = null
    )
    {
        using var client = caller ?? app.CreateClient(Owner, SampleApp.Scope, SampleApp.ReportScope);
        using var json = request();
        await (await client.SendAsync(json, Cancel)).ShouldBeFeilAsync((HttpStatusCode)status, kode);

        using var xml = request();
        xml.Headers.TryAddWithoutValidation("Accept", "application/xml, application/json;q=0.9");
        await (await client.SendAsync(xml, Cancel)).ShouldBeXmlFeilAsync((HttpStatusCode)status, kode);
    }
}
