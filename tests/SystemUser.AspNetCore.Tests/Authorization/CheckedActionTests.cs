using System.Net.Http.Headers;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SystemUser.AspNetCore.Authorization;

namespace SystemUser.AspNetCore.Tests.Authorization;

/// <summary>The action that is asked for is that of what runs, whatever the request's method says or is made to say.</summary>
public sealed class CheckedActionTests
{
    private const string Override = "X-HTTP-Method-Override";

    [Theory]
    [InlineData("/post", "GET", "write")]
    [InlineData("/post", "HEAD", "write")]
    [InlineData("/post", "FOO", "write")]
    [InlineData("/controller", "GET", "write")]
    [InlineData("/read-or-write", "PUT", "write")]
    [InlineData("/read-or-write", "GET", "read")]
    [InlineData("/write-or-delete", "GET", "write")]
    public async Task The_endpoints_declared_method_gives_the_action_when_another_is_set_after_routing(
        string path,
        string method,
        string action
    )
    {
        await using var door = await OpenAsync(app => app.UseRouting().UseHttpMethodOverride());
        door.Sandbox.Pdp.Permit();

        (await door.SendAsync(HttpMethod.Post, path, door.Token(), (Override, method))).ShouldBeOk("in");

        door.Sandbox.Pdp.Questions.ShouldHaveSingleItem().ActionId.ShouldBe(action);
        door.Audit.Records.ShouldHaveSingleItem().Right.Action.ToString().ShouldBe(action);
    }

    [Fact]
    public async Task Read_is_asked_for_when_a_GET_endpoint_gets_another_method_after_routing()
    {
        await using var door = await OpenAsync(app =>
            app.UseRouting()
                .Use(
                    (context, next) =>
                    {
                        context.Request.Method = "POST";
                        return next(context);
                    }
                )
        );
        door.Sandbox.Pdp.Permit();

        (await door.GetAsync("/get", door.Token())).ShouldBeOk("in");

        door.Sandbox.Pdp.Questions.ShouldHaveSingleItem().ActionId.ShouldBe("read");
    }

    [Theory]
    [InlineData("/get", "GET", "read")]
    [InlineData("/delete", "DELETE", "write")]
    public async Task The_requests_method_gives_the_action_when_it_is_set_before_routing(
        string path,
        string method,
        string action
    )
    {
        await using var door = await OpenAsync(app => app.UseHttpMethodOverride().UseRouting());
        door.Sandbox.Pdp.Permit();

        (await door.SendAsync(HttpMethod.Post, path, door.Token(), (Override, method))).ShouldBeOk("in");
        door.Sandbox.Pdp.Questions.ShouldHaveSingleItem().ActionId.ShouldBe(action);

        (await door.SendAsync(HttpMethod.Post, path, door.Token())).Status.ShouldBe(405);
    }

    [Theory]
    [InlineData("GET", "read")]
    [InlineData("HEAD", "read")]
    [InlineData("POST", "write")]
    [InlineData("PUT", "write")]
    [InlineData("PATCH", "write")]
    [InlineData("DELETE", "write")]
    public async Task The_requests_method_gives_the_action_when_the_endpoint_declares_none(string method, string action)
    {
        await using var door = await OpenAsync();
        door.Sandbox.Pdp.Permit();

        (await door.SendAsync(new HttpMethod(method), "/any", door.Token())).Status.ShouldBe(200);

        door.Sandbox.Pdp.Questions.ShouldHaveSingleItem().ActionId.ShouldBe(action);
    }

