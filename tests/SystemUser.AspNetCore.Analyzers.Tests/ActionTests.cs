using SystemUser.AspNetCore.Analyzers.Tests.Support;

namespace SystemUser.AspNetCore.Analyzers.Tests;

public sealed class ActionTests
{
    [Fact]
    public Task That_a_method_does_not_stand_for_is_reported_if_it_is_not_set() =>
        Analyzed.VerifyAsync(
            """
            var app = WebApplication.Create();
            app.MapMethods("/krav", ["GET", "PURGE"], () => "").{|SYSUSER007:RequireSystemUserRight("ske-krav")|};
            app.MapMethods("/krav", new[] { "OPTIONS" }, [{|SYSUSER007:RequireSystemUserRight("ske-krav")|}] () => "");

            [ApiController, Route("krav")]
            public sealed class KravController : ControllerBase
            {
                [HttpOptions, {|SYSUSER007:RequireSystemUserRight("ske-krav")|}]
                public string Options() => "";

                [AcceptVerbs("GET", "PURGE"), {|SYSUSER007:RequireSystemUserRight("ske-krav")|}]
                public string Purge() => "";
            }
            """
        );

    [Fact]
    public Task That_is_set_or_follows_from_the_method_is_not_reported() =>
        Analyzed.VerifyAsync(
            """
            var app = WebApplication.Create(args);
            app.MapMethods("/a", ["get", "DELETE"], () => "").RequireSystemUserRight("ske-krav");
            app.MapMethods("/b", ["PURGE"], () => "").RequireSystemUserRight("ske-krav", right => right.Action = "purge");
            app.MapMethods("/c", args, () => "").RequireSystemUserRight("ske-krav");
            app.MapMethods("/d", ["PURGE"], () => "").RequireMaskinportenScope("a:b");
            app.Map("/e", () => "").RequireSystemUserRight("ske-krav");

            [ApiController, Route("krav"), RequireSystemUserRight("ske-krav")]
            public sealed class KravController : ControllerBase
            {
                [HttpPatch]
                public string Patch() => "";

                [AcceptVerbs("GET", "HEAD")]
                public string Get() => "";

                public string Any() => "";
            }

            [ApiController, Route("krav"), RequireSystemUserRight("ske-krav", Action = "sign")]
            public sealed class SignController : ControllerBase
            {
                [HttpOptions]
                public string Options() => "";
            }
            """
        );

    [Fact]
    public Task Of_a_connection_or_a_gRPC_method_is_reported_if_it_is_not_set() =>
        Analyzed.VerifyAsync(
            """
            using Microsoft.AspNetCore.SignalR;

            [{|SYSUSER007:RequireSystemUserRight("ske-krav")|}]
            public sealed class KravHub : Hub;

            [RequireSystemUserRight("ske-krav", Action = "read")]
            public sealed class ReadHub : Hub;

            [Grpc.Core.BindServiceMethod(typeof(KravService), "Bind")]
            public abstract class KravBase;

            public sealed class KravService : KravBase
            {
                [{|SYSUSER007:RequireSystemUserRight("ske-krav")|}]
                public Task GetAsync() => Task.CompletedTask;

                [RequireSystemUserRight("ske-krav", Action = "write"), RequireMaskinportenScope("a:b")]
                public Task SetAsync() => Task.CompletedTask;
            }
            """
        );
}
