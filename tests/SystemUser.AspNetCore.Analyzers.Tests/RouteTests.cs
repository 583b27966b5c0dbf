using Microsoft.CodeAnalysis.Testing;
using SystemUser.AspNetCore.Analyzers.Tests.Support;

namespace SystemUser.AspNetCore.Analyzers.Tests;

public sealed class RouteTests
{
    [Fact]
    public Task Of_controller_and_action_together_without_the_party_is_reported() =>
        Analyzed.VerifyAsync(
            """
            [ApiController, Route("v1/{part}")]
            [RequireSystemUserRight("ske-krav", PartyFromRoute = {|#0:"orgnr"|})]
            public sealed class KravController : ControllerBase
            {
                [HttpGet("{id:int}")]
                public string Get() => "krav";
            }
            """,
            new DiagnosticResult(Rules.RouteUnknown)
                .WithLocation(0)
                .WithMessage(
                    "PartyFromRoute names 'orgnr', which the route 'v1/{part}/{id:int}' of 'KravController.Get' does not have. Name one of its parameters."
                )
        );

    [Theory]
    [InlineData("v1/{orgnr}", "krav")]
    [InlineData("v1", "{orgnr}/krav")]
    [InlineData("v1/{ORGNR:length(9)}", "")]
    [InlineData("v1/{orgnr=310904473}", "")]
    [InlineData("v1/{*orgnr}", "")]
    [InlineData("v1/{**orgnr}", "")]
    [InlineData("v1/x{orgnr}y", "")]
    [InlineData(@"v1/{orgnr:regex(^\\d{{9}}$)}/{id?}", "")]
    [InlineData("v1", "/{orgnr}")]
    [InlineData("[controller]/[action]/{orgnr}", "")]
    public Task Of_controller_and_action_together_with_the_party_is_not_reported(string outer, string inner) =>
        Analyzed.VerifyAsync(Controller(outer, inner, "\"orgnr\""));

    [Theory]
    [InlineData("v1/{orgnr}", "/krav")]
    [InlineData("v1/{orgnr}", "~/krav")]
    [InlineData("v1/{{orgnr}}", "krav")]
    [InlineData("v1/orgnr", "")]
    public Task Of_controller_and_action_together_that_leaves_the_party_out_is_reported(string outer, string inner) =>
        Analyzed.VerifyAsync(Controller(outer, inner, "{|SYSUSER004:\"orgnr\"|}"));

    [Fact]
    public Task Of_an_attribute_of_the_apps_own_is_left_alone_whatever_it_takes() =>
        Analyzed.VerifyAsync(
            """
            public sealed class HttpVerbsAttribute(params string[] methods) : Microsoft.AspNetCore.Mvc.Routing.HttpMethodAttribute(methods);

            [ApiController, Route("v1")]
            [RequireSystemUserRight("ske-krav", PartyFromRoute = "orgnr")]
            public sealed class KravController : ControllerBase
            {
                [HttpVerbs("GET", "HEAD")]
                public string Get() => "krav";
            }
            """
        );

    [Fact]
    public Task Of_an_action_that_is_overridden_is_the_other_ones() =>
        Analyzed.VerifyAsync(
            """
            public abstract class Any : ControllerBase
            {
                [HttpGet("{id}")]
                public virtual string Get(string id) => id;
            }

            [ApiController, Route("v1")]
            [RequireSystemUserRight("ske-krav", PartyFromRoute = "orgnr")]
            public sealed class KravController : Any
            {
                [HttpGet("{orgnr}")]
                public override string Get(string orgnr) => "krav";
            }
            """
        );

    [Fact]
    public Task With_one_parameter_is_mended_with_its_name() =>
        Analyzed.VerifyFixAsync(
            Controller("v1/{partsidentifikator}", "krav", "{|SYSUSER004:\"orgnr\"|}"),
            Controller("v1/{partsidentifikator}", "krav", "\"partsidentifikator\"")
        );

    [Fact]
    public Task Of_one_action_of_several_without_the_party_is_reported() =>
        Analyzed.VerifyAsync(
            """
            [ApiController, Route("v1")]
            [RequireSystemUserRight("ske-krav", InstanceType = "urn:altinn:instance-id", InstanceFromRoute = {|SYSUSER004:"id"|})]
            public abstract class Base : ControllerBase
            {
                [HttpGet("krav/{id}")]
                public string Get() => "krav";
            }

            public sealed class KravController : Base
            {
                [HttpGet("krav")]
                public string List() => "krav";
            }
            """
        );

    [Fact]
    public Task Of_a_demand_in_another_project_is_reported_at_the_controller() =>
        Analyzed.VerifyBesideAsync(
            """
            [RequireSystemUserRight("ske-krav", PartyFromRoute = "orgnr")]
            public abstract class Base : ControllerBase;
            """,
            """
            [ApiController, Route("v1")]
            public sealed class {|SYSUSER004:KravController|} : Base
            {
                [HttpGet]
                public string Get() => "krav";
            }
            """
        );

    [Fact]
    public Task Of_a_controller_that_conventions_route_is_not_reported() =>
        Analyzed.VerifyAsync(
            """
            [RequireSystemUserRight("ske-krav", PartyFromRoute = "orgnr")]
            public sealed class KravController : Controller
            {
                public string Get() => "krav";
            }
            """
        );

