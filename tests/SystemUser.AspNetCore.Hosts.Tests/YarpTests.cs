using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using SystemUser.AspNetCore.Tests.Authorization;
using Yarp.ReverseProxy.Configuration;

namespace SystemUser.AspNetCore.Hosts.Tests;

public sealed class YarpTests
{
    private static readonly RouteConfig s_route = new()
    {
        RouteId = "regnskap",
        ClusterId = "regnskap",
        AuthorizationPolicy = "regnskap",
        Match = new RouteMatch { Path = "/regnskap", Methods = ["GET"] },
    };

    private static readonly ClusterConfig s_nobody = new()
    {
        ClusterId = "regnskap",
        Destinations = new Dictionary<string, DestinationConfig>
        {
            ["nobody"] = new() { Address = "http://127.0.0.1:9/" },
        },
    };

    [Fact]
    public async Task Refuses_before_proxying_without_token_or_right()
    {
        await using var door = await OpenAsync();
        door.Sandbox.Pdp.Always.Deny();

        (await door.GetAsync("/regnskap")).ShouldBe(401, "token-missing", "Bearer");
        (await door.GetAsync("/regnskap", door.Token())).ShouldBe(403, "right-missing");
    }

    [Fact]
    public async Task Proxies_with_the_right()
    {
        await using var door = await OpenAsync();
        door.Sandbox.Pdp.Permit();

        (await door.GetAsync("/regnskap", door.Token())).Status.ShouldBe(502); // nobody listens there
    }

    private static Task<Door> OpenAsync() =>
        Door.OpenAsync(
            app => app.MapReverseProxy(),
            services =>
            {
                services.AddReverseProxy().LoadFromMemory([s_route], [s_nobody]);
                services
                    .AddAuthorizationBuilder()
                    .AddPolicy("regnskap", policy => policy.RequireSystemUserRight(Door.Resource));
            }
        );
}
