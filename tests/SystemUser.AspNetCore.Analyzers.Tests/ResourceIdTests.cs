using SystemUser.AspNetCore.Analyzers.Tests.Support;
using SystemUser.AspNetCore.Claims;

namespace SystemUser.AspNetCore.Analyzers.Tests;

public sealed class ResourceIdTests
{
    [Theory]
    [InlineData("SKE-Krav-og-betalinger", "ske-krav-og-betalinger")]
    [InlineData(" ske-krav-og-betalinger", "ske-krav-og-betalinger")]
    [InlineData("urn:altinn:resource:ske-krav-og-betalinger", "ske-krav-og-betalinger")]
    public Task That_is_told_from_what_is_written_is_mended(string written, string meant) =>
        Analyzed.VerifyFixAsync(
            $$"""
            [RequireSystemUserRight({|SYSUSER003:"{{written}}"|})]
            public sealed class KravController : ControllerBase;
            """,
            $$"""
            [RequireSystemUserRight("{{meant}}")]
            public sealed class KravController : ControllerBase;
            """
        );

    [Fact]
    public Task That_is_none_is_reported_wherever_it_is_written() =>
        Analyzed.VerifyAsync(
            """
            var builder = WebApplication.CreateBuilder();
            builder.Services.AddAuthorizationBuilder()
                .AddPolicy("krav", policy => policy.RequireSystemUserRight({|SYSUSER003:"ske/krav"|}));
            var app = builder.Build();
            app.MapGet("/krav", () => "").RequireSystemUserRight({|SYSUSER003:"ske krav"|});
            app.MapGet("/any", () => "").RequireAnySystemUserRight(["ske-krav", {|SYSUSER003:""|}, Ids.Krav, {|SYSUSER003:Ids.Odd|}]);
            app.MapGet("/all", () => "").WithMetadata(new RequireSystemUserRightAttribute({|SYSUSER003:"ske.krav"|}));
            app.MapGet("/lambda", [RequireSystemUserRight({|SYSUSER003:"Ske-Lambda"|})] () => "");
            app.MapGet("/local", Local);
            _ = new SystemUserRight({|SYSUSER003:"æøå"|}, "read");
            _ = ResourceId.Parse({|SYSUSER003:"ske:krav"|});

            [RequireSystemUserRight({|SYSUSER003:"Ske-Local"|})]
            static string Local() => "";

            public static class Ids
            {
                public const string Krav = "ske-krav";
                public const string Odd = "ske?krav";
            }

            [RequireAnySystemUserRight("ske-krav", {|SYSUSER003:"Ske,krav"|})]
            public sealed class KravController : ControllerBase;
            """
        );

    [Fact]
    public Task That_is_not_constant_is_not_reported() =>
        Analyzed.VerifyAsync(
            """
            var app = WebApplication.Create(args);
            app.MapGet("/krav", () => "").RequireSystemUserRight(args[0]);
            app.MapGet("/any", () => "").RequireAnySystemUserRight(args);
            """
        );

    [Theory]
    [InlineData("ske-krav_og-2")]
    [InlineData("a")]
    [InlineData("A")]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("å")]
    [InlineData("a.b")]
    [InlineData("app_ttd_apps-test")]
    public async Task Is_read_as_the_package_reads_it(string id)
    {
        var isId = ResourceId.TryParse(id, out _);
        var written = isId ? $"\"{id}\"" : $$"""{|SYSUSER003:"{{id}}"|}""";

        await Analyzed.VerifyAsync(
            $$"""
            [RequireSystemUserRight({{written}})]
            public sealed class KravController : ControllerBase;
            """
        );
    }

    [Fact]
    public async Task May_be_128_characters_and_no_more()
    {
        var longest = new string('a', 128);
        ResourceId.TryParse(longest, out _).ShouldBeTrue();
        ResourceId.TryParse(longest + "a", out _).ShouldBeFalse();

        await Analyzed.VerifyAsync(
            $$"""
            [RequireAnySystemUserRight("{{longest}}", {|SYSUSER003:"{{longest}}a"|})]
            public sealed class KravController : ControllerBase;
            """
        );
    }
}
