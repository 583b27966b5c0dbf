using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SystemUser.AspNetCore.Authorization;
using SystemUser.AspNetCore.Claims;
using SystemUser.AspNetCore.Decisions;
using SystemUser.AspNetCore.Testing;
using SystemUser.Sandbox.Wire.Scripted;

namespace KravOgBetalingerApi.Tests.Examples;

/// <summary>What docs/migrating.md prints: an app whose old check lets everybody in.</summary>
internal static class MigratingApp
{
    public static WebApplication Build(ScriptedSandbox sandbox, bool hasSwitched, ILoggerProvider log)
    {
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseTestServer();
        builder.Logging.ClearProviders().AddProvider(log);
        builder.UseSystemUserSandbox(sandbox);
        builder.Configuration["SystemUser:RequiredScopes:0"] = "skatteetaten:kravogbetalinger";
        builder.Services.AddSystemUserAuthorization();
        var app = builder.Build();
        if (hasSwitched)
        {
            Switch(app);
        }
        else
        {
            app.MapGet("/v1/krav/{orgnr}", TheOldWay).AddEndpointFilter<BesideTheOldCheck>();
            app.MapGet("/v1/typed/{orgnr}", TheOldTypedWay).AddEndpointFilter<BesideTheOldCheck>();
        }

        return app;
    }

    private static void Switch(WebApplication app)
    {
        app.MapGet("/v1/krav/{orgnr}", TheNewWay)
            .RequireSystemUserRight(
                "ske-krav-og-betalinger",
                right =>
                {
                    right.PartyFromRoute = "orgnr";
                    right.AllowClients = true;
                }
            );
    }

    private static IResult TheOldWay(string orgnr, bool isRefused = false) =>
        isRefused ? TypedResults.StatusCode(StatusCodes.Status403Forbidden) : TypedResults.Text(orgnr);

    private static Results<ForbidHttpResult, ContentHttpResult> TheOldTypedWay(string orgnr, bool isRefused = false) =>
        isRefused ? TypedResults.Forbid() : TypedResults.Text(orgnr);

    private static string TheNewWay(AuthorizedParty party) => party.ToString();
}

public sealed class BesideTheOldCheck(ISystemUserAuthorizer authorizer, ILogger<BesideTheOldCheck> logger)
    : IEndpointFilter
{
    private static readonly SystemUserRight s_right = new(
        ResourceId.Parse("ske-krav-og-betalinger"),
        ActionId.Parse("read")
    );

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var answer = await next(context);
        var request = context.HttpContext;
        var said = answer is INestedHttpResult nested ? nested.Result : answer;
        var mayByTheOldCheck =
            said is not (IStatusCodeHttpResult { StatusCode: 401 or 403 } or ForbidHttpResult or ChallengeHttpResult);
        if (OrganizationNumber.TryParse(request.GetRouteValue("orgnr") as string, out var party))
        {
            var result = await authorizer.AuthorizeAsync(request, s_right, party);
            var isUndecided = result.Problem?.Status == StatusCodes.Status503ServiceUnavailable;
            if (!isUndecided && result.Succeeded != mayByTheOldCheck)
            {
                logger.LogWarning(
                    "The old check said {Old}, the new one {New}, for {Party}.",
                    mayByTheOldCheck,
                    result.Problem?.Code ?? "granted",
                    party
                );
            }
        }

        return answer;
    }
}
