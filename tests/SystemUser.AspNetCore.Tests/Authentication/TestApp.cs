using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using SystemUser.AspNetCore.Authorization;
using SystemUser.AspNetCore.Maskinporten;
using SystemUser.AspNetCore.Testing;
using SystemUser.AspNetCore.Tests.Authorization;
using SystemUser.Sandbox.Wire.Scripted;

namespace SystemUser.AspNetCore.Tests.Authentication;

/// <summary>An API behind the scheme <c>Maskinporten</c>, in a sandbox.</summary>
internal sealed class TestApp : IAsyncDisposable
{
    public const string Scope = "skatteetaten:kravogbetalinger";
    public static readonly DateTimeOffset Start = DateTimeOffset.FromUnixTimeSeconds(1_740_737_600);

    private readonly WebApplication _app;
    private readonly bool _ownsSandbox;

    private TestApp(WebApplication app, ScriptedSandbox sandbox, bool ownsSandbox)
    {
        _app = app;
        _ownsSandbox = ownsSandbox;
        Sandbox = sandbox;
        Client = app.GetTestClient();
    }

    public ScriptedSandbox Sandbox { get; }

    public FakeTimeProvider Clock => (FakeTimeProvider)Sandbox.TimeProvider;

    public HttpClient Client { get; }

    public IServiceProvider Services => _app.Services;

    public static ScriptedSandbox NewSandbox() => new(new FakeTimeProvider(Start));

    /// <summary>Starts an app with the endpoints <c>/</c> (a token), <c>/scope</c> (the scope) and <c>/right</c> (a right).</summary>
    public static async Task<TestApp> StartAsync(
        Action<JwtBearerOptions>? scheme = null,
        Action<IServiceCollection>? services = null,
        Action<WebApplication>? endpoints = null,
        ScriptedSandbox? sandbox = null,
        params (string Key, string Value)[] settings
    )
    {
        var used = sandbox ?? NewSandbox();
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseTestServer();
        builder.UseSystemUserSandbox(used);
        foreach (var (key, value) in settings)
        {
            builder.Configuration[key] = value;
        }

        builder.Services.AddRoutingCore();
        builder.Services.AddSystemUserAuthorization();
        builder.Services.AddAuthentication().AddMaskinporten(scheme);
        services?.Invoke(builder.Services);
        var app = builder.Build();
        app.UseRouting();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapGet("/", (HttpContext context) => Results.Text(context.User.Identity?.AuthenticationType ?? "nobody"))
            .AddEndpointFilter(TakeAnyToken);
        app.MapGet(
                "/claims",
                (HttpContext context) => context.User.Claims.Select(claim => $"{claim.Type}={claim.Value}")
            )
            .AddEndpointFilter(TakeAnyToken);
        app.MapGet(
            "/open",
            (HttpContext context) => Results.Text(context.User.Identity?.AuthenticationType ?? "nobody")
        );
        app.MapGet("/scope", () => "scope").WithMetadata(new RequireMaskinportenScopeAttribute(Scope));
        app.MapGet("/right", () => "right")
            .WithMetadata(new RequireSystemUserRightAttribute("ske-krav-og-betalinger") { Scope = Scope });
        endpoints?.Invoke(app);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new TestApp(app, used, sandbox is null);
    }

    /// <summary>Asks the scheme by itself, since authorization asks for a scope too.</summary>
    public static async ValueTask<object?> TakeAnyToken(
        EndpointFilterInvocationContext context,
        EndpointFilterDelegate next
    )
    {
        var result = await context.HttpContext.AuthenticateAsync(MaskinportenDefaults.AuthenticationScheme);
        if (!result.Succeeded)
        {
            return Results.Challenge(authenticationSchemes: [MaskinportenDefaults.AuthenticationScheme]);
        }

        context.HttpContext.User = result.Principal;
        return await next(context);
    }

    public Task<Reply> GetAsync(MaskinportenToken? token, string path = "/") => SendAsync(token?.ToString(), path);

    public Task<Reply> SendAsync(string? token, string path = "/") =>
        SendRawAsync(token is null ? [] : [("Authorization", $"Bearer {token}")], path);

    public async Task<Reply> SendRawAsync(IEnumerable<(string Name, string Value)> headers, string path = "/")
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value).ShouldBeTrue();
        }

        using var response = await Client.SendAsync(request, TestContext.Current.CancellationToken);
        return await Reply.OfAsync(response, TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
        if (_ownsSandbox)
        {
            await Sandbox.DisposeAsync();
        }
    }
}
