using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;
using SystemUser.AspNetCore.Authorization;
using SystemUser.AspNetCore.Tests.Authorization;
using SystemUser.Sandbox.Wire.Scripted;

namespace SystemUser.AspNetCore.Hosts.Tests;

/// <summary>Hubs with a demand, and what becomes of their connections when the token expires or the right is withdrawn.</summary>
public sealed class SignalRTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(HttpTransportType.WebSockets)]
    [InlineData(HttpTransportType.ServerSentEvents)]
    [InlineData(HttpTransportType.LongPolling)]
    public async Task A_connection_is_closed_when_its_token_expires_if_the_hub_says_so(HttpTransportType transport)
    {
        await using var door = await OpenAsync();
        await using var staying = Connection(door, "/staying", () => Expired(door), HttpTransportType.WebSockets);
        await staying.StartAsync(Cancelled);
        var closed = new TaskCompletionSource();

        await using var closing = await StartShortAsync(
            life => Connection(door, "/closing", () => door.Token().ExpiresIn(life), transport),
            connection => connection.Closed += _ => Done(closed)
        );

        await closed.Task.WaitAsync(Cancelled);
        staying.State.ShouldBe(HubConnectionState.Connected);
        door.Log.Of("ConnectionsOutliveToken").ShouldHaveSingleItem().ShouldContain("/staying");
    }

    [Fact]
    public async Task A_client_reconnects_with_a_new_token()
    {
        await using var door = await OpenAsync();
        var reconnected = new TaskCompletionSource();

        await using var connection = await StartShortAsync(
            life =>
            {
                var asked = 0; // to negotiate, to connect, and then to do both again
                return Connection(
                    door,
                    "/closing",
                    () => ++asked <= 2 ? door.Token().ExpiresIn(life) : door.Token(),
                    null
                );
            },
            connection => connection.Reconnected += _ => Done(reconnected)
        );

        await reconnected.Task.WaitAsync(Cancelled);
        (await connection.InvokeAsync<string>("Party", Cancelled)).ShouldBe(Door.Owner);
    }

    [Fact]
    public async Task A_withdrawn_right_refuses_the_next_connection_and_the_methods_with_a_policy()
    {
        await using var door = await OpenAsync();
        await using var open = Connection(door, "/closing", () => door.Token(), HttpTransportType.WebSockets);
        await open.StartAsync(Cancelled);
        (await open.InvokeAsync<string>("Checked", Cancelled)).ShouldBe("checked");

        door.Sandbox.Pdp.Reset();
        door.Sandbox.Pdp.Always.Deny();

        (await open.InvokeAsync<string>("Party", Cancelled)).ShouldBe(Door.Owner);
        (
            await Should.ThrowAsync<HubException>(() => open.InvokeAsync<string>("Checked", Cancelled))
        ).Message.ShouldContain("unauthorized");
        await using var next = Connection(door, "/closing", () => door.Token(), HttpTransportType.WebSockets);
        (await Should.ThrowAsync<HttpRequestException>(() => next.StartAsync(Cancelled))).Message.ShouldContain("403");
    }

    [Fact]
    public async Task With_long_polling_every_poll_is_checked()
    {
        await using var door = await OpenAsync();
        await using var connection = Connection(door, "/staying", () => door.Token(), HttpTransportType.LongPolling);
        var closed = new TaskCompletionSource();
        connection.Closed += _ => Done(closed);
        await connection.StartAsync(Cancelled);

        door.Sandbox.Pdp.Reset();
        door.Sandbox.Pdp.Always.Deny();
        await Should.ThrowAsync<Exception>(() => connection.InvokeAsync<string>("Party", Cancelled));

        await closed.Task.WaitAsync(Cancelled);
    }

    [Theory]
    [InlineData(HttpTransportType.WebSockets)]
    [InlineData(HttpTransportType.LongPolling)]
    public async Task A_resolver_finds_the_party_of_a_connection_and_anew_of_each_call(HttpTransportType transport)
    {
        var owners = new Owners { ["mine"] = Door.Owner, ["client"] = Door.Client };
        await using var door = await OpenAsync(owners);
        await using var connection = Connection(door, "/documents?document=client", () => door.Token(), transport);

        foreach (
            var path in new[] { "/documents/negotiate?negotiateVersion=1&document=none", "/documents?document=none" }
        )
        {
            (await door.SendAsync(HttpMethod.Post, path, door.Token())).ShouldBe(404, "party-not-found");
        }

        await connection.StartAsync(Cancelled);
        (await connection.InvokeAsync<string>("Checked", Cancelled)).ShouldBe("checked");
        if (transport is HttpTransportType.WebSockets) // else each poll is a request of its own, and refused too
        {
            (await connection.InvokeAsync<string>("Party", Cancelled)).ShouldBe(Door.Client);
            owners.Remove("client");
            (
                await Should.ThrowAsync<HubException>(() => connection.InvokeAsync<string>("Checked", Cancelled))
            ).Message.ShouldContain("unauthorized");
        }
    }

    [Theory]
    [InlineData(HttpTransportType.WebSockets)]
    [InlineData(HttpTransportType.LongPolling)]
    public async Task A_hub_takes_system_users_or_whom_another_policy_lets_in(HttpTransportType transport)
    {
        await using var door = await OpenAsync();
        await using var systemUser = Connection(door, "/either", () => door.Token(), transport);
        await using var person = Connection(door, "/either", () => null, transport, "Kari");

        await systemUser.StartAsync(Cancelled);
        await person.StartAsync(Cancelled);

        (await systemUser.InvokeAsync<string>("Name", Cancelled)).ShouldBe("system user");
        (await person.InvokeAsync<string>("Name", Cancelled)).ShouldBe("Kari");
        (await systemUser.InvokeAsync<string>("Either", Cancelled)).ShouldBe("either");
        (await person.InvokeAsync<string>("Either", Cancelled)).ShouldBe("either");
        (await systemUser.InvokeAsync<string>("Right", Cancelled)).ShouldBe("right");
        await Should.ThrowAsync<HubException>(() => person.InvokeAsync<string>("Right", Cancelled));
        door.Audit.OtherPolicyRecords.ShouldAllBe(record => record.Granted && record.User.Identity!.Name == "Kari");
        (await door.SendAsync(HttpMethod.Post, "/either/negotiate?negotiateVersion=1")).ShouldBe(
            401,
            "token-missing",
            "Bearer"
        );
    }

    [Theory]
    [InlineData("?case=one", 200)]
    [InlineData("?case=one&case=two", 400)]
    [InlineData("", 400)]
    public async Task A_hub_asks_for_the_right_on_the_instance_that_its_connection_names(string query, int status)
    {
        await using var door = await OpenAsync();

        var reply = await door.SendAsync(
            HttpMethod.Post,
            $"/instances/negotiate{query}{(query.Length == 0 ? '?' : '&')}negotiateVersion=1",
            door.Token()
        );

        reply.Status.ShouldBe(status);
        door.Audit.Records.Select(record => record.Right.Attributes.Single().Value)
            .ShouldBe(status == 200 ? ["one"] : []);
    }

    [Fact]
    public async Task A_token_in_the_address_is_none()
    {
        await using var door = await OpenAsync();

        (
            await door.SendAsync(HttpMethod.Post, $"/closing/negotiate?negotiateVersion=1&access_token={door.Token()}")
        ).ShouldBe(401, "token-missing", "Bearer");
    }

    private static async Task<Door> OpenAsync(Owners? owners = null)
    {
        var door = await Door.OpenAsync(
            app =>
            {
                app.MapHub<KravHub>("/closing", options => options.CloseOnAuthenticationExpiration = true);
                app.MapHub<KravHub>("/staying");
                app.MapHub<EitherHub>("/either", options => options.CloseOnAuthenticationExpiration = true);
                app.MapHub<InstanceHub>("/instances", options => options.CloseOnAuthenticationExpiration = true);
                app.MapHub<DocumentHub>("/documents", options => options.CloseOnAuthenticationExpiration = true);
            },
            services =>
                services
                    .AddAuthentication()
                    .AddScheme<AuthenticationSchemeOptions, PersonHandler>("Persons", null)
                    .Services.AddSingleton(owners ?? [])
                    .AddScoped<DocumentOwner>()
                    .AddSignalR()
                    .Services.AddAuthorizationBuilder()
                    .AddPolicy(
                        "person",
                        policy => policy.AddAuthenticationSchemes("Persons").RequireAuthenticatedUser()
                    )
                    .AddPolicy(
                        "either",
                        policy =>
                            policy.RequireSystemUserRight(
                                Door.Resource,
                                right => (right.Action, right.Or) = ("access", "person")
                            )
                    )
                    .AddPolicy(
                        "document",
                        policy =>
                            policy.RequireSystemUserRight(
                                Door.Resource,
                                right =>
                                {
                                    right.Action = "access";
                                    right.PartyFrom = typeof(DocumentOwner);
                                    right.AllowClients = true;
                                }
                            )
                    )
                    .AddPolicy(
                        "krav",
                        policy => policy.RequireSystemUserRight(Door.Resource, right => right.Action = "access")
                    ),
            settings:
            [
                ("SystemUser:Maskinporten:ClockSkew", "00:00:30"),
                ("SystemUser:Decisions:PermitLifetime", "00:00:00"),
                ("SystemUser:Decisions:RefusalLifetime", "00:00:00"),
            ]
        );
        door.Sandbox.Pdp.Always.Permit();
        return door;
    }

    /// <summary>Starts a connection whose token expires soon, but not before the connection is open, however slow the machine is.</summary>
    private static async Task<HubConnection> StartShortAsync(
        Func<TimeSpan, HubConnection> create,
        Action<HubConnection> listen
    )
    {
        for (var life = TimeSpan.FromSeconds(1); ; life *= 2)
        {
            var connection = create(life);
            try
            {
                await connection.StartAsync(Cancelled);
                listen(connection);
                if (connection.State is HubConnectionState.Connected)
                {
                    return connection;
                }
            }
            catch (Exception) when (life < TimeSpan.FromMinutes(1))
            {
                // It expired while it was being opened.
            }

            await connection.DisposeAsync();
        }
    }

    private static Task Done(TaskCompletionSource source)
    {
        source.TrySetResult();
        return Task.CompletedTask;
    }

    /// <summary>Within the clock skew, so that it still opens a connection.</summary>
    private static MaskinportenToken Expired(Door door) => door.Token().ExpiresIn(TimeSpan.FromSeconds(-1));

    private static HubConnection Connection(
        Door door,
        string path,
        Func<MaskinportenToken?> token,
        HttpTransportType? transport,
        string? person = null
    )
    {
        var server = (TestServer)door.Services.GetRequiredService<IServer>();
        return new HubConnectionBuilder()
            .WithUrl(
                "http://localhost" + path,
                transport ?? HttpTransportType.WebSockets,
                options =>
                {
                    options.AccessTokenProvider = () => Task.FromResult(token()?.ToString());
                    if (person is not null)
                    {
                        options.Headers["X-Person"] = person;
                    }

                    options.HttpMessageHandlerFactory = _ => server.CreateHandler();
                    options.WebSocketFactory = async (context, cancellationToken) =>
                    {
                        var client = server.CreateWebSocketClient();
                        var bearer = await context.Options.AccessTokenProvider!();
                        client.ConfigureRequest = request =>
                        {
                            request.Headers.Authorization = bearer is null ? default : (StringValues)$"Bearer {bearer}";
                            request.Headers["X-Person"] = person;
                        };
                        return await client.ConnectAsync(context.Uri, cancellationToken);
                    };
                }
            )
            .WithAutomaticReconnect(transport is null ? [TimeSpan.Zero] : [])
            .Build();
    }

    [RequireSystemUserRight(Door.Resource, Action = "access")]
    private sealed class KravHub : Hub
    {
        public string Party() => Context.GetHttpContext()!.GetAuthorizedParty()!.ToString();

        [Authorize("krav")]
        public string Checked() => "checked";
    }

    [RequireSystemUserRight(Door.Resource, Action = "access", PartyFrom = typeof(DocumentOwner), AllowClients = true)]
    private sealed class DocumentHub : Hub
    {
        public string Party() => Context.GetHttpContext()!.GetAuthorizedParty()!.ToString();

        [Authorize("document")]
        public string Checked() => "checked";
    }

    [RequireSystemUserRight(Door.Resource, Action = "access", Or = "person")]
    private sealed class EitherHub : Hub
    {
        public string Name() => Context.User!.FindFirst(ClaimTypes.Name)?.Value ?? "system user";

        [Authorize("either")]
        public string Either() => "either";

        [Authorize("krav")]
        public string Right() => "right";
    }

    [RequireSystemUserRight(Door.Resource, Action = "access", InstanceFromQuery = "case", InstanceType = "urn:case")]
    private sealed class InstanceHub : Hub;

    private sealed class PersonHandler(
        IOptionsMonitor<AuthenticationSchemeOptions> options,
        ILoggerFactory logger,
        UrlEncoder encoder
    ) : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
    {
        protected override Task<AuthenticateResult> HandleAuthenticateAsync() =>
            Task.FromResult(
                Request.Headers["X-Person"].ToString() is { Length: > 0 } name
                    ? AuthenticateResult.Success(
                        new(
                            new ClaimsPrincipal(new ClaimsIdentity([new(ClaimTypes.Name, name)], "Persons")),
                            Scheme.Name
                        )
                    )
                    : AuthenticateResult.NoResult()
            );
    }

    private sealed class Owners : Dictionary<string, string>;

    private sealed class DocumentOwner(Owners owners) : ISystemUserPartyResolver
    {
        public ValueTask<string?> ResolveAsync(HttpContext httpContext, CancellationToken cancellationToken) =>
            new(owners.GetValueOrDefault(httpContext.Request.Query["document"].ToString()));
    }
}
