using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
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
        Match = new RouteMatch { Path = "/regnskap" },
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

    [Theory]
    [InlineData("GET", "read")]
    [InlineData("POST", "write")]
    [InlineData("DELETE", "write")]
    public async Task Asks_for_the_action_of_the_method_that_is_proxied(string method, string action)
    {
        await using var door = await OpenAsync();
        door.Sandbox.Pdp.Permit();

        (await door.SendAsync(new HttpMethod(method), "/regnskap", door.Token())).Status.ShouldBe(502);

        door.Sandbox.Pdp.Questions.ShouldHaveSingleItem().ActionId.ShouldBe(action);
    }

    [Theory]
    [InlineData("OPTIONS")]
    [InlineData("QUERY")]
    public async Task Refuses_a_method_that_stands_for_no_action(string method)
    {
        await using var door = await OpenAsync();

        (await door.SendAsync(new HttpMethod(method), "/regnskap", door.Token())).ShouldBe(403, "right-missing");

        door.Log.All(LogLevel.Error).ShouldBeEmpty();
    }

    [Fact]
    public async Task Refuses_a_WebSocket_of_which_nobody_knows_what_it_carries()
    {
        await using var door = await OpenAsync();

        var reply = await door.GetAsync(
            "/regnskap",
            door.Token(),
            ("Connection", "Upgrade"),
            ("Upgrade", "websocket"),
            ("Sec-WebSocket-Version", "13"),
            ("Sec-WebSocket-Key", "AQIDBAUGBwgJCgsMDQ4PEA==")
        );

        reply.ShouldBe(403, "right-missing");
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
