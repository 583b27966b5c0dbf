using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SystemUser.Sandbox.Wire.Scripted;

namespace SystemUser.AspNetCore.Benchmarks.Load;

/// <summary>An app with one endpoint, in a process of its own: open, behind stock JwtBearer, or behind scope, system user and right.</summary>
internal static class LoadServer
{
    public const string Open = "open";
    public const string Stock = "stock";
    public const string Ours = "ours";
    public const string Path = "/krav/310904473";
    private const string Pattern = "/krav/{party}";
    private const string Scope = "skatteetaten:kravogbetalinger";

    /// <summary>Serves until standard input ends; the first line it writes is its address, the second a token.</summary>
    public static async Task<int> RunAsync(string kind)
    {
        await using var sandbox = await ScriptedSandbox.StartAsync();
        sandbox.Pdp.Permit();
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using var app = kind switch
        {
            Stock => BuildStock(builder, sandbox),
            Ours => BuildOurs(builder, sandbox),
            _ => BuildOpen(builder),
        };
        await app.StartAsync();
        await Console.Out.WriteLineAsync(app.Urls.Single());
        await Console.Out.WriteLineAsync(
            sandbox.SystemUser().WithScopes(Scope).ExpiresIn(TimeSpan.FromHours(1)).ToString()
        );
        await Console.In.ReadToEndAsync();
        return 0;
    }

    private static WebApplication BuildOpen(WebApplicationBuilder builder)
    {
        var app = builder.Build();
        app.MapGet(Pattern, Answer);
        return app;
    }

    private static WebApplication BuildStock(WebApplicationBuilder builder, ScriptedSandbox sandbox)
    {
        builder
            .Services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme)
            .AddJwtBearer(options =>
            {
                options.MetadataAddress = sandbox.Configuration["SystemUser:Maskinporten:MetadataAddress"]!;
                options.RequireHttpsMetadata = false;
                options.TokenValidationParameters.ValidIssuer = sandbox.Issuer;
                options.TokenValidationParameters.ValidateAudience = false;
            });
        builder.Services.AddAuthorization();
        var app = builder.Build();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapGet(Pattern, Answer).RequireAuthorization(new AuthorizeAttribute());
        return app;
    }

    private static WebApplication BuildOurs(WebApplicationBuilder builder, ScriptedSandbox sandbox)
    {
        builder.Configuration.AddInMemoryCollection(sandbox.Configuration);
        builder.Configuration["SystemUser:RequiredScopes:0"] = Scope;
        builder.Services.AddSystemUserAuthorization();
        var app = builder.Build();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapGet(Pattern, Answer)
            .RequireSystemUserRight("ske-krav-og-betalinger", right => right.PartyFromRoute = "party");
        return app;
    }

    private static string Answer(string party) => party;
}
