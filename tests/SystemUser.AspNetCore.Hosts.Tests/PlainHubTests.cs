using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using SystemUser.AspNetCore.Tests.Authorization;
using SystemUser.Sandbox.Wire.Scripted;

namespace SystemUser.AspNetCore.Hosts.Tests;

/// <summary>Hubs without a demand of the package's, and methods of theirs that ask for an authenticated caller.</summary>
public sealed class PlainHubTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/open")]
    [InlineData("/plain")]
    public async Task A_method_needs_the_scope_of_the_app(string hub)
    {
        await using var door = await OpenAsync(Door.Scope);
        await using var connection = Connect(door, hub, door.Token());
        await connection.StartAsync(Cancelled);

        (await connection.InvokeAsync<string>("Closed", Cancelled)).ShouldBe("in");
    }

    [Fact]
    public async Task A_method_of_an_open_hub_takes_no_token_for_another_API()
    {
        await using var door = await OpenAsync(Door.Scope);
        await using var connection = Connect(door, "/open", door.Sandbox.SystemUser().WithScopes("other:api"));
        await connection.StartAsync(Cancelled);

        (await connection.InvokeAsync<string>("Open", Cancelled)).ShouldBe("in");
        await Should.ThrowAsync<HubException>(() => connection.InvokeAsync<string>("Closed", Cancelled));
    }

    [Fact]
    public async Task A_hub_takes_no_token_for_another_API()
    {
        await using var door = await OpenAsync(Door.Scope);
        await using var connection = Connect(door, "/plain", door.Sandbox.SystemUser().WithScopes("other:api"));

        var refusal = await Should.ThrowAsync<HttpRequestException>(() => connection.StartAsync(Cancelled));
        refusal.StatusCode.ShouldBe(System.Net.HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task A_method_of_a_hub_with_a_demand_takes_the_token_that_the_hub_took()
    {
        await using var door = await OpenAsync(scope: null);
        await using var connection = Connect(door, "/demanding", door.Token());
        await connection.StartAsync(Cancelled);

        (await connection.InvokeAsync<string>("Closed", Cancelled)).ShouldBe("in");
    }

    private static Task<Door> OpenAsync(string? scope) =>
        Door.OpenAsync(
            app =>
            {
                app.MapHub<Hub>("/open");
                app.MapHub<Hub>("/demanding").RequireMaskinportenScope(Door.Scope);
                if (scope is not null)
                {
                    app.MapHub<Hub>("/plain").RequireAuthorization();
                }
            },
            services => services.AddSignalR(),
            scope: scope
        );

    private static HubConnection Connect(Door door, string hub, MaskinportenToken token) =>
        new HubConnectionBuilder()
            .WithUrl(
                new Uri(door.Http.BaseAddress!, hub),
                HttpTransportType.LongPolling,
                options =>
                {
                    var server = (TestServer)door.Services.GetRequiredService<IServer>();
                    options.HttpMessageHandlerFactory = _ => server.CreateHandler();
                    options.Headers["Authorization"] = $"Bearer {token}";
                }
            )
            .Build();

    private sealed class Hub : Microsoft.AspNetCore.SignalR.Hub
    {
        public string Open() => "in";

        [Authorize]
        public string Closed() => "in";
    }
}
