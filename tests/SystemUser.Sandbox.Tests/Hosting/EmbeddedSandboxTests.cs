using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Options;

namespace SystemUser.Sandbox.Tests.Hosting;

public sealed class EmbeddedSandboxTests
{
    private const string Metadata = "/.well-known/oauth-authorization-server";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Sandbox_starts_and_stops_when_the_app_does()
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
    public void App_is_configured_by_environment_when_the_address_is_the_default()
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
    public void App_is_configured_by_addresses_when_the_address_is_another()
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
    public void Secrets_are_new_when_another_app_starts()
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
    public void Apps_own_settings_win_when_both_are_there()
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
    public async Task Sandbox_does_not_start_when_the_app_is_configured_for_elsewhere(string setting)
    {
        await using var app = DevelopedApp.Build(out var address, setting);

        await app.StartAsync(Cancelled);

        app.Configuration["SystemUser:Client:PrivateJwk"].ShouldBeNull();
        using var client = new HttpClient { BaseAddress = address };
        await Should.ThrowAsync<HttpRequestException>(() => client.GetAsync(Metadata, Cancelled));
        await app.StopAsync(Cancelled);
    }

    [Theory]
    [InlineData("SystemUser:Environment", "Test")]
    [InlineData("SystemUser:Maskinporten:Issuer", "https://test.maskinporten.no/")]
    [InlineData("SystemUser:Altinn:BaseAddress", "https://platform.tt02.altinn.no")]
    public async Task Log_names_the_key_when_the_sandbox_does_not_start(string key, string value)
    {
        var builder = DevelopedApp.Builder($"--{key}={value}");
        builder.Logging.AddFakeLogging();
        builder.AddSystemUserSandbox();
        builder.AddSystemUserSandbox();
        await using var app = builder.Build();

        await app.StartAsync(Cancelled);

        app.Services.GetFakeLogCollector()
            .GetSnapshot()
            .Single(record => record.Category == "SystemUser.Sandbox")
            .Message.ShouldStartWith(
                $"The sandbox does not start, because '{key}' is '{value}'. If the app is to run in it, remove that key"
            );
        await app.StopAsync(Cancelled);
    }

    [Fact]
    public async Task Log_names_the_key_when_the_apps_own_settings_stop_the_start()
    {
        var builder = DevelopedApp.Builder("--SystemUser:Environment=Test");
        builder.Logging.AddFakeLogging();
        builder.Services.AddSystemUserAuthorization();
        builder.AddSystemUserSandbox();
        await using var app = builder.Build();

        await Should.ThrowAsync<OptionsValidationException>(() => app.StartAsync(Cancelled));

        app.Services.GetFakeLogCollector()
            .GetSnapshot()
            .ShouldContain(record =>
                record.Message.StartsWith("The sandbox does not start, because 'SystemUser:Environment' is 'Test'.")
            );
    }

    [Theory]
    [InlineData(
        "SystemUserSandbox:Adress",
        "http://localhost:5091",
        "'SystemUserSandbox:Adress' is no key of the sandbox."
    )]
    [InlineData("SystemUserSandbox:Seed:File", "world.json", "'SystemUserSandbox:Seed' is no key of the sandbox.")]
    [InlineData("SystemUserSandbox", "on", "'SystemUserSandbox' is 'on'. It is a section")]
    public void Start_is_refused_with_the_keys_there_are_when_one_is_unknown(string key, string value, string why)
    {
        var builder = DevelopedApp.Builder($"--{key}={value}");

        var refusal = Should.Throw<InvalidOperationException>(() => builder.AddSystemUserSandbox());

        refusal.Message.ShouldStartWith(why);
        refusal.Message.ShouldContain(
            "Enabled, Address, PublicAddress, CertificatePath, CertificatePassword, UnsafeListenBeyondLoopback, SubscriptionKeys, Resources, SeedFile, StateFolder"
        );
    }

    [Fact]
    public void Every_unknown_key_is_named_when_there_are_several() =>
        Should
            .Throw<InvalidOperationException>(() =>
                DevelopedApp.Build(out _, "--SystemUserSandbox:Adress=a", "--SystemUserSandbox:Folder=b")
            )
            .Message.Split(Environment.NewLine)
            .Length.ShouldBe(2);

    [Fact]
    public async Task Sandbox_does_not_start_when_later_configuration_points_elsewhere()
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
    public void Start_is_refused_when_the_environment_is_not_Development(string environment)
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
    public async Task App_is_stopped_when_other_machines_can_reach_it(string listener)
    {
        await using var app = DevelopedApp.Build(out var address, $"--urls={listener}");

        var refusal = await Should.ThrowAsync<InvalidOperationException>(() => app.StartAsync(Cancelled));

        refusal.Message.ShouldContain("which other machines can reach");
        refusal.Message.ShouldContain("AddSystemUserSandbox");
        using var client = new HttpClient { BaseAddress = address };
        await Should.ThrowAsync<HttpRequestException>(() => client.GetAsync(Metadata, Cancelled));
    }

    [Fact]
    public async Task Start_is_refused_with_the_key_to_change_when_the_port_is_taken()
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
    public void Start_is_refused_when_the_address_is_not_loopback(string address)
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
    public void Sandbox_stops_when_the_app_is_disposed_of_synchronously()
    {
        using var app = (IDisposable)DevelopedApp.Build(out _);

        ((IHost)app).Start();
    }

    [Fact]
    public async Task One_sandbox_starts_when_it_is_added_twice()
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
