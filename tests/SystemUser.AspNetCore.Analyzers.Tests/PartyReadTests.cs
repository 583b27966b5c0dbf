using SystemUser.AspNetCore.Analyzers.Tests.Support;

namespace SystemUser.AspNetCore.Analyzers.Tests;

public sealed class PartyReadTests
{
    [Fact]
    public Task From_the_route_in_an_action_is_reported_and_mended() =>
        Analyzed.VerifyFixAsync(
            Action("$\"{{|SYSUSER008:orgnr|}} {party}\" + Find({|SYSUSER008:orgnr|}) + nameof(orgnr)"),
            Action("$\"{party.ToString()} {party}\" + Find(party.ToString()) + nameof(orgnr)")
        );

    [Fact]
    public Task From_the_route_in_an_endpoint_is_reported_and_mended() =>
        Analyzed.VerifyFixAsync(
            """
            var app = WebApplication.Create();
            app.MapGet("/krav/{orgnr}", (OrganizationNumber orgnr, AuthorizedParty party) => $"{{|SYSUSER008:orgnr|}}")
                .RequireSystemUserRight("ske-krav", right => right.PartyFromRoute = "orgnr");
            var group = app.MapGroup("/v2/{orgnr}").RequireSystemUserRight("ske-krav", right => right.PartyFromRoute = "orgnr");
            group.MapGet("/krav", (string orgnr, AuthorizedParty party) => {|SYSUSER008:orgnr|});
            """,
            """
            var app = WebApplication.Create();
            app.MapGet("/krav/{orgnr}", (OrganizationNumber orgnr, AuthorizedParty party) => $"{party.Number}")
                .RequireSystemUserRight("ske-krav", right => right.PartyFromRoute = "orgnr");
            var group = app.MapGroup("/v2/{orgnr}").RequireSystemUserRight("ske-krav", right => right.PartyFromRoute = "orgnr");
            group.MapGet("/krav", (string orgnr, AuthorizedParty party) => party.ToString());
            """
        );

    [Fact]
    public Task From_the_route_in_a_handler_that_is_named_is_reported() =>
        Analyzed.VerifyAsync(
            """
            var app = WebApplication.Create();
            app.MapGet("/mine/{orgnr}", Mine).RequireSystemUserRight("ske-krav", right => right.PartyFromRoute = "orgnr");

            static string Mine([FromRoute(Name = "orgnr")] string number, AuthorizedParty party) => {|SYSUSER008:number|};
            """
        );

    [Fact]
    public Task From_elsewhere_or_without_the_party_is_not_reported() =>
        Analyzed.VerifyAsync(
            """
            var app = WebApplication.Create();
            app.MapGet("/a/{orgnr}", (string orgnr) => orgnr).RequireSystemUserRight("ske-krav", right => right.PartyFromRoute = "orgnr");
            app.MapGet("/b/{orgnr}/{id}", (string id, AuthorizedParty party) => id).RequireSystemUserRight("ske-krav", right => right.PartyFromRoute = "orgnr");
            app.MapGet("/c/{orgnr}", ([FromQuery] string orgnr, AuthorizedParty party) => orgnr).RequireSystemUserRight("ske-krav", right => right.PartyFromRoute = "orgnr");
            app.MapGet("/d/{orgnr}", (string orgnr, AuthorizedParty party) => orgnr).RequireSystemUserRight("ske-krav");
            app.MapGet("/e/{orgnr}", (string orgnr, AuthorizedParty party) => party.ToString()).RequireSystemUserRight("ske-krav", right => right.PartyFromRoute = "orgnr");
            """
        );

    private static string Action(string expression) =>
        $$"""
            [ApiController, Route("krav/{orgnr}")]
            [RequireSystemUserRight("ske-krav", PartyFromRoute = "orgnr")]
            public sealed class KravController : ControllerBase
            {
                [HttpGet]
                public string Get(string orgnr, AuthorizedParty party) => {{expression}};

                private static string Find(string text) => text;
            }
            """;
}
