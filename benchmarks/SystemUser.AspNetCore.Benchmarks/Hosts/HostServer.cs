using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SystemUser.AspNetCore.Authorization;
using SystemUser.AspNetCore.Claims;
using SystemUser.AspNetCore.Decisions;

namespace SystemUser.AspNetCore.Benchmarks.Hosts;

/// <summary>One host of an app with several: it answers of how many clients a system user may read the claims.</summary>
internal static class HostServer
{
    public const string Scope = "skatteetaten:kravogbetalinger";
    public const string Redis = "HostServer:Redis";

    private const string Resource = "ske-krav-og-betalinger";
    private const int FirstClient = 310_000_000;

    // Longer than a balancer needs to see that the host is going.
    private static readonly TimeSpan s_farewell = TimeSpan.FromSeconds(1);

    /// <summary>Serves as a process: writes its address, and goes when standard input ends: it says so to the balancer first, then answers all that it has taken.</summary>
    public static async Task<int> RunAsync()
    {
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddSystemUserAuthorization().AddRedis(builder.Configuration[Redis]!);
        await using var app = builder.Build();
        var isGoing = false;
        app.MapGet(
            "/ready",
            () => Results.StatusCode(isGoing ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status200OK)
        );
        Map(app);
        await app.StartAsync();
        await Console.Out.WriteLineAsync(app.Urls.Single());
        while (await Console.In.ReadLineAsync() is not null)
        {
            // Nothing is said to it but that it should go.
        }

        isGoing = true;
        await Task.Delay(s_farewell, TimeProvider.System);
        await app.StopAsync();
        return 0;
    }

    private static void Map(WebApplication app)
    {
        app.MapGet("/krav", () => Results.NoContent()).RequireSystemUserRight(Resource);
        app.MapGet("/klienter/{first:int}/{count:int}", CountAsync).RequireMaskinportenScope(Scope);
        app.MapPost(
                "/glem",
                (AltinnSystemUser systemUser, ISystemUserAuthorizer authorizer, CancellationToken aborted) =>
                    authorizer.ForgetAsync(systemUser.Id, aborted).AsTask()
            )
            .RequireMaskinportenScope(Scope);
    }

    private static async Task<int> CountAsync(
        int first,
        int count,
        AltinnSystemUser systemUser,
        ISystemUserAuthorizer authorizer,
        CancellationToken aborted
    )
    {
        var right = new SystemUserRight(Resource, "read");
        var questions = new SystemUserQuestion[count];
        for (var i = 0; i < count; i++)
        {
            var client = (FirstClient + first + i).ToString(CultureInfo.InvariantCulture);
            questions[i] = new(right, OrganizationNumber.Parse(client));
        }

        var results = await authorizer.AuthorizeManyAsync(systemUser, questions, aborted);
        return results.Count(result => result.Succeeded);
    }
}
