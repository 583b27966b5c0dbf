using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace SystemUser.Sandbox.Tests.Hosting;

public sealed class EmbeddedSandboxTests
{
    private const string Metadata = "/.well-known/oauth-authorization-server";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Starts_and_stops_with_the_app()
    {
        await using var app = DevelopedApp.Build(out var address);
        using var client = new HttpClient { BaseAddress = address };
        await Should.ThrowAsync<HttpRequestException>(() => client.GetAsync(Metadata, Cancelled));

        await app.StartAsync(Cancelled);
        var metadata = await client.GetFromJsonAsync<JsonElement>(Metadata, Cancelled);
        metadata.GetProperty("issuer").GetString().ShouldBe(address.ToString());

        await app.StopAsync(Cancelled);
        await Should.ThrowAsync<HttpRequestException>(() => client.GetAsync(Metadata, Cancelled));
    }

    [Fact]
    public void Configures_the_app_for_the_usual_address_by_environment()
    {
        var builder = DevelopedApp.Builder();

        builder.AddSystemUserSandbox();

        var section = builder.Configuration.GetSection("SystemUser");
        section["Environment"].ShouldBe("Sandbox");
        section["Altinn:SubscriptionKey"].ShouldNotBeNullOrEmpty();
        section["Client:ClientId"].ShouldNotBeNullOrEmpty();
        section["Client:PrivateJwk"]!.ShouldContain("\"d\":");
        section["Maskinporten:Issuer"].ShouldBeNull();
        section["Altinn:BaseAddress"].ShouldBeNull();
    }

    [Fact]
    public void Configures_the_app_for_another_address_by_address()
    {
        var builder = DevelopedApp.Builder("--SystemUserSandbox:Address=http://127.0.0.1:5091");

        builder.AddSystemUserSandbox();

        var section = builder.Configuration.GetSection("SystemUser");
        section["Maskinporten:Issuer"].ShouldBe("http://127.0.0.1:5091/");
        section["Maskinporten:MetadataAddress"]
            .ShouldBe("http://127.0.0.1:5091/.well-known/oauth-authorization-server");
        section["Altinn:BaseAddress"].ShouldBe("http://127.0.0.1:5091");
    }

    [Fact]
    public void Makes_new_secrets_for_each_app()
    {
        string?[] Secrets()
        {
            var builder = DevelopedApp.Builder();
            builder.AddSystemUserSandbox();
            var section = builder.Configuration.GetSection("SystemUser");
            return [section["Altinn:SubscriptionKey"], section["Client:PrivateJwk"]];
        }

        Secrets().Intersect(Secrets()).ShouldBeEmpty();
    }

    [Fact]
    public void Leaves_what_the_app_has_set()
    {
        var builder = DevelopedApp.Builder(
            "--SystemUser:Altinn:SubscriptionKey=mine",
            "--SystemUser:Client:ClientId=me"
        );

        builder.AddSystemUserSandbox();

        var section = builder.Configuration.GetSection("SystemUser");
        section["Altinn:SubscriptionKey"].ShouldBe("mine");
        section["Client:ClientId"].ShouldBe("me");
        section["Client:PrivateJwk"].ShouldBeNull();
    }

    [Theory]
    [InlineData("--SystemUser:Environment=Test")]
    [InlineData("--SystemUser:Maskinporten:Issuer=https://test.maskinporten.no/")]
    [InlineData("--SystemUser:Altinn:BaseAddress=https://platform.tt02.altinn.no")]
    public async Task Stands_aside_for_an_app_that_lives_elsewhere(string setting)
    {
        await using var app = DevelopedApp.Build(out var address, setting);

        await app.StartAsync(Cancelled);

        app.Configuration["SystemUser:Client:PrivateJwk"].ShouldBeNull();
        using var client = new HttpClient { BaseAddress = address };
        await Should.ThrowAsync<HttpRequestException>(() => client.GetAsync(Metadata, Cancelled));
        await app.StopAsync(Cancelled);
    }

