using System.Net;
using KravOgBetalingerApi.Tests.Support;

namespace KravOgBetalingerApi.Tests.Errors;

/// <summary>JSON or XML, and where there is nothing to answer.</summary>
public sealed class FormatTests(SampleApp app) : IClassFixture<SampleApp>
{
    private const string Path = "/v1/regnskapssystem/310904473/aapnekrav";
    private const string Unknown = "/v1/regnskapssystem/987654321/aapnekrav";

    [Theory]
    [InlineData(null)]
    [InlineData("*/*")]
    [InlineData("application/json")]
    [InlineData("application/*")]
    [InlineData("application/xml, application/json;q=0.1")]
    [InlineData("text/csv, */*;q=0.1")]
    [InlineData("application/xml;q=0, */*")]
    [InlineData("no media type")]
    public async Task Data_are_json_when_the_caller_takes_json(string? accept) =>
        await (await GetAsync(Path, accept)).ShouldBeOkAsync();

    [Theory]
    [InlineData("text/csv")]
    [InlineData("text/*")]
    [InlineData("application/json;q=0")]
    [InlineData("application/pdf, text/html")]
    public async Task The_answer_is_406_when_the_caller_excludes_json(string accept)
    {
        foreach (var path in (string[])[Path, "/v1/regnskapssystem/egen/aapnekrav", "/v1/finans/310904473/krav"])
        {
            await (await GetAsync(path, accept)).ShouldBeFeilAsync(HttpStatusCode.NotAcceptable, "KB-008");
        }
    }

    [Theory]
    [InlineData("application/xml")]
    [InlineData("application/json;q=0, */*")]
    public async Task The_406_is_xml_when_the_caller_wants_xml(string accept)
    {
        var answer = await GetAsync(Path, accept);
        await answer.ShouldBeXmlFeilAsync(HttpStatusCode.NotAcceptable, "KB-008");
    }

    [Theory]
    [InlineData("application/xml")]
    [InlineData("application/xml, application/json;q=0.9")]
    [InlineData("application/xml;q=0.5, */*;q=0.1")]
    public async Task An_error_is_xml_when_the_caller_prefers_it(string accept)
    {
        using var client = app.CreateClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, Path);
        request.Headers.TryAddWithoutValidation("Accept", accept);
        var answer = await client.SendAsync(request, Cancel);
        await answer.ShouldBeXmlFeilAsync(HttpStatusCode.Unauthorized, "KB-004");
    }

    [Theory]
    [InlineData("application/json, application/xml")]
    [InlineData("application/xml;q=0.9, application/json")]
    [InlineData("application/xml;q=0.9, */*")]
    public async Task An_error_is_json_when_the_caller_does_not_prefer_xml(string accept) =>
        await (await GetAsync(Unknown, accept)).ShouldBeFeilAsync(HttpStatusCode.NotFound, "KB-009");

    [Theory]
    [InlineData("/v1/regnskapssystem/310904473")]
    [InlineData("/v1/regnskapssystem/310904473/oversikt")]
    [InlineData("/v1/bank/310904473/aapnekrav")]
    [InlineData("/v1/finans/310904473/oversikt")]
    [InlineData("/v2/regnskapssystem/310904473/aapnekrav")]
    [InlineData("/wp-login.php")]
    public async Task The_answer_is_404_when_the_address_is_unknown(string path) =>
        await (await GetAsync(path)).ShouldBeFeilAsync(HttpStatusCode.NotFound, "KB-003");

    [Theory]
    [InlineData("POST")]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    [InlineData("PATCH")]
    public async Task The_answer_is_405_when_the_method_is_another(string method)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), Path);
        var answer = await app.CreateClient("310904473").SendAsync(request, Cancel);
        await answer.ShouldBeFeilAsync(HttpStatusCode.MethodNotAllowed, "KB-003");
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private async Task<HttpResponseMessage> GetAsync(string path, string? accept = null)
    {
        app.Sandbox.Pdp.Permit();
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (accept is not null)
        {
            request.Headers.TryAddWithoutValidation("Accept", accept);
        }

        return await app.CreateClient(path.Contains("987654321", StringComparison.Ordinal) ? "987654321" : "310904473")
            .SendAsync(request, Cancel);
    }
}
