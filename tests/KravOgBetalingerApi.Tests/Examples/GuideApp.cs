using KravOgBetalingerApi.Data;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
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
    public static WebApplication Build(string settings, ScriptedSandbox sandbox, IKravregister register)
    {
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseTestServer();
        builder.Configuration.AddJsonStream(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(settings)));
        builder.UseSystemUserSandbox(sandbox);
        builder.Services.AddSingleton(register);
        builder.Services.AddControllers().AddApplicationPart(typeof(KravController).Assembly);

        builder.Services.AddSystemUserAuthorization();

        builder.Services.AddOpenApi(options => options.AddSystemUserRights());

        var app = builder.Build();
        app.MapOpenApi();
        app.MapControllers();

        app.MapGet(
                "/v1/mine/krav",
                (AltinnSystemUser systemUser, AuthorizedParty party) => $"{systemUser.Id} reads the claims of {party}."
            )
            .RequireSystemUserRight("ske-krav-og-betalinger");

        app.MapGet("/v1/krav/{orgnr}", (AuthorizedParty party) => $"The claims of {party}.")
            .RequireSystemUserRight("ske-krav-og-betalinger", right => right.PartyFromRoute = "orgnr");

        return app;
    }
}
