using System.Net;
using System.Reflection;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using SystemUser.AspNetCore.Claims;
using SystemUser.AspNetCore.Configuration;
using SystemUser.AspNetCore.Testing;
using SystemUser.Sandbox.Wire.Scripted;

namespace SystemUser.AspNetCore.Tests.Authentication;

/// <summary>The scheme alone, for those who compose authentication themselves.</summary>
public sealed class AddMaskinportenTests
{
    [Fact]
    public async Task AddMaskinporten_alone_works_with_the_section_of_the_configuration()
    {
        await using var sandbox = TestApp.NewSandbox();
        await using var app = await StartAsync(
            sandbox,
            services => services.AddAuthentication().AddMaskinporten(),
            ["SystemUser:Client:ClientId", "SystemUser:Client:PrivateJwk", "SystemUser:Altinn:SubscriptionKey"]
        );
        using var client = app.GetTestClient();

        (await GetAsync(client)).ShouldBe((HttpStatusCode.Unauthorized, "token-missing"));
        client.AuthenticateAs(sandbox.SystemUser());
        (await GetAsync(client)).ShouldBe((HttpStatusCode.OK, "in"));
        (await GetAsync(client, "/plain")).ShouldBe((HttpStatusCode.Forbidden, "insufficient-scope"));
        client.AuthenticateAs(sandbox.SystemUser().SignedWith("PS256"));
        (await GetAsync(client)).ShouldBe((HttpStatusCode.Unauthorized, "token-invalid"));
    }

    [Fact]
    public async Task AddMaskinporten_alone_works_when_the_options_are_set_in_code()
    {
        await using var sandbox = TestApp.NewSandbox();
        await using var app = await StartAsync(
            sandbox,
            services =>
            {
                services.Configure<SystemUserOptions>(options =>
                {
                    options.Environment = SystemUserEnvironment.Test;
                    options.Maskinporten.Issuer = sandbox.Issuer;
                    options.Maskinporten.MetadataAddress = sandbox.Issuer + ".well-known/oauth-authorization-server";
                    options.Altinn.BaseAddress = sandbox.BaseAddress.AbsoluteUri;
                });
                services.AddAuthentication().AddMaskinporten();
            },
            [.. sandbox.Configuration.Keys]
        );
        using var client = app.GetTestClient();

        client.AuthenticateAs(sandbox.SystemUser());
        (await GetAsync(client)).ShouldBe((HttpStatusCode.OK, "in"));
    }

    [Fact]
    public async Task AddMaskinporten_alone_makes_no_caller_of_what_a_request_claims()
    {
        await using var sandbox = TestApp.NewSandbox();
        await using var app = await StartAsync(
            sandbox,
            services =>
            {
                services.AddAuthentication().AddMaskinporten();
                services
                    .AddControllers()
                    .ConfigureApplicationPartManager(parts => parts.FeatureProviders.Add(new Own()))
                    .AddApplicationPart(typeof(CallerController).Assembly);
            },
            map: app => app.MapControllers()
        );
        using var client = app.GetTestClient();

        var thrown = await Should.ThrowAsync<InvalidOperationException>(() =>
            GetAsync(
                client,
                "/caller?By.Consumer.Authority=iso6523-actorid-upis&By.Consumer.Id=0192:310904473&By.ExpiresAt=2099-01-01"
            )
        );

        thrown.Message.ShouldContain("AddSystemUserAuthorization()");
    }

    [Fact]
    public async Task AddMaskinporten_alone_stops_the_start_where_a_caller_is_demanded()
    {
        await using var sandbox = TestApp.NewSandbox();

        var thrown = await Should.ThrowAsync<TargetInvocationException>(() =>
            StartAsync(
                sandbox,
                services => services.AddAuthentication().AddMaskinporten(),
                map: app => app.MapGet("/caller", (MaskinportenCaller caller) => $"{caller.Consumer}")
            )
        );

        thrown.InnerException!.Message.ShouldContain("AddSystemUserAuthorization()");
    }

    [Fact]
    public async Task JwtBearer_options_give_Maskinportens_metadata_to_whoever_reads_them()
    {
        await using var app = await TestApp.StartAsync();

        var options = app.Services.GetRequiredService<IOptionsMonitor<JwtBearerOptions>>().Get("Maskinporten");
        var configuration = await options.ConfigurationManager!.GetConfigurationAsync(
            TestContext.Current.CancellationToken
        );

        configuration.Issuer.ShouldBe(app.Sandbox.Issuer);
        configuration.SigningKeys.Select(key => key.KeyId).ShouldBe([app.Sandbox.Keys.Current.KeyId]);
    }

    [Fact]
    public async Task AddMaskinporten_stops_the_start_when_nothing_is_configured()
    {
        await using var sandbox = TestApp.NewSandbox();

        var exception = await Should.ThrowAsync<OptionsValidationException>(() =>
            StartAsync(
                sandbox,
                services => services.AddAuthentication().AddMaskinporten(),
                [.. sandbox.Configuration.Keys]
            )
        );

        exception.Message.ShouldContain("SystemUser:Maskinporten:Issuer");
    }

    private static async Task<WebApplication> StartAsync(
        ScriptedSandbox sandbox,
        Action<IServiceCollection> services,
        string[]? without = null,
        Action<WebApplication>? map = null
    )
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseTestServer();
        builder.UseSystemUserSandbox(sandbox);
        builder.Configuration.AddInMemoryCollection(
            (without ?? []).Select(key => KeyValuePair.Create(key, (string?)null))
        );
        builder.Services.AddRoutingCore();
        builder.Services.AddAuthorization();
        services(builder.Services);
        var app = builder.Build();
        app.UseRouting();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapGet("/", () => "in").AddEndpointFilter(TestApp.TakeAnyToken);
        app.MapGet("/plain", () => "in").RequireAuthorization();
        map?.Invoke(app);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return app;
    }

    private static async Task<(HttpStatusCode Status, string? Text)> GetAsync(HttpClient client, string path = "/")
    {
        using var response = await client.GetAsync(path, TestContext.Current.CancellationToken);
        var body = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return response.IsSuccessStatusCode
            ? (response.StatusCode, body)
            : (
                response.StatusCode,
                System.Text.Json.JsonDocument.Parse(body).RootElement.GetProperty("code").GetString()
            );
    }

    [Route("caller")]
    private sealed class CallerController : ControllerBase
    {
        [HttpGet]
        public string Get([FromQuery] Search search) => $"{search.By?.Consumer}";
    }

    private sealed class Search
    {
        public MaskinportenCaller? By { get; set; }
    }

    private sealed class Own : ControllerFeatureProvider
    {
        protected override bool IsController(TypeInfo typeInfo) => typeInfo.AsType() == typeof(CallerController);
    }
}
