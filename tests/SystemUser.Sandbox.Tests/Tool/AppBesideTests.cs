using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using SystemUser.AspNetCore.Authorization;
using SystemUser.Sandbox.Hosting.Internal;
using SystemUser.Sandbox.Tests.Hosting;
using SystemUser.Sandbox.Wire;

namespace SystemUser.Sandbox.Tests.Tool;

/// <summary>What the sandbox prints when it starts by itself, pasted into an app beside it.</summary>
public sealed class AppBesideTests
{
    private const string TokenPath =
        "/api/GetSystemUserToken?systemUserId=33a0911a-5459-456f-bc57-3d37ef9a016c&scopes=skatteetaten:kravogbetalinger";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("--Logging:LogLevel:Default=Warning")]
    [InlineData("--SystemUserSandbox:SubscriptionKeys:0=mine")]
    public async Task Caller_gets_in_when_the_printed_settings_are_pasted(string setting)
    {
        var address = new Uri($"http://127.0.0.1:{DevelopedApp.FreePort()}");
        var (host, printed) = await StartAsync($"--SystemUserSandbox:Address={address}", setting);
        await using var sandbox = host;
        printed.ShouldContain($"Portal                  {address.GetLeftPart(UriPartial.Authority)}");

        await using var app = BuildApp(
            new ConfigurationBuilder()
                .AddJsonStream(new MemoryStream(Encoding.UTF8.GetBytes(Settings(printed))))
                .Build()
                .AsEnumerable()
        );
        await app.StartAsync(Cancelled);

        using var http = new HttpClient();
        var token = await http.GetStringAsync(new Uri(address, TokenPath), Cancelled);
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var answer = await http.GetAsync($"{app.Urls.Single()}/krav", Cancelled);

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        await app.StopAsync(Cancelled);
        await sandbox.StopAsync(Cancelled);
    }

    [Fact]
    public async Task Environment_is_all_that_an_app_needs_when_the_address_is_the_default()
    {
        await using var app = BuildApp([new("SystemUser:Environment", "Sandbox")]);

        await app.StartAsync(Cancelled);
        await app.StopAsync(Cancelled);
    }

    [Fact]
    public async Task Printed_client_gets_decisions_when_it_is_used_elsewhere()
    {
        var address = new Uri($"http://127.0.0.1:{DevelopedApp.FreePort()}");
        var (host, printed) = await StartAsync($"--SystemUserSandbox:Address={address}");
        await using var sandbox = host;
        var jwk = printed.Split('\n').Single(line => line.StartsWith("{\"kty\"", StringComparison.Ordinal));
        using var provider = new ConfiguredProvider(address, "sandbox-provider", jwk.Trim());

        (await provider.DecideAsync("310904473")).ShouldBe("Permit");
        await sandbox.StopAsync(Cancelled);
    }

    [Fact]
    public async Task Key_is_not_printed_when_the_configuration_has_one()
    {
        var jwk = SigningKey.Create().PrivateJwk;

        var (host, printed) = await StartAsync(
            $"--SystemUserSandbox:Address=http://127.0.0.1:{DevelopedApp.FreePort()}",
            $"--SystemUser:Client:PrivateJwk={jwk}"
        );
        await using var sandbox = host;

        printed.ShouldContain("Portal");
        printed.ShouldNotContain("\"d\":");
        await sandbox.StopAsync(Cancelled);
    }

    private static async Task<(SandboxHost Host, string Printed)> StartAsync(params string[] args)
    {
        using var console = new StringWriter();
        var host = StandaloneSandbox.Build(args, console);
        await host.StartAsync(Cancelled);
        return (host, console.ToString());
    }

    private static WebApplication BuildApp(IEnumerable<KeyValuePair<string, string?>> settings)
    {
        var builder = DevelopedApp.Builder("--SystemUser:RequiredScopes:0=skatteetaten:kravogbetalinger");
        builder.Configuration.AddInMemoryCollection(settings.Where(setting => setting.Value is not null));
        builder.Services.AddSystemUserAuthorization();
        var app = builder.Build();
        app.MapGet("/krav", (AuthorizedParty party) => party.ToString())
            .RequireSystemUserRight("ske-krav-og-betalinger");
        return app;
    }

    private static string Settings(string printed)
    {
        var start = printed.IndexOf("\n{", StringComparison.Ordinal) + 1;
        return printed[start..(printed.IndexOf("\n}", start, StringComparison.Ordinal) + 2)];
    }
}
