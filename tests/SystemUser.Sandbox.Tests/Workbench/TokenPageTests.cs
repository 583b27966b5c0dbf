using System.Net;
using SystemUser.Sandbox.Tests.Portal;
using SystemUser.Sandbox.Tests.World;

namespace SystemUser.Sandbox.Tests.Workbench;

public sealed class TokenPageTests : WorkbenchTest
{
    private const string Scope = "skatteetaten:kravogbetalinger";

    [Fact]
    public async Task Token_is_made_for_a_system_user_and_judged()
    {
        var page = await MintAsync(("systemUser", The.SystemUser.ToString()), ("scopes", Scope), ("lifetime", "80"));

        page.Text.ShouldContain("An API would let it in");
        page.Text.ShouldContain("The key is known, and the signature is good.");
        page.Text.ShouldContain("It expires in 80 s.");
        page.Text.ShouldContain("It speaks for one system user, of TILFELDIG SUBTIL APE in SmartCloud 1.");
        page.Text.ShouldContain("-H 'Authorization: Bearer eyJ");
        (await Host.Http.GetStringAsync("/workbench/log/export", Cancelled)).ShouldBe("[]");
    }

    [Fact]
    public async Task Claims_are_put_in_the_place_of_the_usual_ones()
    {
        var page = await MintAsync(
            ("systemUser", The.SystemUser.ToString()),
            ("scopes", Scope),
            ("claims", """{"iss":"https://elsewhere.test/","exp":1,"consumer":null,"aud":"me"}""")
        );

        page.Text.ShouldContain("The issuer is https://elsewhere.test/");
        page.Text.ShouldContain("401 token-expired");
        var claims = page.Text[
            page.Text.IndexOf("Copy Claims", StringComparison.Ordinal)..page.Text.IndexOf(
                "Make one",
                StringComparison.Ordinal
            )
        ];
        claims.ShouldContain("\"aud\": \"me\"");
        claims.ShouldNotContain("\"consumer\"");
    }

    [Theory]
    [InlineData("lifetime", "0")]
    [InlineData("lifetime", "soon")]
    [InlineData("claims", "[]")]
    [InlineData("claims", "{")]
    [InlineData("claims", """{"a":1,"a":2}""")]
    [InlineData("claims", """{"a":"\ud800"}""")]
    [InlineData("claims", """{"\ud800":"a"}""")]
    [InlineData("claims", """{"a":[{"\ud800":1}]}""")]
    [InlineData("systemUser", "nobody")]
    public async Task Token_is_not_made_when_the_form_is_wrong(string field, string value)
    {
        var page = await MintAsync((field, value));

        page.Status.ShouldBe(HttpStatusCode.BadRequest);
        page.Html.ShouldContain("role=\"alert\"");
        page.Html.ShouldNotContain("id=\"token\"");
    }

    [Fact]
    public async Task Token_is_judged_against_what_an_api_demands()
    {
        var token = await Host.Http.GetStringAsync(
            $"/api/GetSystemUserToken?systemUserId={The.SystemUser}&scopes={Scope}",
            Cancelled
        );

        var good = await JudgeAsync(("token", token), ("requiredScopes", Scope), ("resource", The.Resource));
        good.Text.ShouldContain("An API would let it in");
        good.Text.ShouldContain($"The decision point answers Permit to read on {The.Resource} for {The.Customer}");

        var bad = await JudgeAsync(
            ("token", $"Bearer {token}"),
            ("requiredScopes", "other:scope"),
            ("audience", "https://api.example.no"),
            ("resource", The.Resource),
            ("party", The.Stranger)
        );
        bad.Text.ShouldContain("An API would refuse it");
        bad.Text.ShouldContain("It lacks the scope other:scope: 403 insufficient-scope.");
        bad.Text.ShouldContain("It is not for the audience https://api.example.no");
        bad.Text.ShouldContain("The decision point answers NotApplicable");
    }

    [Theory]
    [InlineData("no token at all", "It is no JWT")]
    [InlineData("eyJhbGciOiJub25lIn0.eyJpc3MiOiJ4In0.", "The algorithm is none")]
    [InlineData(
        "eyJhbGciOiJSUzI1NiIsImtpZCI6IngifQ.eyJpc3MiOiJ4In0.AAAA",
        "The key x is not among those that are published."
    )]
    public async Task Whatever_is_pasted_is_judged(string token, string finding)
    {
        (await JudgeAsync(("token", token))).Text.ShouldContain(finding);
    }

    private Task<PortalPage> MintAsync(params (string Name, string Value)[] fields) =>
        SendAsync("/tokens", "/tokens", fields);

    private Task<PortalPage> JudgeAsync(params (string Name, string Value)[] fields) =>
        SendAsync("/tokens", "/tokens/judge", fields);
}
