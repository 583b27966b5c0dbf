using System.Net;
using KravOgBetalingerApi.Tests.Support;
using SystemUser.Sandbox.Wire;
using SystemUser.Sandbox.Wire.Scripted;

namespace KravOgBetalingerApi.Tests.Endpoints;

/// <summary>Who gets in, and what the others are told.</summary>
public sealed class AccessTests : IDisposable
{
    private const string Owner = "310904473";
    private const string Path = "/v1/regnskapssystem/310904473/aapnekrav";
    private readonly SampleApp _app = new();

    public static TheoryData<string> Protected =>
        [
            Path,
            "/v1/regnskapssystem/310904473/krav?fraOgMed=2026-01-01",
            "/v1/regnskapssystem/310904473/innbetalinger?fraOgMed=2026-01-01",
            "/v1/regnskapssystem/310904473/utbetalinger?fraOgMed=2026-01-01",
            "/v1/regnskapssystem/egen/aapnekrav",
            "/v1/regnskapssystem/klienter/aapnekrav",
            "/v1/finans/310904473/aapnekrav",
        ];

    [Theory]
    [MemberData(nameof(Protected))]
    public async Task The_answer_is_401_when_there_is_no_token(string path)
    {
        using var client = _app.CreateClient();
        var answer = await client.GetAsync(path, Cancel);
        await answer.ShouldBeFeilAsync(HttpStatusCode.Unauthorized, "KB-004");
        answer.Headers.WwwAuthenticate.ToString().ShouldBe("Bearer");
        _app.Sandbox.Calls.ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Protected))]
    public async Task The_answer_is_401_when_the_token_has_expired(string path)
    {
        using var client = _app.CreateClient(
            _app.Sandbox.SystemUser(Owner).WithScopes(SampleApp.Scope).ExpiresIn(TimeSpan.FromMinutes(-5))
        );
        var answer = await client.GetAsync(path, Cancel);
        await answer.ShouldBeFeilAsync(HttpStatusCode.Unauthorized, "KB-004");
        answer.Headers.WwwAuthenticate.ToString().ShouldBe("Bearer error=\"invalid_token\"");
    }

    [Theory]
    [MemberData(nameof(Protected))]
    public async Task The_answer_is_403_when_the_scope_is_missing(string path)
    {
        using var client = _app.CreateClient(Owner, "another:scope");
        var answer = await client.GetAsync(path, Cancel);
        await answer.ShouldBeFeilAsync(HttpStatusCode.Forbidden, "DAS-008");
        answer.Headers.WwwAuthenticate.ToString().ShouldContain("insufficient_scope");
        _app.Sandbox.Pdp.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_answer_is_403_when_the_token_is_for_consent()
    {
        using var client = _app.CreateClient(_app.Sandbox.ConsentToken(Owner).WithScopes(SampleApp.Scope));
        var answer = await client.GetAsync(Path, Cancel);
        await answer.ShouldBeFeilAsync(HttpStatusCode.Forbidden, "DAS-008");
        _app.Sandbox.Pdp.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_answer_is_403_when_the_right_is_missing()
    {
        _app.Sandbox.Pdp.Always.NotApplicable();
        using var client = _app.CreateClient(Owner);
        var answer = await client.GetAsync(Path, Cancel);
        var melding = await answer.ShouldBeFeilAsync(HttpStatusCode.Forbidden, "DAS-008");
        melding.ShouldContain("ske-krav-og-betalinger/read");
        melding.ShouldContain(Owner);
    }

    [Fact]
    public async Task The_answer_is_403_when_the_permit_demands_a_higher_level()
    {
        _app.Sandbox.Pdp.Always.Permit(level: 4);
        using var client = _app.CreateClient(Owner);
        var answer = await client.GetAsync(Path, Cancel);
        await answer.ShouldBeFeilAsync(HttpStatusCode.Forbidden, "DAS-008");
    }

    [Fact]
    public async Task Only_the_party_of_the_path_is_asked_for_when_a_client_is_read()
    {
        _app.Sandbox.Pdp.For(party: "312714051").Permit();
        _app.Sandbox.Pdp.For(party: "313750531").NotApplicable();
        using var client = _app.CreateClient("314250052");
        (await client.GetAsync("/v1/regnskapssystem/312714051/aapnekrav", Cancel)).StatusCode.ShouldBe(
            HttpStatusCode.OK
        );
        var answer = await client.GetAsync("/v1/regnskapssystem/313750531/aapnekrav", Cancel);
        await answer.ShouldBeFeilAsync(HttpStatusCode.Forbidden, "DAS-008");
    }

    [Theory]
    [InlineData("aapnekrav")]
    [InlineData("krav")]
    [InlineData("innbetalinger")]
    [InlineData("utbetalinger")]
    public async Task Finans_is_refused_when_there_is_no_consent(string resource)
    {
        using var client = _app.CreateClient(Owner);
        var answer = await client.GetAsync($"/v1/finans/{Owner}/{resource}", Cancel);
        await answer.ShouldBeFeilAsync(HttpStatusCode.Forbidden, "KB-005");
        _app.Sandbox.Pdp.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_answer_is_503_and_recovers_when_altinn_is_gone_and_returns()
    {
        _app.Sandbox.Pdp.Always.Fail(503);
        using var client = _app.CreateClient(Owner);
        var answer = await client.GetAsync(Path, Cancel);
        await answer.ShouldBeFeilAsync(HttpStatusCode.ServiceUnavailable, "KB-002");
        answer.Headers.RetryAfter.ShouldNotBeNull();

        _app.Sandbox.Pdp.Always.Permit();
        (await client.GetAsync(Path, Cancel)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Answers_503_when_altinn_cannot_decide()
    {
        _app.Sandbox.Pdp.Always.Indeterminate(PdpStatus.ProcessingError);
        using var client = _app.CreateClient(Owner);
        var answer = await client.GetAsync(Path, Cancel);
        await answer.ShouldBeFeilAsync(HttpStatusCode.ServiceUnavailable, "KB-002");
    }

    [Fact]
    public async Task The_answer_is_503_when_maskinporten_is_gone()
    {
        _app.Sandbox.Metadata.Always.Fail(503);
        using var client = _app.CreateClient(Owner);
        var answer = await client.GetAsync(Path, Cancel);
        await answer.ShouldBeFeilAsync(HttpStatusCode.ServiceUnavailable, "KB-002");
    }

    [Fact]
    public async Task The_root_answers_when_the_caller_is_anonymous()
    {
        using var client = _app.CreateClient();
        (await client.GetAsync("/", Cancel)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    public void Dispose() => _app.Dispose();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;
}
