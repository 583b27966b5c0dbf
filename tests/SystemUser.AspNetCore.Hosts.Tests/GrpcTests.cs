using System.Text;
using Grpc.AspNetCore.Server;
using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SystemUser.AspNetCore.Authorization;
using SystemUser.AspNetCore.Tests.Authorization;
using SystemUser.Sandbox.Wire.Scripted;

namespace SystemUser.AspNetCore.Hosts.Tests;

public sealed class GrpcTests
{
    private static readonly Marshaller<string> s_text = Marshallers.Create(
        Encoding.UTF8.GetBytes,
        bytes => Encoding.UTF8.GetString(bytes)
    );

    [Fact]
    public async Task Without_an_action_the_start_stops()
    {
        var message = await Door.RefusesToOpenAsync(
            app => app.MapGrpcService<KravService>().RequireSystemUserRight(Door.Resource),
            services => services.AddGrpc()
        );

        message.ShouldContain("At: POST /krav/Read; POST /krav/Write. See");
        message.ShouldContain(":action-missing");
    }

    [Fact]
    public async Task Each_method_asks_for_its_action()
    {
        await using var door = await OpenAsync();
        door.Sandbox.Pdp.Permit();

        (await CallAsync(door, "Read", door.Token())).ShouldBe("read");
        (await CallAsync(door, "Write", door.Token())).ShouldBe("write");

        door.Sandbox.Pdp.Questions.Select(question => question.ActionId).ShouldBe(["read", "write"]);
    }

    [Fact]
    public async Task A_client_sees_the_refusal_as_a_status()
    {
        await using var door = await OpenAsync();
        door.Sandbox.Pdp.Always.Deny();

        (await FailAsync(door, null)).ShouldBe(StatusCode.Unauthenticated);
        (await FailAsync(door, door.Token())).ShouldBe(StatusCode.PermissionDenied);
        door.Sandbox.Pdp.Reset();
        door.Sandbox.Pdp.Always.Drop();
        (await FailAsync(door, door.Token("313523381"))).ShouldBe(StatusCode.Unavailable);
    }

    [Fact]
    public async Task An_unknown_method_is_unimplemented_to_whom_a_fallback_right_lets_in()
    {
        await using var door = await OpenAsync(fallback: true);
        door.Sandbox.Pdp.Permit();

        (await FailAsync(door, door.Token(), "nothing")).ShouldBe(StatusCode.Unimplemented);
        (await FailAsync(door, null, "nothing")).ShouldBe(StatusCode.Unauthenticated);
        door.Log.All(LogLevel.Error).ShouldBeEmpty();
    }

    private static Task<Door> OpenAsync(bool fallback = false) =>
        Door.OpenAsync(
            app => app.MapGrpcService<StatedService>(),
            services =>
            {
                services.AddGrpc();
                services.AddAuthorization(options =>
                    options.FallbackPolicy = fallback
                        ? new AuthorizationPolicyBuilder().RequireSystemUserRight("r").Build()
                        : null
                );
            }
        );

    private static async Task<string> CallAsync(Door door, string method, MaskinportenToken? token)
    {
        var server = (TestServer)door.Services.GetRequiredService<IServer>();
        using var channel = GrpcChannel.ForAddress(
            "http://localhost",
            new GrpcChannelOptions { HttpHandler = server.CreateHandler() }
        );
        var headers = new Metadata();
        if (token is not null)
        {
            headers.Add("authorization", $"Bearer {token}");
        }

        using var call = channel
            .CreateCallInvoker()
            .AsyncUnaryCall(
                Method(method),
                null,
                new CallOptions(headers, cancellationToken: TestContext.Current.CancellationToken),
                ""
            );
        return await call;
    }

    private static async Task<StatusCode> FailAsync(Door door, MaskinportenToken? token, string method = "Read") =>
        (await Should.ThrowAsync<RpcException>(() => CallAsync(door, method, token))).StatusCode;

    private static Method<string, string> Method(string name) => new(MethodType.Unary, "krav", name, s_text, s_text);

    private static void Bind(ServiceBinderBase binder, KravService? service)
    {
        binder.AddMethod(Method("Read"), service is null ? null! : service.Read);
        binder.AddMethod(Method("Write"), service is null ? null! : service.Write);
    }

    [BindServiceMethod(typeof(KravService), nameof(BindService))]
    private class KravService
    {
        public static void BindService(ServiceBinderBase binder, KravService? service) => Bind(binder, service);

        public virtual Task<string> Read(string request, ServerCallContext context) => Task.FromResult("read");

        public virtual Task<string> Write(string request, ServerCallContext context) => Task.FromResult("write");
    }

    private sealed class StatedService : KravService
    {
        [RequireSystemUserRight(Door.Resource, Action = "read")]
        public override Task<string> Read(string request, ServerCallContext context) => base.Read(request, context);

        [RequireSystemUserRight(Door.Resource, Action = "write")]
        public override Task<string> Write(string request, ServerCallContext context) => base.Write(request, context);
    }
}
