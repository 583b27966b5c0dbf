using KravOgBetalingerApi.Data;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using SystemUser.AspNetCore.Altinn;
using SystemUser.AspNetCore.Authorization;
using SystemUser.AspNetCore.Claims;
using SystemUser.AspNetCore.OpenApi;
using SystemUser.AspNetCore.Testing;
using SystemUser.Sandbox.Wire.Scripted;

namespace KravOgBetalingerApi.Tests.Examples;

/// <summary>The app that README and guide put together, snippet by snippet.</summary>
internal static class GuideApp
{
    /// <summary>Builds the app with a configuration that is printed there.</summary>
    public static WebApplication Build(
        string settings,
        ScriptedSandbox sandbox,
        IKravregister register,
        SqliteConnection documents
    )
    {
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseTestServer();
        builder.Configuration.AddJsonStream(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(settings)));
        builder.UseSystemUserSandbox(sandbox);
        builder.Services.AddSingleton(register);
        builder.Services.AddDbContext<DocumentContext>(options => options.UseSqlite(documents));
        builder.Services.AddControllers().AddApplicationPart(typeof(KravController).Assembly);

        builder.Services.AddSystemUserAuthorization();

        builder
            .Services.AddAuthentication()
            .AddJwtBearer(
                "TokenX",
                options =>
                {
                    options.Authority = builder.Configuration["TokenX:Issuer"];
                    options.Audience = builder.Configuration["TokenX:ClientId"];
                    options.MapInboundClaims = false;
                }
            );
        builder
            .Services.AddAuthorizationBuilder()
            .AddPolicy(
                "person",
                policy => policy.AddAuthenticationSchemes("TokenX").RequireClaim("acr", "idporten-loa-high")
            );

        builder
            .Services.AddAuthorizationBuilder()
            .AddPolicy("krav", policy => policy.RequireSystemUserRight("ske-krav-og-betalinger"));

        builder.Services.AddScoped<DocumentOwner>();
        builder.Services.AddScoped<ReportParty>();

        builder.Services.AddOpenApi(options => options.AddSystemUserRights());

        var app = builder.Build();
        app.MapOpenApi();
        app.MapControllers();

        app.MapGet(
                "/v1/klienter",
                (
                    AltinnSystemUser systemUser,
                    IAuthorizedPartyDirectory directory,
                    CancellationToken cancellationToken
                ) =>
                    directory.GetOrganizationsAsync(
                        systemUser.Id,
                        ResourceId.Parse("ske-krav-og-betalinger"),
                        cancellationToken
                    )
            )
            .RequireMaskinportenScope("skatteetaten:kravogbetalinger");

        app.MapGet(
                "/v1/mine/krav",
                (AltinnSystemUser systemUser, AuthorizedParty party) => $"{systemUser.Id} reads the claims of {party}."
            )
            .RequireSystemUserRight("ske-krav-og-betalinger");

        app.MapGet("/v1/krav/{orgnr}", (AuthorizedParty party) => $"The claims of {party}.")
            .RequireSystemUserRight("ske-krav-og-betalinger", right => right.PartyFromRoute = "orgnr");

        app.MapGet(
                "/v1/documents/{id}",
                (Guid id, DocumentContext database) => database.Documents.Where(document => document.Id == id)
            )
            .RequireSystemUserRight(
                "ske-krav-og-betalinger",
                right =>
                {
                    right.PartyFrom = typeof(DocumentOwner);
                    right.AllowClients = true;
                    right.HidePartyExistence = true;
                }
            );

        app.MapPost("/v1/reports", (Report report, AuthorizedParty party) => $"{party} reports {report.Amount}.")
            .RequireSystemUserRight("ske-krav-og-betalinger", right => right.PartyFrom = typeof(ReportParty));

        app.MapGet("/v1/instances/{**id}", (HttpContext context) => context.GetAuthorizedParty()!.ToString())
            .RequireSystemUserRight(
                "app_skd_krav",
                right =>
                {
                    right.InstanceFromRoute = "id";
                    right.InstanceType = "urn:altinn:instance-id";
                }
            );

        app.MapGet(
                "/v1/krav",
                (HttpContext context) =>
                    context.GetGrantedRights()[0].Resource.ToString() == "ske-krav-og-betalinger"
                        ? "All claims."
                        : "Claims of housing companies."
            )
            .RequireAnySystemUserRight(["ske-krav-og-betalinger", "ske-innrapportering-boligselskap"]);

        app.MapGet(
                "/v1/saldo",
                (HttpContext context) =>
                    context.GetAuthorizedParty() is { } party
                        ? $"The balance of {party}."
                        : $"The balance of {context.User.FindFirst("pid")?.Value}."
            )
            .RequireSystemUserRight("ske-krav-og-betalinger", right => right.Or = "person");

        return app;
    }
}
