using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ApplicationParts;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.Razor.Compilation;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.DependencyInjection;
using SystemUser.AspNetCore.Authorization;
using SystemUser.AspNetCore.Claims;
using SystemUser.AspNetCore.Decisions;
using SystemUser.Sandbox.Wire.Scripted;

namespace SystemUser.AspNetCore.Tests.Authorization;

/// <summary>A refusal that code got and returns is, byte for byte, the one that the attribute gives.</summary>
public sealed partial class ToResultTests
{
    private static readonly string[] s_paths =
    [
        "/minimal/result",
        "/minimal/typed",
        "/minimal/object",
        "/minimal/union",
        "/minimal/filter",
        "/mvc/action-result",
        "/mvc/of-string",
        "/mvc/of-object",
        "/mvc/object",
        "/mvc/result",
        "/mvc/resource-filter",
        "/One",
    ];

    [Theory]
    [InlineData("deny", false)]
    [InlineData("outage", false)]
    [InlineData("outage", true)]
    [InlineData("scope", false)]
    [InlineData("no token", false)]
    [InlineData("broken token", false)]
    [InlineData("plain token", false)]
    public async Task ToResult_answers_as_the_attribute_does_wherever_it_is_returned(string cause, bool withOwnWriter)
    {
        await using var door = await OpenAsync(services =>
        {
            if (cause == "outage")
            {
                services.AddSingleton<IPolicyDecisionPoint, Down>(); // whose every answer is the same: no circuit opens
            }

            if (withOwnWriter)
            {
                services.AddScoped<ISystemUserProblemWriter, OwnWriter>();
            }
        });
        var token = Arrange(door, cause);

        var attribute = await door.GetAsync("/attribute", token);

        attribute.Status.ShouldBeGreaterThanOrEqualTo(400);
        foreach (var path in s_paths)
        {
            var reply = await door.GetAsync(path, token);
            (path + Comparable(reply)).ShouldBe(path + Comparable(attribute));
        }
    }

    [Fact]
    public async Task ToResult_answers_the_same_beside_middleware_that_fills_empty_answers()
    {
        await using var door = await OpenAsync(services =>
            services.AddProblemDetails().AddResponseCompression(options => options.EnableForHttps = true)
        );
        await using var beside = await OpenAsync(
            services => services.AddProblemDetails().AddResponseCompression(options => options.EnableForHttps = true),
            app => app.UseResponseCompression().UseExceptionHandler().UseStatusCodePages()
        );
        door.Sandbox.Pdp.Always.Deny();
        beside.Sandbox.Pdp.Always.Deny();

        foreach (var path in s_paths)
        {
            var alone = Comparable(await door.GetAsync(path, door.Token()));
            Comparable(await beside.GetAsync(path, beside.Token())).ShouldBe(alone, path);
        }
    }

    [Fact]
    public async Task ToResult_runs_the_apps_OnChallenge_and_OnForbidden()
    {
        var seen = new List<string>();
        await using var door = await OpenAsync(services =>
            services
                .AddAuthentication()
                .AddMaskinporten(options =>
                    options.Events = new()
                    {
                        OnChallenge = _ => Note("challenge"),
                        OnForbidden = _ => Note("forbidden"),
                    }
                )
        );
        door.Sandbox.Pdp.Always.Deny();

        await door.GetAsync("/minimal/result");
        await door.GetAsync("/mvc/of-object", door.Token());

        seen.ShouldBe(["challenge", "forbidden"]);

        Task Note(string happened)
        {
            seen.Add(happened);
            return Task.CompletedTask;
        }
    }

    [Fact]
    public async Task ToResult_writes_nothing_when_the_response_has_begun()
    {
        await using var door = await OpenAsync(
            _ => { },
            app =>
                app.Map(
                    "/begun",
                    branch =>
                        branch.Run(async context =>
                        {
                            await context.Response.WriteAsync("begun");
                            IResult result = (await AskAsync(context)).ToResult();
                            await result.ExecuteAsync(context);
                        })
                )
        );

        (await door.GetAsync("/begun")).ShouldBeOk("begun");
    }

    private static MaskinportenToken? Arrange(Door door, string cause)
    {
        door.Sandbox.Pdp.Always.Deny();
        return cause switch
        {
            "no token" => null,
            "broken token" => door.Token().SignedWith("none"),
            "plain token" => door.Sandbox.PlainToken().WithScopes(Door.Scope),
            "scope" => door.Sandbox.SystemUser(),
            _ => door.Token(),
        };
    }

    private static string Comparable(Reply reply) =>
        string.Join(
            '\n',
            reply.Status,
            reply.Challenge,
            reply.RetryAfter,
            reply.CacheControl,
            reply.Type,
            reply.Location,
            TraceId().Replace(reply.Body, "")
        );

    [GeneratedRegex("\"traceId\":\"[^\"]*\"")]
    private static partial Regex TraceId();

