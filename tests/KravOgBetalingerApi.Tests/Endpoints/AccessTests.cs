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
    public async Task Refuses_a_caller_without_a_token(string path)
    {
        using var client = _app.CreateClient();
        var answer = await client.GetAsync(path, Cancel);
        await answer.ShouldBeFeilAsync(HttpStatusCode.Unauthorized, "KB-004");
        answer.Headers.WwwAuthenticate.ToString().ShouldBe("Bearer");
        _app.Sandbox.Calls.ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Protected))]
    public async Task Refuses_an_expired_token(string path)
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
    public async Task Refuses_a_token_without_the_scope(string path)
    {
        using var client = _app.CreateClient(Owner, "another:scope");
        var answer = await client.GetAsync(path, Cancel);
        await answer.ShouldBeFeilAsync(HttpStatusCode.Forbidden, "DAS-008");
        answer.Headers.WwwAuthenticate.ToString().ShouldContain("insufficient_scope");
        _app.Sandbox.Pdp.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task Refuses_a_consent_token_with_the_same_scope()
    {
        using var client = _app.CreateClient(_app.Sandbox.ConsentToken(Owner).WithScopes(SampleApp.Scope));
        var answer = await client.GetAsync(Path, Cancel);
        await answer.ShouldBeFeilAsync(HttpStatusCode.Forbidden, "DAS-008");
        _app.Sandbox.Pdp.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task Refuses_a_system_user_without_the_right()
    {
        _app.Sandbox.Pdp.Always.NotApplicable();
        using var client = _app.CreateClient(Owner);
        var answer = await client.GetAsync(Path, Cancel);
        var melding = await answer.ShouldBeFeilAsync(HttpStatusCode.Forbidden, "DAS-008");
        melding.ShouldContain("ske-krav-og-betalinger/read");
        melding.ShouldContain(Owner);
    }

    [Fact]
    public async Task Refuses_a_permit_whose_level_a_system_user_does_not_have()
    {
        _app.Sandbox.Pdp.Always.Permit(level: 4);
        using var client = _app.CreateClient(Owner);
        var answer = await client.GetAsync(Path, Cancel);
        await answer.ShouldBeFeilAsync(HttpStatusCode.Forbidden, "DAS-008");
    }

    [Fact]
    public async Task Asks_for_the_party_of_the_path_and_no_other()
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
    public async Task Refuses_finans_for_want_of_consent(string resource)
    {
        using var client = _app.CreateClient(Owner);
        var answer = await client.GetAsync($"/v1/finans/{Owner}/{resource}", Cancel);
        await answer.ShouldBeFeilAsync(HttpStatusCode.Forbidden, "KB-005");
        _app.Sandbox.Pdp.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task Answers_503_while_altinn_is_gone_and_recovers()
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
    public async Task Answers_503_while_maskinporten_is_gone()
    {
        _app.Sandbox.Metadata.Always.Fail(503);
        using var client = _app.CreateClient(Owner);
        var answer = await client.GetAsync(Path, Cancel);
        await answer.ShouldBeFeilAsync(HttpStatusCode.ServiceUnavailable, "KB-002");
    }

    [Fact]
    public async Task Lets_anybody_see_that_it_runs()
    {
        using var client = _app.CreateClient();
        (await client.GetAsync("/", Cancel)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    public void Dispose() => _app.Dispose();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;
}
