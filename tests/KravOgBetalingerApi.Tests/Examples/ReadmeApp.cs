using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using SystemUser.AspNetCore.Authorization;
using SystemUser.AspNetCore.Claims;

namespace KravOgBetalingerApi.Tests.Examples;

/// <summary>The app that the README prints. CI makes a project of it and runs it.</summary>
internal static class ReadmeApp
{
    public static void Run(string[] args)
    {
        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddSystemUserAuthorization();
#if DEBUG
        if (builder.Environment.IsDevelopment())
        {
            builder.AddSystemUserSandbox();
        }
#endif

        var app = builder.Build();
        app.MapGet(
                "/v1/mine/krav",
                (AltinnSystemUser systemUser, AuthorizedParty party) => $"{systemUser.Id} reads the claims of {party}."
            )
            .RequireSystemUserRight("ske-krav-og-betalinger");
        app.Run();
    }
}