    [Theory]
    [InlineData("OPTIONS", "/any")]
    [InlineData("QUERY", "/any")]
    [InlineData("TRACE", "/any")]
    [InlineData("FOO", "/any")]
    [InlineData("OPTIONS", "/fallen-on/get")] // where routing answers 405
    public async Task A_request_is_403_when_its_method_stands_for_no_action(string method, string path)
    {
        await using var door = await OpenAsync();
        door.Sandbox.Pdp.Permit();

        var reply = (await door.SendAsync(new HttpMethod(method), path, door.Token())).ShouldBe(403, "right-missing");

        reply["detail"].ShouldNotBeNull().ShouldContain("The request's method stands for no right");
        door.Sandbox.Pdp.Calls.ShouldBeEmpty();
        door.Log.All(LogLevel.Warning).ShouldBeEmpty();
        (await door.SendAsync(new HttpMethod(method), path)).ShouldBe(401, "token-missing", "Bearer");
    }

    [Fact]
    public async Task A_HEAD_is_405_on_an_endpoint_for_GET()
    {
        await using var door = await OpenAsync();
        door.Sandbox.Pdp.Permit();

        (await door.SendAsync(HttpMethod.Head, "/get", door.Token())).Status.ShouldBe(405);
        (await door.SendAsync(HttpMethod.Head, "/get")).Status.ShouldBe(401);

        door.Sandbox.Pdp.Questions.ShouldHaveSingleItem().ActionId.ShouldBe("read"); // by the fallback right
    }

    [Fact]
    public async Task A_stated_action_is_asked_for_whatever_the_method()
    {
        await using var door = await OpenAsync();
        door.Sandbox.Pdp.Permit();

        var token = door.Token();

        (await door.SendAsync(new HttpMethod("QUERY"), "/stated", token)).ShouldBeOk("in");
        (await door.SendAsync(HttpMethod.Options, "/stated", token)).ShouldBeOk("in");

        door.Sandbox.Pdp.Questions.ShouldHaveSingleItem().ActionId.ShouldBe("access");
    }

    [Theory]
    [InlineData("OPTIONS")]
    [InlineData("FOO")]
    public async Task A_request_is_404_under_a_fallback_right_when_its_path_does_not_exist(string method)
    {
        await using var door = await OpenAsync();
        door.Sandbox.Pdp.Permit();

        (await door.SendAsync(new HttpMethod(method), "/nowhere", door.Token())).ShouldBe(404, "not-found");
        (await door.SendAsync(new HttpMethod(method), "/nowhere")).ShouldBe(401, "token-missing", "Bearer");

        door.Log.All(LogLevel.Warning).ShouldBeEmpty();
        door.Sandbox.Pdp.Calls.ShouldBeEmpty();
        (await door.GetAsync("/nowhere", door.Token())).Status.ShouldBe(404);
        door.Sandbox.Pdp.Questions.ShouldHaveSingleItem().ActionId.ShouldBe("read");
    }

    [Theory]
    [InlineData("application/grpc")]
    [InlineData("application/grpc-web+proto")]
    public async Task Write_is_asked_for_when_a_POST_to_an_ordinary_endpoint_says_it_is_gRPC(string type)
    {
        await using var door = await OpenAsync();
        door.Sandbox.Pdp.Permit();

        var token = door.Token().ToString();

        foreach (var path in new[] { "/post", "/any" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ByteArrayContent([]) };
            request.Content.Headers.ContentType = new MediaTypeHeaderValue(type);
            request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {token}");
            using var response = await door.Http.SendAsync(request, TestContext.Current.CancellationToken);
            (await Reply.OfAsync(response, TestContext.Current.CancellationToken)).ShouldBeOk("in");
        }

        door.Sandbox.Pdp.Questions.ShouldHaveSingleItem().ActionId.ShouldBe("write");
        door.Log.All(LogLevel.Error).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("/socket", "read")]
    [InlineData("/stated-socket", "access")]
    [InlineData("/any-socket", null)] // an open connection, of which GET says nothing
    public async Task A_WebSocket_opens_only_when_its_endpoint_declares_the_action(string path, string? action)
    {
        await using var door = await OpenAsync();
        door.Sandbox.Pdp.Permit();
        var client = ((TestServer)door.Services.GetRequiredService<IServer>()).CreateWebSocketClient();
        client.ConfigureRequest = request => request.Headers.Authorization = $"Bearer {door.Token()}";

        var connect = () =>
            client.ConnectAsync(new Uri("ws://localhost" + path), TestContext.Current.CancellationToken);

        if (action is null)
        {
            (await Should.ThrowAsync<InvalidOperationException>(connect)).Message.ShouldContain("403");
        }
        else
        {
            using var socket = await connect();
        }

        door.Sandbox.Pdp.Questions.Select(question => question.ActionId)
            .ShouldBe(action is null ? [] : new[] { action });
    }

