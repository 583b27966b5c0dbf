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
    public async Task The_configured_client_gets_decisions()
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
    public async Task A_reset_world_knows_the_client_still(string query)
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
    public async Task A_client_of_the_apps_own_is_known_too(bool base64)
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
    public async Task A_key_that_is_none_does_not_stop_the_sandbox(string jwk)
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
    public async Task A_world_that_was_kept_knows_the_new_key_of_the_next_start()
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
    public async Task A_seed_that_cannot_be_read_stops_the_start_with_its_name()
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
