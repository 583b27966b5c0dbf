using SystemUser.AspNetCore.Analyzers.Tests.Support;

namespace SystemUser.AspNetCore.Analyzers.Tests;

public sealed class AnonymousTests
{
    [Fact]
    public Task On_one_action_with_a_demand_is_reported_and_removed() =>
        Analyzed.VerifyFixAsync(
            """
            [ApiController, Route("krav")]
            public sealed class KravController : ControllerBase
            {
                // The claims.
                [AllowAnonymous]
                [HttpGet, {|SYSUSER002:RequireSystemUserRight("ske-krav-og-betalinger")|}]
                public string Get() => "krav";
            }
            """,
            """
            [ApiController, Route("krav")]
            public sealed class KravController : ControllerBase
            {
                // The claims.
                [HttpGet, RequireSystemUserRight("ske-krav-og-betalinger")]
                public string Get() => "krav";
            }
            """
        );

    [Fact]
    public Task In_one_list_with_a_demand_is_removed_alone() =>
        Analyzed.VerifyFixAsync(
            """
            [{|SYSUSER002:RequireSystemUserRight("ske-krav-og-betalinger")|}, AllowAnonymous]
            public sealed class KravController : ControllerBase;
            """,
            """
            [RequireSystemUserRight("ske-krav-og-betalinger")]
            public sealed class KravController : ControllerBase;
            """
        );

    [Fact]
    public Task On_the_controller_is_reported_at_the_action_that_demands() =>
        Analyzed.VerifyAsync(
            """
            [AllowAnonymous]
            public abstract class Open : ControllerBase;

            [ApiController, Route("krav")]
            public sealed class KravController : Open
            {
                [HttpGet, {|SYSUSER002:RequireMaskinportenScope("a:b")|}]
                public string Get() => "krav";
            }
            """
        );

    [Fact]
    public Task On_one_action_of_a_controller_that_demands_is_an_exception_and_not_reported() =>
        Analyzed.VerifyAsync(
            """
            [ApiController, Route("krav"), RequireSystemUserRight("ske-krav-og-betalinger")]
            public sealed class KravController : ControllerBase
            {
                [HttpGet("status"), AllowAnonymous]
                public string Status() => "open";
            }
            """
        );

    [Fact]
    public Task In_the_chain_of_an_endpoint_is_reported_in_either_order() =>
        Analyzed.VerifyAsync(
            """
            var app = WebApplication.Create();
            app.MapGet("/krav", () => "krav").RequireSystemUserRight("ske-krav-og-betalinger").WithName("krav").{|SYSUSER002:AllowAnonymous()|};
            app.MapGet("/mine", () => "mine").AllowAnonymous().{|SYSUSER002:RequireMaskinportenScope("a:b")|};
            app.MapGet("/both", [AllowAnonymous, {|SYSUSER002:RequireSystemUserRight("ske-krav-og-betalinger")|}] () => "both");
            """
        );

    [Fact]
    public Task On_an_endpoint_of_a_group_that_demands_is_an_exception_and_not_reported() =>
        Analyzed.VerifyAsync(
            """
            var app = WebApplication.Create();
            app.MapGroup("/krav").RequireSystemUserRight("ske-krav-og-betalinger").MapGet("/status", () => "open").AllowAnonymous();
            app.MapGet("/open", () => "open").AllowAnonymous();
            """
        );

    [Fact]
    public Task On_the_class_around_a_handler_is_not_seen_by_the_endpoint_and_not_reported() =>
        Analyzed.VerifyAsync(
            """
            [AllowAnonymous]
            public static class Handlers
            {
                [RequireSystemUserRight("ske-krav-og-betalinger")]
                public static string Krav() => "krav";
            }
            """
        );
}
