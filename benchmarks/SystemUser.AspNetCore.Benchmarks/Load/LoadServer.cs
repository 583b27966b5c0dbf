using System.Globalization;
using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SystemUser.AspNetCore.Authorization;

namespace SystemUser.AspNetCore.Benchmarks.Load;

/// <summary>An app with one endpoint, the same in all ways but for what stands before it.</summary>
internal static class LoadServer
{
    public const string Path = $"/krav/{TokenFile.Owner}";

    /// <summary>Asks a server process to know no token from before.</summary>
    public const string Forget = "forget";

    /// <summary>Asks a server process for the bytes on its managed heap, after a collection.</summary>
    public const string Heap = "heap";

    private const string Pattern = "/krav/{party}";

    /// <summary>Serves as a process: writes its address, then answers each line of standard input with one, until that ends.</summary>
    public static async Task<int> RunAsync(Way way)
    {
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using var app = Build(way, builder);
        await app.StartAsync();
        await Console.Out.WriteLineAsync(app.Urls.Single());
        while (await Console.In.ReadLineAsync() is { } line)
        {
            if (line == Forget)
            {
                // What was validated under other options is validated anew.
                ((IConfigurationRoot)builder.Configuration).Reload();
            }

            var heap = line == Heap ? GC.GetTotalMemory(forceFullCollection: true) : 0;
            await Console.Out.WriteLineAsync(heap.ToString(CultureInfo.InvariantCulture));
        }

        return 0;
    }

    /// <summary>Builds the app. The addresses of Maskinporten and Altinn are in its configuration.</summary>
    public static WebApplication Build(Way way, WebApplicationBuilder builder)
    {
        builder.Logging.ClearProviders();
        AddAuthentication(way, builder);
        var app = builder.Build();
        if (way != Way.Open)
        {
            app.UseAuthentication();
            app.UseAuthorization();
        }

        switch (way)
        {
            case Way.Open:
                app.MapGet(Pattern, Answer);
                break;
            case Way.Ours:
                app.MapGet(
                    Pattern,
                    [RequireSystemUserRight(
                        "ske-krav-og-betalinger",
                        Scope = TokenFile.Scope,
                        PartyFromRoute = "party"
                    )]
                    (string party) => Answer(party)
                );
                break;
            default:
                app.MapGet(Pattern, Answer).RequireAuthorization();
                break;
        }

        return app;
    }

    private static void AddAuthentication(Way way, WebApplicationBuilder builder)
    {
        var services = builder.Services;
        switch (way)
        {
            case Way.Floor:
                services
                    .AddAuthentication(nameof(Way.Floor))
                    .AddScheme<AuthenticationSchemeOptions, ReadyHandler>(nameof(Way.Floor), configureOptions: null);
                services.AddAuthorization();
                break;
            case Way.Stock:
                var maskinporten = builder.Configuration.GetSection("SystemUser:Maskinporten");
                services
                    .AddAuthentication(JwtBearerDefaults.AuthenticationScheme)
                    .AddJwtBearer(options =>
                    {
                        options.MetadataAddress = maskinporten["MetadataAddress"]!;
                        options.RequireHttpsMetadata = false;
                        options.TokenValidationParameters.ValidIssuer = maskinporten["Issuer"];
                        options.TokenValidationParameters.ValidateAudience = false;
                    });
                services.AddAuthorization();
                break;
            case Way.Ours:
                services.AddSystemUserAuthorization();
                break;
        }
    }

    private static string Answer(string party) => party;

    private sealed class ReadyHandler(
        IOptionsMonitor<AuthenticationSchemeOptions> options,
        ILoggerFactory logger,
        UrlEncoder encoder
    ) : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
    {
        private static readonly Task<AuthenticateResult> s_ready = Task.FromResult(
            AuthenticateResult.Success(
                new AuthenticationTicket(
                    new ClaimsPrincipal(new ClaimsIdentity([new Claim("sub", "ready")], nameof(Way.Floor))),
                    nameof(Way.Floor)
                )
            )
        );

        protected override Task<AuthenticateResult> HandleAuthenticateAsync() => s_ready;
    }
}