    [Fact]
    public Task Of_a_class_that_is_no_controller_is_not_reported() =>
        Analyzed.VerifyAsync(
            """
            [ApiController, Route("v1"), RequireSystemUserRight("ske-krav", PartyFromRoute = "orgnr")]
            public abstract class Base : ControllerBase
            {
                [HttpGet] public string Get() => "krav";
            }

            [ApiController, Route("v1"), RequireSystemUserRight("ske-krav", PartyFromRoute = "orgnr")]
            internal sealed class Hidden : ControllerBase
            {
                [HttpGet] public string Get() => "krav";
            }

            [ApiController, Route("v1"), RequireSystemUserRight("ske-krav", PartyFromRoute = "orgnr")]
            public sealed class NoAction : ControllerBase
            {
                [NonAction] public string Get() => "krav";
                public static string Also() => "krav";
                internal string And() => "krav";
            }
            """
        );

    [Fact]
    public Task That_an_attribute_of_the_app_states_is_not_reported() =>
        Analyzed.VerifyAsync(
            """
            public sealed class PartRouteAttribute() : RouteAttribute("v1/{orgnr}");

            [ApiController, PartRoute]
            [RequireSystemUserRight("ske-krav", PartyFromRoute = "orgnr")]
            public sealed class KravController : ControllerBase
            {
                [HttpGet("krav")]
                public string Get() => "krav";
            }
            """
        );

    [Theory]
    [InlineData("app.MapGroup(\"/{orgnr}\").MapControllers();")]
    [InlineData("app.MapGroup(args[0]).MapControllers();")]
    [InlineData("_ = new Microsoft.AspNetCore.Mvc.ApplicationModels.AttributeRouteModel();")]
    [InlineData("const string Prefix = \"/v1/{orgnr}\"; app.MapControllerRoute(\"krav\", Prefix);")]
    public Task To_which_the_app_adds_the_party_elsewhere_is_not_reported(string elsewhere) =>
        Analyzed.VerifyAsync(
            $$"""
            var app = WebApplication.Create(args);
            {{elsewhere}}

            [ApiController, Route("v1")]
            [RequireSystemUserRight("ske-krav", PartyFromRoute = "orgnr")]
            public sealed class KravController : ControllerBase
            {
                [HttpGet("krav")]
                public string Get() => "krav";
            }
            """
        );

    [Fact]
    public Task Of_an_endpoint_without_the_party_is_reported() =>
        Analyzed.VerifyAsync(
            """
            var app = WebApplication.Create(args);
            app.MapGet("/krav/{part}", () => "krav").WithName("krav").RequireSystemUserRight("ske-krav", right => right.PartyFromRoute = {|SYSUSER004:"orgnr"|});
            app.MapPost("/krav", [RequireSystemUserRight("ske-krav", PartyFromRoute = {|SYSUSER004:"orgnr"|})] () => "krav");
            app.MapPut("/krav", Put);
            app.MapDelete("/krav", async context => await context.Response.WriteAsync("")).RequireAnySystemUserRight(
                ["ske-krav"],
                right =>
                {
                    right.PartyFromRoute = {|SYSUSER004:"orgnr"|};
                    right.AllowClients = true;
                });

            [RequireSystemUserRight("ske-krav", PartyFromRoute = {|SYSUSER004:"orgnr"|})]
            static string Put() => "krav";
            """
        );

    [Fact]
    public Task Of_an_endpoint_is_joined_with_those_of_its_groups() =>
        Analyzed.VerifyAsync(
            """
            var app = WebApplication.Create(args);
            var group = app.MapGroup("/v1/{orgnr}").RequireSystemUserRight("ske-krav", right => right.PartyFromRoute = "orgnr");
            group.MapGet("/krav", () => "krav");
            group.MapGroup("/{id}").MapGet("/linje", () => "linje").RequireSystemUserRight("ske-krav", right => right.PartyFromRoute = "orgnr");
            app.MapGroup("/v2").MapGet("/krav", () => "krav").RequireSystemUserRight("ske-krav", right => right.PartyFromRoute = {|SYSUSER004:"part"|});
            """
        );

    [Fact]
    public Task That_stands_behind_something_unknown_is_not_reported() =>
        Analyzed.VerifyAsync(
            """
            public static class Endpoints
            {
                public static void Map(IEndpointRouteBuilder endpoints, RouteGroupBuilder group, string prefix)
                {
                    endpoints.MapGet("/krav", () => "krav").RequireSystemUserRight("ske-krav", right => right.PartyFromRoute = "orgnr");
                    group.MapGet("/krav", () => "krav").RequireSystemUserRight("ske-krav", right => right.PartyFromRoute = "orgnr");
                    var own = group;
                    own.MapGet("/krav", () => "krav").RequireSystemUserRight("ske-krav", right => right.PartyFromRoute = "orgnr");
                }

                public static void Change(WebApplication app, RouteGroupBuilder other)
                {
                    var group = app.MapGroup("/v1");
                    group = other;
                    group.MapGet("/krav", () => "krav").RequireSystemUserRight("ske-krav", right => right.PartyFromRoute = "orgnr");
                    app.MapGet(Environment.NewLine, () => "krav").RequireSystemUserRight("ske-krav", right => right.PartyFromRoute = "orgnr");
                }
            }
            """
        );

    private static string Controller(string outer, string inner, string party) =>
        $$"""
            [ApiController, Route("{{outer}}")]
            public sealed class KravController : ControllerBase
            {
                [HttpGet{{(inner.Length == 0 ? "" : $"(\"{inner}\")")}}]
                [RequireSystemUserRight("ske-krav", PartyFromRoute = {{party}})]
                public string Get() => "krav";
            }
            """;
}