    [Fact]
    public async Task Stands_aside_if_that_turns_out_only_at_the_start()
    {
        await using var app = DevelopedApp.Build(out var address);
        ((IConfigurationManager)app.Configuration).AddInMemoryCollection([
            new("SystemUser:Maskinporten:Issuer", "https://sandbox.test/"),
        ]);

        await app.StartAsync(Cancelled);

        using var client = new HttpClient { BaseAddress = address };
        await Should.ThrowAsync<HttpRequestException>(() => client.GetAsync(Metadata, Cancelled));
        await app.StopAsync(Cancelled);
    }

    [Theory]
    [InlineData("Production")]
    [InlineData("Staging")]
    public void Refuses_any_environment_but_Development(string environment)
    {
        var builder = DevelopedApp.Builder(environment, []);

        var refusal = Should.Throw<InvalidOperationException>(() => builder.AddSystemUserSandbox());

        refusal.Message.ShouldContain($"'{environment}'");
        refusal.Message.ShouldContain("builder.Environment.IsDevelopment()");
        builder.Configuration["SystemUser:Environment"].ShouldBeNull();
    }

    [Theory]
    [InlineData("http://0.0.0.0:0")]
    [InlineData("http://*:0")]
    [InlineData("http://[::]:0")]
    public async Task Stops_an_app_that_other_machines_can_reach(string listener)
    {
        await using var app = DevelopedApp.Build(out var address, $"--urls={listener}");

        var refusal = await Should.ThrowAsync<InvalidOperationException>(() => app.StartAsync(Cancelled));

        refusal.Message.ShouldContain("which other machines can reach");
        refusal.Message.ShouldContain("AddSystemUserSandbox");
        using var client = new HttpClient { BaseAddress = address };
        await Should.ThrowAsync<HttpRequestException>(() => client.GetAsync(Metadata, Cancelled));
    }

    [Fact]
    public async Task Names_the_key_to_change_if_the_port_is_taken()
    {
        await using var app = DevelopedApp.Build(out var address);
        using var other = new TcpListener(IPAddress.Loopback, address.Port);
        other.Start();

        var refusal = await Should.ThrowAsync<InvalidOperationException>(() => app.StartAsync(Cancelled));

        refusal.Message.ShouldBe(
            $"The sandbox cannot listen on http://localhost:{address.Port}: the address is in use. Stop what uses it, "
                + "or set 'SystemUserSandbox:Address' to another, such as http://localhost:5091."
        );
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("https://localhost:5090")]
    [InlineData("http://localhost:5090/path")]
    [InlineData("http://user:word@localhost:5090")]
    [InlineData("http://0.0.0.0:5090")]
    [InlineData("http://192.0.2.1:5090")]
    [InlineData("http://127.0.0.2:5090")]
    public void Refuses_an_address_that_is_no_loopback_address(string address)
    {
        var builder = DevelopedApp.Builder(
            $"--SystemUserSandbox:Address={address}",
            "--SystemUserSandbox:UnsafeListenBeyondLoopback=true"
        );

        Should
            .Throw<InvalidOperationException>(() => builder.AddSystemUserSandbox())
            .Message.ShouldStartWith("'SystemUserSandbox:Address' is '");
    }

    [Fact]
    public void Is_disposed_of_synchronously_too()
    {
        using var app = (IDisposable)DevelopedApp.Build(out _);

        ((IHost)app).Start();
    }

    [Fact]
    public async Task Is_added_once_however_often_it_is_added()
    {
        var builder = DevelopedApp.Builder($"--SystemUserSandbox:Address=http://localhost:{DevelopedApp.FreePort()}");
        builder.AddSystemUserSandbox();
        var key = builder.Configuration["SystemUser:Client:PrivateJwk"];

        builder.AddSystemUserSandbox();

        builder.Configuration["SystemUser:Client:PrivateJwk"].ShouldBe(key);
        await using var app = builder.Build();
        await app.StartAsync(Cancelled);
        await app.StopAsync(Cancelled);
    }
}
