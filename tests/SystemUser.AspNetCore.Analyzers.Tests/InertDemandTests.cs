using Microsoft.CodeAnalysis.Testing;
using SystemUser.AspNetCore.Analyzers.Tests.Support;

namespace SystemUser.AspNetCore.Analyzers.Tests;

public sealed class InertDemandTests
{
    [Fact]
    public Task On_a_FastEndpoints_class_is_reported_with_the_way_in() =>
        Analyzed.VerifyAsync(
            """
            using FastEndpoints;

            [FastEndpoints.HttpGet("/krav")]
            [{|#0:RequireSystemUserRight("ske-krav-og-betalinger")|}]
            public sealed class KravEndpoint : EndpointWithoutRequest<string>
            {
                public override Task HandleAsync(CancellationToken ct) => Task.CompletedTask;
            }
            """,
            new DiagnosticResult(Rules.NotEvaluated)
                .WithLocation(0)
                .WithMessage(
                    "RequireSystemUserRight on 'KravEndpoint' is not evaluated, so nobody is asked for it: FastEndpoints reads the scheme of an attribute and overlooks the rest. In Configure(), call Options(endpoint => endpoint.RequireSystemUserRight(\"…\")), or RequireMaskinportenScope(\"…\")."
                )
        );

    [Fact]
    public Task On_the_method_of_a_FastEndpoints_class_is_reported() =>
        Analyzed.VerifyAsync(
            """
            using FastEndpoints;

            public sealed class KravEndpoint : EndpointWithoutRequest<string>
            {
                public override void Configure() => Get("/krav");

                [{|SYSUSER001:RequireMaskinportenScope("a:b")|}]
                public override Task HandleAsync(CancellationToken ct) => Task.CompletedTask;
            }
            """
        );

    [Theory]
    [InlineData("Options(endpoint => endpoint.RequireSystemUserRight(\"ske-krav-og-betalinger\"))")]
    [InlineData("Policy(policy => policy.RequireSystemUserRight(\"ske-krav-og-betalinger\"))")]
    [InlineData("Policies(\"krav\")")]
    public Task On_a_FastEndpoints_class_that_says_it_once_more_is_not_reported(string configure) =>
        Analyzed.VerifyAsync(
            $$"""
            using FastEndpoints;

            [RequireSystemUserRight("ske-krav-og-betalinger")]
            public sealed class KravEndpoint : EndpointWithoutRequest<string>
            {
                public override void Configure()
                {
                    Get("/krav");
                    {{configure}};
                }

                public override Task HandleAsync(CancellationToken ct) => Task.CompletedTask;
            }
            """
        );

    [Fact]
    public Task On_an_isolated_function_is_reported() =>
        Analyzed.VerifyAsync(
            """
            using Microsoft.Azure.Functions.Worker;

            public sealed class KravFunction
            {
                [Function("krav"), {|SYSUSER001:RequireSystemUserRight("ske-krav-og-betalinger")|}]
                public string Run() => "in";
            }

            [{|SYSUSER001:RequireSystemUserRight("ske-krav-og-betalinger")|}]
            public sealed class KravFunctions
            {
                [Function("krav")]
                public string Run() => "in";
            }
            """
        );

    [Fact]
    public Task On_the_class_of_a_Carter_module_is_reported() =>
        Analyzed.VerifyAsync(
            """
            using Carter;

            [{|SYSUSER001:RequireSystemUserRight("ske-krav-og-betalinger")|}]
            public sealed class KravModule : ICarterModule
            {
                public void AddRoutes(IEndpointRouteBuilder app) => app.MapGet("/krav", () => "in");
            }
            """
        );

    [Fact]
    public Task On_the_class_around_a_handler_is_reported() =>
        Analyzed.VerifyAsync(
            """
            [{|SYSUSER001:RequireSystemUserRight("ske-krav-og-betalinger")|}]
            public static class Handlers
            {
                public static string Krav() => "krav";
            }

            [{|SYSUSER001:RequireAnySystemUserRight("ske-krav-og-betalinger")|}]
            public sealed class Krav
            {
                public string Get() => "krav";
            }
            """
        );

    [Fact]
    public Task On_the_method_of_a_hub_is_reported_and_on_the_hub_is_not() =>
        Analyzed.VerifyAsync(
            """
            using Microsoft.AspNetCore.SignalR;

            [RequireSystemUserRight("ske-krav-og-betalinger", Action = "read")]
            public sealed class KravHub : Hub
            {
                [{|SYSUSER001:RequireSystemUserRight("ske-krav-og-betalinger", Action = "write")|}]
                public Task SendAsync() => Task.CompletedTask;
            }
            """
        );

    [Fact]
    public Task On_the_handler_of_a_Razor_Page_is_reported_and_on_its_model_is_not() =>
        Analyzed.VerifyAsync(
            """
            using Microsoft.AspNetCore.Mvc.RazorPages;

            [RequireSystemUserRight("ske-krav-og-betalinger")]
            public sealed class KravModel : PageModel
            {
                [{|SYSUSER001:RequireSystemUserRight("ske-krav-og-betalinger")|}]
                public void OnGet() { }
            }
            """
        );

    [Fact]
    public Task On_an_interface_of_a_controller_is_reported_at_its_action() =>
        Analyzed.VerifyAsync(
            """
            public interface IKrav
            {
                [RequireSystemUserRight("ske-krav-og-betalinger")]
                string Get();
            }

            [ApiController, Route("krav")]
            public sealed class KravController : ControllerBase, IKrav
            {
                [HttpGet]
                public string {|SYSUSER001:Get|}() => "krav";
            }
            """
        );

    /// <summary>Each of these is evaluated as soon as it is mapped, or may be by somebody whom the analyzer does not know.</summary>
    [Theory]
    [InlineData("[ApiController] public sealed class Krav : ControllerBase", "public string Get() => \"\";")]
    [InlineData("public sealed class KravController", "public string Get() => \"\";")]
    [InlineData("public abstract class KravBase", "public string Get() => \"\";")]
    [InlineData("public sealed class Krav : IDisposable", "public void Dispose() { }")]
    [InlineData("[Serializable] public sealed class Krav", "public string Get() => \"\";")]
    [InlineData("public sealed partial class Krav", "} public sealed partial class Krav {")]
    [InlineData("public sealed record Krav", "public string Get() => \"\";")]
    [InlineData("public sealed class Krav : Microsoft.AspNetCore.Components.ComponentBase", "")]
    public Task On_a_class_that_may_be_evaluated_is_not_reported(string declaration, string body) =>
        Analyzed.VerifyAsync($$"""[RequireSystemUserRight("ske-krav-og-betalinger")] {{declaration}} { {{body}} }""");

    [Fact]
    public Task On_a_handler_is_not_reported() =>
        Analyzed.VerifyAsync(
            """
            var app = WebApplication.Create();
            app.MapGet("/krav", Handlers.Krav);
            app.MapGet("/mine", [RequireSystemUserRight("ske-krav-og-betalinger")] () => "mine");
            app.MapGet("/local", Local);

            [RequireSystemUserRight("ske-krav-og-betalinger")]
            static string Local() => "local";

            public static class Handlers
            {
                [RequireSystemUserRight("ske-krav-og-betalinger")]
                public static string Krav() => "krav";
            }
            """
        );

    [Fact]
    public Task In_generated_code_is_not_reported() =>
        Analyzed.VerifyAsync(
            """
            // <auto-generated/>
            [RequireSystemUserRight("ske-krav-og-betalinger", AllowClients = true)]
            public static class Handlers;
            """
        );
}