    [Fact]
    public async Task A_CORS_preflight_is_answered_without_a_token()
    {
        await using var door = await OpenAsync(app => app.UseRouting().UseCors());

        foreach (var path in new[] { "/post", "/any" })
        {
            var reply = await door.SendAsync(
                HttpMethod.Options,
                path,
                null,
                ("Origin", "https://client.example"),
                ("Access-Control-Request-Method", "POST")
            );

            reply.Status.ShouldBe(204);
        }

        door.Sandbox.Pdp.Calls.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_demand_on_a_short_circuited_endpoint_stops_the_start(bool fallback)
    {
        var message = await Door.RefusesToOpenAsync(
            app =>
            {
                var endpoint = app.MapGet("/short", () => "in").ShortCircuit();
                if (!fallback)
                {
                    endpoint.RequireSystemUserRight("r");
                }

                app.MapShortCircuit(404, "robots.txt").AllowAnonymous();
            },
            services => AddFallback(services, fallback)
        );

        message.ShouldContain("Remove it, or call AllowAnonymous()");
        message.ShouldContain("At: GET /short. See urn:systemuser-aspnetcore:problem:demand-short-circuited");
    }

    private static Task<Door> OpenAsync(Func<WebApplication, IApplicationBuilder>? use = null) =>
        Door.OpenAsync(
            app =>
            {
                app.UseWebSockets();
                use?.Invoke(app);
                if (use is not null)
                {
                    app.UseAuthentication().UseAuthorization();
                }

                app.MapGet("/get", () => "in").RequireSystemUserRight("r");
                app.MapPost("/post", () => "in").RequireSystemUserRight("r");
                app.MapDelete("/delete", () => "in").RequireSystemUserRight("r");
                app.MapMethods("/read-or-write", ["GET", "POST"], () => "in").RequireSystemUserRight("r");
                app.MapMethods("/write-or-delete", ["POST", "DELETE"], () => "in").RequireSystemUserRight("r");
                app.Map("/any", () => "in").RequireSystemUserRight("r");
                app.Map("/stated", () => "in").RequireSystemUserRight("r", right => right.Action = "access");
                app.MapGet("/fallen-on/get", () => "in");
                app.MapGet("/socket", AcceptAsync).RequireSystemUserRight("r");
                app.Map("/any-socket", AcceptAsync).RequireSystemUserRight("r");
                app.Map("/stated-socket", AcceptAsync).RequireSystemUserRight("r", right => right.Action = "access");
                app.MapControllers();
            },
            services =>
            {
                ControllerTests.AddControllers(services, [typeof(PostController)]);
                AddFallback(services, true);
                services.AddCors(cors =>
                    cors.AddDefaultPolicy(policy => policy.AllowAnyOrigin().AllowAnyMethod().AllowAnyHeader())
                );
            }
        );

    private static void AddFallback(IServiceCollection services, bool isOn) =>
        services.AddAuthorization(options =>
            options.FallbackPolicy = isOn ? new AuthorizationPolicyBuilder().RequireSystemUserRight("r").Build() : null
        );

    private static async Task AcceptAsync(HttpContext context)
    {
        using var socket = await context.WebSockets.AcceptWebSocketAsync();
    }

    private sealed class PostController : ControllerBase
    {
        [HttpPost("/controller"), RequireSystemUserRight("r")]
        public string Post() => "in";
    }
}
