using SystemUser.AspNetCore.Analyzers.Tests.Support;

namespace SystemUser.AspNetCore.Analyzers.Tests;

public sealed class SandboxTests
{
    [Fact]
    public Task In_release_builds_is_reported_and_goes_between_directives_with_its_condition() =>
        Analyzed.VerifyFixAsync(
            """
            var builder = WebApplication.CreateBuilder(args);

            // Maskinporten and Altinn.
            if (builder.Environment.IsDevelopment())
            {
                builder.{|SYSUSER009:AddSystemUserSandbox()|};
            }

            builder.Build().Run();
            """,
            """
            var builder = WebApplication.CreateBuilder(args);

            #if DEBUG
            // Maskinporten and Altinn.
            if (builder.Environment.IsDevelopment())
            {
                builder.AddSystemUserSandbox();
            }
            #endif

            builder.Build().Run();
            """
        );

    [Theory]
    [InlineData("#if DEBUG", "#endif")]
    [InlineData("#if DEBUG || SANDBOX", "#endif")]
    [InlineData("#if (DEBUG && !TEST) == true\n#elif DEBUG", "#endif")]
    [InlineData("#if SANDBOX", "#endif")]
    [InlineData("#if !RELEASE", "#endif")]
    [InlineData("#if !DEBUG\n#else", "#endif")]
    [InlineData("#if true\n#if DEBUG", "#endif\n#endif")]
    public Task Between_directives_is_not_reported(string before, string after) =>
        Analyzed.VerifyAsync(App("builder.AddSystemUserSandbox()", before, after), mended: null, ["DEBUG", "SANDBOX"]);

    [Theory]
    [InlineData("#if DEBUG\n#endif", "")]
    [InlineData("#if !DEBUG || true", "#endif")]
    [InlineData("#if DEBUG && TEST\n#else", "#endif")]
    public Task Between_directives_that_leave_it_in_release_builds_is_reported(string before, string after) =>
        Analyzed.VerifyAsync(
            App("builder.{|SYSUSER009:AddSystemUserSandbox()|}", before, after),
            mended: null,
            ["DEBUG", "SANDBOX"]
        );

    [Fact]
    public Task In_a_release_build_is_reported() =>
        Analyzed.VerifyAsync(App("builder.{|SYSUSER009:AddSystemUserSandbox()|}", "", ""), mended: null, ["RELEASE"]);

    [Fact]
    public Task In_a_method_that_release_builds_do_not_call_is_not_reported() =>
        Analyzed.VerifyAsync(
            """
            public static class Development
            {
                [System.Diagnostics.Conditional("DEBUG")]
                public static void AddSandbox(WebApplicationBuilder builder) => builder.AddSystemUserSandbox();
            }
            """
        );

    private static string App(string call, string before, string after) =>
        $"""
            var builder = WebApplication.CreateBuilder(args);
            {before}
            {call};
            {after}
            builder.Build().Run();
            """;
}
