using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Hosting;
using SystemUser.Sandbox.Wire;

namespace SystemUser.Sandbox.Tests.Hosting;

/// <summary>The provider's client in the app's configuration is known to the sandbox, from token to decision.</summary>
public sealed class EmbeddedStoryTests
{
    private const string Ape = "310904473";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task App_gets_decisions_when_it_uses_the_configured_client()
    {
        await using var app = DevelopedApp.Build(out var address);
        await app.StartAsync(Cancelled);
        using var provider = new ConfiguredProvider(address, app.Configuration);

        (await provider.DecideAsync(Ape)).ShouldBe("Permit");
        (await provider.DecideAsync("312714051")).ShouldBe("NotApplicable");
        await app.StopAsync(Cancelled);
    }

    [Theory]
    [InlineData("")]
    [InlineData("?to=cast")]
    public async Task App_gets_decisions_when_the_world_has_been_reset(string query)
    {
        await using var app = DevelopedApp.Build(out var address);
        await app.StartAsync(Cancelled);
        using var provider = new ConfiguredProvider(address, app.Configuration);

        using var reset = await provider.Http.PostAsync($"/sandbox/reset{query}", content: null, Cancelled);

        reset.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await provider.GrantAsync()).StatusCode.ShouldBe(HttpStatusCode.OK);
        await app.StopAsync(Cancelled);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task App_gets_decisions_when_it_has_a_client_of_its_own(bool base64)
    {
        var jwk = SigningKey.Create().PrivateJwk;
        await using var app = DevelopedApp.Build(
            out var address,
            "--SystemUser:Client:ClientId=my-own-client",
            $"--SystemUser:Client:PrivateJwk={(base64 ? Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(jwk)) : jwk)}"
        );
        await app.StartAsync(Cancelled);
        using var provider = new ConfiguredProvider(address, "my-own-client", jwk);

        (await provider.DecideAsync(Ape)).ShouldBe("Permit");
        await app.StopAsync(Cancelled);
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"kid\":1}")]
    [InlineData("e30=")]
    public async Task Sandbox_starts_when_the_apps_key_cannot_be_read(string jwk)
    {
        await using var app = DevelopedApp.Build(
            out var address,
            "--SystemUser:Client:ClientId=my-own-client",
            $"--SystemUser:Client:PrivateJwk={jwk}"
        );

        await app.StartAsync(Cancelled);

        using var client = new HttpClient { BaseAddress = address };
        (await client.GetAsync("/jwk", Cancelled)).StatusCode.ShouldBe(HttpStatusCode.OK);
        await app.StopAsync(Cancelled);
    }

    [Fact]
    public async Task App_gets_decisions_when_a_kept_world_is_started_with_a_new_key()
    {
        var folder = Directory.CreateTempSubdirectory().FullName;
        try
        {
            await DecideOnceAsync(folder);
            await DecideOnceAsync(folder);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task Start_is_refused_with_the_name_of_the_seed_when_it_cannot_be_read()
    {
        await using var app = DevelopedApp.Build(out _, "--SystemUserSandbox:SeedFile=/no/such/world.json");

        var exception = await Should.ThrowAsync<Exception>(() => app.StartAsync(Cancelled));

        exception.Message.ShouldContain("/no/such/world.json");
    }

    private static async Task DecideOnceAsync(string folder)
    {
        await using var app = DevelopedApp.Build(out var address, $"--SystemUserSandbox:StateFolder={folder}");
        await app.StartAsync(Cancelled);
        using var provider = new ConfiguredProvider(address, app.Configuration);
        (await provider.DecideAsync(Ape)).ShouldBe("Permit");
        await app.StopAsync(Cancelled);
    }
}