    private static Task<Door> OpenAsync(
        Action<IServiceCollection> services,
        Action<WebApplication>? middleware = null
    ) =>
        Door.OpenAsync(
            app =>
            {
                middleware?.Invoke(app);
                app.MapControllers();
                app.MapRazorPages();
                app.MapGet("/attribute", () => "in").RequireSystemUserRight(Door.Resource);
                app.MapGet(
                    "/minimal/result",
                    async Task<IResult> (HttpContext context) => (await AskAsync(context)).ToResult()
                );
                app.MapGet(
                    "/minimal/typed",
                    async (HttpRequest request) => (await AskAsync(request.HttpContext)).ToResult()
                );
                app.MapGet(
                    "/minimal/object",
                    async Task<object> (HttpContext context) => (await AskAsync(context)).ToResult()
                );
                app.MapGet(
                    "/minimal/union",
                    async Task<Results<Ok<string>, SystemUserProblemResult>> (HttpContext context) =>
                        await AskAsync(context) is { } problem ? problem.ToResult() : TypedResults.Ok("in")
                );
                app.MapGet("/minimal/filter", () => "in")
                    .AddEndpointFilter(
                        async (context, next) =>
                            await AskAsync(context.HttpContext) is { } problem
                                ? problem.ToResult()
                                : await next(context)
                    );
            },
            all =>
            {
                all.AddRazorPages();
                ControllerTests.AddControllers(all, [typeof(ReturningController)]);
                all.AddControllers()
                    .ConfigureApplicationPartManager(parts => parts.FeatureProviders.Add(new OneView()));
                services(all);
            }
        );

    private static async Task<SystemUserProblem> AskAsync(HttpContext context)
    {
        var authorizer = context.RequestServices.GetRequiredService<ISystemUserAuthorizer>();
        var right = new SystemUserRight(Door.Resource, "read");
        var result = await authorizer.AuthorizeAsync(context, right, OrganizationNumber.Parse(Door.Owner));
        return result.Problem.ShouldNotBeNull();
    }

    private sealed class ReturningController : ControllerBase
    {
        [HttpGet("/mvc/action-result")]
        public async Task<IActionResult> GetAsync() => (await AskAsync(HttpContext)).ToResult();

        [HttpGet("/mvc/of-string")]
        public async Task<ActionResult<string>> GetStringAsync() => (await AskAsync(HttpContext)).ToResult();

        [HttpGet("/mvc/of-object")]
        public async Task<ActionResult<object>> GetAnyAsync() => (await AskAsync(HttpContext)).ToResult();

        [HttpGet("/mvc/object")]
        public async Task<object> GetObjectAsync() => (await AskAsync(HttpContext)).ToResult();

        [HttpGet("/mvc/result")]
        public async Task<IResult> GetResultAsync() => (await AskAsync(HttpContext)).ToResult();

        [HttpGet("/mvc/resource-filter"), AskingFilter]
        public string Get() => "in";
    }

    [AttributeUsage(AttributeTargets.Method)]
    private sealed class AskingFilterAttribute : Attribute, IAsyncResourceFilter
    {
        public async Task OnResourceExecutionAsync(ResourceExecutingContext context, ResourceExecutionDelegate next) =>
            context.Result = (await AskAsync(context.HttpContext)).ToResult();
    }

    private sealed class ReturningModel : PageModel
    {
        public async Task<IActionResult> OnGetAsync() => (await AskAsync(HttpContext)).ToResult();
    }

    private sealed class ReturningPage : Page
    {
        public ReturningModel Model => new();

        public override Task ExecuteAsync() => Task.CompletedTask;
    }

    private sealed class Down : IPolicyDecisionPoint
    {
        public ValueTask<PolicyDecision> DecideAsync(DecisionQuestion question, CancellationToken cancellationToken) =>
            throw new PolicyDecisionPointException("It is down.")
            {
                IsTransient = true,
                RetryAfter = TimeSpan.FromSeconds(7),
            };

        public ValueTask<IReadOnlyList<PolicyDecision>> DecideManyAsync(
            IReadOnlyList<DecisionQuestion> questions,
            CancellationToken cancellationToken
        ) => throw new InvalidOperationException("Nobody asks several questions here.");
    }

    private sealed class OwnWriter : ISystemUserProblemWriter
    {
        public Task WriteAsync(
            HttpContext httpContext,
            SystemUserProblem problem,
            CancellationToken cancellationToken
        ) => httpContext.Response.WriteAsJsonAsync(new { kode = problem.Code }, cancellationToken);
    }

    /// <summary>A page as the Razor compiler leaves it.</summary>
    private sealed class OneView : IApplicationFeatureProvider<ViewsFeature>
    {
        public void PopulateFeature(IEnumerable<ApplicationPart> parts, ViewsFeature feature) =>
            feature.ViewDescriptors.Add(
                new CompiledViewDescriptor { RelativePath = "/Pages/One.cshtml", Item = new Item() }
            );

        private sealed class Item : Microsoft.AspNetCore.Razor.Hosting.RazorCompiledItem
        {
            public override string Identifier => "/Pages/One.cshtml";

            public override string Kind => "mvc.1.0.razor-page";

            public override IReadOnlyList<object> Metadata => [];

            public override Type Type => typeof(ReturningPage);
        }
    }
}
