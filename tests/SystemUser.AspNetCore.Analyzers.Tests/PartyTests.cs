using SystemUser.AspNetCore.Analyzers.Tests.Support;

namespace SystemUser.AspNetCore.Analyzers.Tests;

public sealed class PartyTests
{
    [Fact]
    public Task Clients_that_come_from_nowhere_are_reported() =>
        Analyzed.VerifyAsync(
            """
            var builder = WebApplication.CreateBuilder();
            builder.Services.AddAuthorizationBuilder()
                .AddPolicy("krav", policy => policy.RequireSystemUserRight("ske-krav", right => right.AllowClients = {|SYSUSER005:true|}));
            builder.Build().MapGet("/krav", () => "").RequireSystemUserRight("ske-krav", right => { right.AllowClients = {|SYSUSER005:true|}; });
            builder.Build().MapGet("/lambda", [RequireSystemUserRight("ske-krav", AllowClients = {|SYSUSER005:true|})] () => "");

            [RequireSystemUserRight("ske-krav", AllowClients = {|SYSUSER005:true|})]
            public sealed class KravController : ControllerBase;
            """
        );

    [Fact]
    public Task Clients_that_come_from_somewhere_are_not_reported() =>
        Analyzed.VerifyAsync(
            """
            var app = WebApplication.Create(args);
            var name = args[0];
            app.MapGet("/a", () => "").RequireSystemUserRight("ske-krav", right => { right.AllowClients = true; right.PartyFromQuery = "orgnr"; });
            app.MapGet("/b", () => "").RequireSystemUserRight("ske-krav", right => { right.AllowClients = true; right.PartyFromHeader = name; });
            app.MapGet("/c", () => "").RequireSystemUserRight("ske-krav", right => { right.AllowClients = true; Configure(right); });
            app.MapGet("/d", () => "").RequireSystemUserRight("ske-krav", Configure);
            app.MapGet("/e", () => "").RequireSystemUserRight("ske-krav", right => right.AllowClients = args.Length > 0);
            app.MapGet("/f", () => "").WithMetadata(new RequireSystemUserRightAttribute("ske-krav") { AllowClients = true });

            static void Configure(SystemUserRightDemandAttribute right) => right.PartyFromQuery = "orgnr";

            [RequireSystemUserRight("ske-krav", AllowClients = true, PartyFrom = typeof(Resolver))]
            public sealed class KravController : ControllerBase;

            [RequireSystemUserRight("ske-krav", AllowClients = false)]
            public sealed class MineController : ControllerBase;

            public abstract class Resolver : ISystemUserPartyResolver
            {
                public abstract ValueTask<string?> ResolveAsync(HttpContext httpContext, CancellationToken cancellationToken);
            }
            """
        );

    [Fact]
    public Task From_several_places_is_reported() =>
        Analyzed.VerifyAsync(
            """
            var app = WebApplication.Create();
            app.MapGet("/krav/{orgnr}", () => "").{|SYSUSER006:RequireSystemUserRight("ske-krav", right => { right.PartyFromRoute = "orgnr"; right.PartyFromQuery = "orgnr"; })|};

            [{|SYSUSER006:RequireSystemUserRight("ske-krav", PartyFromQuery = "a", PartyFromHeader = "b")|}]
            public sealed class KravController : ControllerBase;
            """
        );

    [Fact]
    public Task From_one_place_is_not_reported() =>
        Analyzed.VerifyAsync(
            """
            [RequireSystemUserRight("ske-krav", PartyFromQuery = "a", PartyFromHeader = null)]
            [RequireSystemUserRight("ske-annet", PartyFromHeader = "a")]
            public sealed class KravController : ControllerBase;
            """
        );
}
