using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using SystemUser.AspNetCore.Altinn;
using SystemUser.AspNetCore.Authorization;
using SystemUser.AspNetCore.Decisions;
using SystemUser.AspNetCore.Testing;
using SystemUser.AspNetCore.Tests.Decisions;
using SystemUser.Sandbox.Wire.Scripted;

namespace SystemUser.AspNetCore.Tests;

/// <summary>A host without a server and without routing.</summary>
public sealed class WorkerTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("Development")] // where every service is made once, to see whether it can be
    [InlineData("Production")]
    public async Task A_worker_without_a_web_host_starts_asks_and_forgets(string environment)
    {
        using var sandbox = new ScriptedSandbox();
        using var host = Build(sandbox, environment);
        await host.StartAsync(Cancelled);
        sandbox.Pdp.Next.Permit();
        sandbox.Pdp.Always.Deny();
        var authorizer = host.Services.GetRequiredService<ISystemUserAuthorizer>();
        var user = Some.SystemUser();
        var right = new SystemUserRight("ske-krav-og-betalinger", "read");

        (await authorizer.AuthorizeAsync(user, right, user.Owner, Cancelled)).Succeeded.ShouldBeTrue();
        await authorizer.ForgetAsync(user.Id, Cancelled);
        (await authorizer.AuthorizeAsync(user, right, user.Owner, Cancelled)).Problem!.Code.ShouldBe("right-missing");
        (
            await host.Services.GetRequiredService<IAltinnTokenProvider>().GetTokenAsync("a:b", null, Cancelled)
        ).ShouldNotBeEmpty();

        await host.StopAsync(Cancelled);
    }

    [Fact]
    public async Task A_worker_with_a_wrong_client_does_not_start_with_VerifyClientOnStart()
    {
        using var sandbox = new ScriptedSandbox();
        sandbox.Token.Always.Respond("""{"error":"invalid_client","error_description":"MP-100"}""", 400);
        using var host = Build(sandbox, "Development", builder => builder.VerifyClientOnStart());

        var exception = await Should.ThrowAsync<InvalidOperationException>(() => host.StartAsync(Cancelled));

        exception.Message.ShouldContain("SystemUser:Client:ClientId");
    }

    [Fact]
    public async Task A_worker_with_faulty_options_does_not_start()
    {
        using var sandbox = new ScriptedSandbox();
        using var host = Build(sandbox, "Development", settings: ("SystemUser:Decisions:BatchSize", "1"));

        var exception = await Should.ThrowAsync<Exception>(() => host.StartAsync(Cancelled));

        exception.Message.ShouldContain("SystemUser:Decisions:BatchSize");
    }

    private static IHost Build(
        ScriptedSandbox sandbox,
        string environment,
        Action<SystemUserBuilder>? configure = null,
        params (string Key, string Value)[] settings
    )
    {
        var builder = Host.CreateApplicationBuilder(
            new HostApplicationBuilderSettings { EnvironmentName = environment }
        );
        builder.UseSystemUserSandbox(sandbox);
        foreach (var (key, value) in settings)
        {
            builder.Configuration[key] = value;
        }

        var added = builder.Services.AddSystemUserAuthorization();
        configure?.Invoke(added);
        return builder.Build();
    }
}
