using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using SystemUser.AspNetCore.Testing;
using SystemUser.Sandbox.Wire.Scripted;

namespace SystemUser.AspNetCore.OpenApi.Tests.Support;

/// <summary>An app with some endpoints and its OpenAPI document.</summary>
internal sealed class DescribedApp : IAsyncDisposable
{
    private readonly ScriptedSandbox _sandbox = new();
    private readonly WebApplication _app;

    private DescribedApp(
        Action<WebApplication> map,
        Action<OpenApiOptions> describe,
        Action<IServiceCollection>? configure
    )
    {
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseTestServer();
        builder.Configuration["SystemUser:RequiredScopes:0"] = "my:api";
        builder.UseSystemUserSandbox(_sandbox);
        builder.Services.AddSystemUserAuthorization();
        builder.Services.AddControllers().AddApplicationPart(typeof(DescribedApp).Assembly);
        builder.Services.AddOpenApi(describe);
        configure?.Invoke(builder.Services);
        _app = builder.Build();
        _app.MapOpenApi();
        map(_app);
    }

    public static async Task<DescribedApp> StartAsync(
        Action<WebApplication> map,
        Action<OpenApiOptions>? describe = null,
        Action<IServiceCollection>? configure = null
    )
    {
        var app = new DescribedApp(map, describe ?? (options => options.AddSystemUserRights()), configure);
        await app._app.StartAsync(TestContext.Current.CancellationToken);
        return app;
    }

    public HttpClient CreateClient() => _app.GetTestClient();

    public async Task<JsonNode> GetDocumentAsync()
    {
        using var client = CreateClient();
        var text = await client.GetStringAsync("/openapi/v1.json", TestContext.Current.CancellationToken);
        return JsonNode.Parse(text)!;
    }

    public async Task<JsonNode> GetOperationAsync(string path, string method = "get") =>
        (await GetDocumentAsync())["paths"]![path]![method]!;

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await _sandbox.DisposeAsync();
    }
}
