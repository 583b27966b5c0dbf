using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using SystemUser.AspNetCore.Authorization;
using SystemUser.AspNetCore.Maskinporten;

namespace SystemUser.AspNetCore.Tests.Authorization;

/// <summary>The app's code that the package calls for an answer may leave that answer to the package.</summary>
public sealed class AnswerWithinAnswerTests
{
    [Fact]
    public async Task The_body_is_the_packages_when_the_apps_writer_executes_the_packages_result()
    {
        await using var door = await OpenAsync(services =>
            services.AddSingleton<ISystemUserProblemWriter>(new LeavingWriter("result"))
        );
        door.Sandbox.Pdp.Always.Deny();

        (await door.GetAsync("/krav")).ShouldBe(401, "token-missing", "Bearer");
        (await door.GetAsync("/krav", door.Token())).ShouldBe(403, "right-missing");
    }

    [Theory]
    [InlineData("forbid")]
    [InlineData("challenge")]
    public async Task Nobody_is_let_in_when_the_apps_writer_asks_the_scheme(string way)
    {
        await using var door = await OpenAsync(services =>
            services.AddSingleton<ISystemUserProblemWriter>(new LeavingWriter(way))
        );
        door.Sandbox.Pdp.Always.Deny();

        (await door.GetAsync("/krav")).Status.ShouldBeInRange(401, 403);
        (await door.GetAsync("/krav", door.Token())).Status.ShouldBeInRange(401, 403);
    }

    [Fact]
    public async Task The_answer_is_the_packages_when_OnForbidden_executes_its_result()
    {
        await using var door = await OpenAsync(services =>
            services.Configure<JwtBearerOptions>(
                MaskinportenDefaults.AuthenticationScheme,
                options =>
                    options.Events.OnForbidden = context =>
                        ExecuteAsync(context.HttpContext, Problem("right-missing", 403))
            )
        );
        door.Sandbox.Pdp.Always.Deny();

        (await door.GetAsync("/krav", door.Token())).ShouldBe(403, "right-missing");
    }

    [Fact]
    public async Task The_answer_is_the_packages_when_OnChallenge_executes_its_result()
    {
        await using var door = await OpenAsync(services =>
            services.Configure<JwtBearerOptions>(
                MaskinportenDefaults.AuthenticationScheme,
                options =>
                    options.Events.OnChallenge = async context =>
                    {
                        context.HandleResponse();
                        await ExecuteAsync(context.HttpContext, Problem("token-missing", 401));
                    }
            )
        );

        (await door.GetAsync("/krav")).ShouldBe(401, "token-missing", "Bearer");
    }

    [Fact]
    public async Task A_refusal_goes_out_without_a_body_when_the_writer_throws_a_timeout()
    {
        await using var door = await OpenAsync(services =>
            services.AddSingleton<ISystemUserProblemWriter>(new LeavingWriter("timeout"))
        );
        door.Sandbox.Pdp.Always.Deny();

        (await door.GetAsync("/krav", door.Token())).Status.ShouldBe(403);
    }

    [Fact]
    public async Task A_part_of_a_batch_is_judged_by_its_own_token_when_the_whole_was_authenticated_before()
    {
        await using var door = await Door.OpenAsync(app =>
        {
            app.UseAuthentication();
            app.Use(
                (context, next) =>
                {
                    // As a batch middleware makes the requests of its parts: of the features of the whole.
                    var part = new DefaultHttpContext(new FeatureCollection(context.Features));
                    part.Features.Set<IHttpRequestFeature>(
                        new HttpRequestFeature
                        {
                            Method = "GET",
                            Scheme = "http",
                            Path = context.Request.Path,
                            Headers = new HeaderDictionary { ["Authorization"] = context.Request.Headers["X-Part"] },
                        }
                    );
                    part.RequestServices = context.RequestServices;
                    return next(part);
                }
            );
            app.UseRouting();
            app.UseAuthorization();
            app.MapGet("/krav", () => "krav").RequireSystemUserRight(Door.Resource);
        });
        door.Sandbox.Pdp.Permit();

        (await door.GetAsync("/krav", door.Token(), ("X-Part", "Bearer x.y.z"))).Status.ShouldBe(401);
        (await door.GetAsync("/krav", door.Token(), ("X-Part", $"Bearer {door.Token()}"))).ShouldBeOk();
    }

    private static SystemUserProblem Problem(string code, int status) => new(code, status, "Said by the app.");

    private static Task ExecuteAsync(HttpContext context, SystemUserProblem problem) =>
        ((IResult)problem.ToResult()).ExecuteAsync(context);

    private static Task<Door> OpenAsync(Action<IServiceCollection> services) =>
        Door.OpenAsync(app => app.MapGet("/krav", () => "krav").RequireSystemUserRight(Door.Resource), services);

    private sealed class LeavingWriter(string way) : ISystemUserProblemWriter
    {
        public Task WriteAsync(
            HttpContext httpContext,
            SystemUserProblem problem,
            CancellationToken cancellationToken
        ) =>
            way switch
            {
                "result" => ExecuteAsync(httpContext, problem),
                "forbid" => httpContext.ForbidAsync(MaskinportenDefaults.AuthenticationScheme),
                "challenge" => httpContext.ChallengeAsync(MaskinportenDefaults.AuthenticationScheme),
                _ => throw new TimeoutException("of the app's own store"),
            };
    }
}
