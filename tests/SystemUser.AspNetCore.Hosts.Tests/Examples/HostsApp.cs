using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Identity.Web;
using SystemUser.AspNetCore.Authorization;

namespace SystemUser.AspNetCore.Hosts.Tests.Examples;

/// <summary>What docs/hosts.md prints outside of classes.</summary>
internal static class HostsApp
{
    public static void AddCookies(WebApplicationBuilder builder)
    {
        builder.Services.AddAuthentication().AddCookie();
        builder.Services.AddSystemUserAuthorization();
    }

    public static void AddIdentityWeb(WebApplicationBuilder builder)
    {
        builder.Services.AddAuthentication().AddMicrosoftIdentityWebApi(builder.Configuration);
        builder.Services.AddSystemUserAuthorization();
    }

    public static void AddPolicy(WebApplicationBuilder builder)
    {
        builder
            .Services.AddAuthorizationBuilder()
            .AddPolicy("krav", policy => policy.RequireSystemUserRight("ske-krav-og-betalinger"));
    }

    public static void Map(WebApplication app)
    {
        var krav = app.MapGroup("/minimal/{orgnr}")
            .RequireSystemUserRight("ske-krav-og-betalinger", right => right.PartyFromRoute = "orgnr");

        krav.MapGet("/krav", (AuthorizedParty party) => $"The claims of {party}.");

        app.MapGet("/min-side", () => "A person's page.").RequireAuthorization(); // cookies: 302 to the log-in page
        app.MapGet("/mine/krav", (AuthorizedParty party) => $"The claims of {party}.")
            .RequireSystemUserRight("ske-krav-og-betalinger"); // Maskinporten: 401
    }
}
