using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using SystemUser.AspNetCore.Configuration;
using SystemUser.Sandbox.Wire.Scripted;

namespace SystemUser.AspNetCore.Testing.Tests;

public sealed class WebApplicationFactoryTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Points_the_configuration_at_the_sandbox()
    {
        await using var app = new PlainAppFactory().WithSystemUserSandbox(out var sandbox);
        using var client = app.CreateClient();

        foreach (var (key, value) in sandbox.Configuration)
        {
            (await client.GetStringAsync($"/configuration/{key}", Cancelled)).ShouldBe(value);
        }
    }

    [Theory]
    [InlineData("SystemUser:Environment", "Production")]
    [InlineData("SystemUser:Altinn:SubscriptionKey", "a-real-one")]
    public async Task Overrules_what_the_app_has_set(string key, string value)
    {
        await using var factory = new PlainAppFactory();
        await using var app = factory
            .WithWebHostBuilder(builder => builder.UseSetting(key, value))
            .WithSystemUserSandbox(out _);
        using var client = app.CreateClient();

        (await client.GetStringAsync($"/configuration/{key}", Cancelled)).ShouldNotBe(value);
    }

    /// <summary>Gets all but where a certificate would be looked for, which says nothing without one.</summary>
    public static TheoryData<string> SettingsOfTheClient =>
        [
            .. typeof(MaskinportenClientOptions)
                .GetProperties()
                .Select(property => property.Name)
                .Except([nameof(MaskinportenClientOptions.CertificateStore)]),
        ];

    [Theory]
    [MemberData(nameof(SettingsOfTheClient))]
    public Task Overrules_every_setting_of_the_apps_client(string setting) =>
        Overrules_what_the_app_has_set($"SystemUser:Client:{setting}", "a-real-one");

    [Fact]
    public async Task Calls_reach_the_sandbox_in_memory()
    {
        await using var app = new PlainAppFactory().WithSystemUserSandbox(out var sandbox);
        using var client = app.CreateClient();

        var answer = await client.GetStringAsync("/altinn/.well-known/oauth-authorization-server", Cancelled);

        answer.ShouldStartWith("200 {\"issuer\":\"https://sandbox.test/\"");
        sandbox.Metadata.Calls.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task The_sandbox_is_built_apart_from_what_configures_the_apps_host()
    {
        await using var app = new PlainAppFactory().WithSystemUserSandbox(out _);
        app.StartServer();
        using var here = new HostsBuiltHere();
        using var builtHere = new HostBuilder().Build();
        here.Count.ShouldBe(1);

        app.Services.GetRequiredService<IHttpClientFactory>().CreateClient(SystemUserHttpClients.Altinn);

        here.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_call_that_nobody_arranged_fails_with_its_address()
    {
        await using var app = new PlainAppFactory().WithSystemUserSandbox(out _);
        using var client = app.CreateClient();

        var exception = await Should.ThrowAsync<UnarrangedCallException>(() =>
            client.GetStringAsync("/altinn/resourceregistry/api/v1/resource/x", Cancelled)
        );

        exception.Message.ShouldContain("GET https://sandbox.test/resourceregistry/api/v1/resource/x");
        exception.Message.ShouldContain("sandbox.Endpoint(\"GET\", \"/resourceregistry/api/v1/resource/x\")");
    }

    [Fact]
    public async Task An_arranged_endpoint_answers()
    {
        await using var app = new PlainAppFactory().WithSystemUserSandbox(out var sandbox);
        using var client = app.CreateClient();
        sandbox.Endpoint("GET", "/resourceregistry/api/v1/resource/x").Always.Respond("{}");

        (await client.GetStringAsync("/altinn/resourceregistry/api/v1/resource/x", Cancelled)).ShouldBe("200 {}");
    }

    [Fact]
    public async Task A_dropped_connection_looks_as_it_does_on_a_socket()
    {
        await using var app = new PlainAppFactory().WithSystemUserSandbox(out var sandbox);
        using var client = app.CreateClient();
        sandbox.Metadata.Next.Drop();

        (await client.GetStringAsync("/altinn/.well-known/oauth-authorization-server", Cancelled)).ShouldBe(
            nameof(IOException)
        );
    }

    [Fact]
    public async Task The_clock_of_the_sandbox_becomes_the_apps()
    {
        var clock = new FixedTimeProvider(new DateTimeOffset(2026, 11, 20, 12, 0, 0, TimeSpan.Zero));
        await using var app = new PlainAppFactory().WithSystemUserSandbox(out var sandbox, clock);
        using var client = app.CreateClient();

        sandbox.TimeProvider.ShouldBeSameAs(clock);
        (await client.GetStringAsync("/now", Cancelled)).ShouldBe(clock.GetUtcNow().ToString("O"));
    }

    [Fact]
    public async Task Several_apps_share_a_sandbox_of_the_tests()
    {
        using var sandbox = new ScriptedSandbox();
        await using (var first = new PlainAppFactory().WithSystemUserSandbox(sandbox))
        {
            using var client = first.CreateClient();
            await client.GetStringAsync("/altinn/jwk", Cancelled);
        }

        await using var second = new PlainAppFactory().WithSystemUserSandbox(sandbox);
        using var other = second.CreateClient();
        await other.GetStringAsync("/altinn/jwk", Cancelled);

        sandbox.Jwks.Calls.Count.ShouldBe(2);
    }

    [Fact]
    public void Is_disposed_of_synchronously_too()
    {
        using var app = new PlainAppFactory().WithSystemUserSandbox(out _);
        using var client = app.CreateClient();
    }

    [Fact]
    public void Authenticates_a_client()
    {
        using var sandbox = new ScriptedSandbox();
        using var client = new HttpClient();

        client.AuthenticateAs(sandbox.SystemUser()).ShouldBeSameAs(client);

        client.DefaultRequestHeaders.Authorization!.Scheme.ShouldBe("Bearer");
        client.DefaultRequestHeaders.Authorization.Parameter!.Split('.').Length.ShouldBe(3);
    }

    private sealed class FixedTimeProvider(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
