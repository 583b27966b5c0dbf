using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using SystemUser.AspNetCore.Authorization;
using SystemUser.AspNetCore.Claims;

namespace SystemUser.AspNetCore.Testing.Tests;

/// <summary>An API provider's app as it would stand in production, addresses and secrets included.</summary>
public sealed class ProtectedAppFactory : WebApplicationFactory<ProtectedAppFactory>
{
    public const string Scope = "skatteetaten:kravogbetalinger";
    public const string Resource = "ske-krav-og-betalinger";

    protected override IHostBuilder CreateHostBuilder() =>
        Host.CreateDefaultBuilder()
            .ConfigureAppConfiguration(configuration =>
                configuration.AddInMemoryCollection([
                    new("SystemUser:Environment", "Production"),
                    new("SystemUser:RequiredScopes:0", Scope),
                    new("SystemUser:Client:ClientId", "a-real-client"),
                    new("SystemUser:Client:PrivateKeyPath", "/a/real/key.pem"),
                    new("SystemUser:Altinn:SubscriptionKey", "a-real-key"),
                    // A busy machine is not to be mistaken for an outage.
                    new("SystemUser:Decisions:TotalTimeout", "00:01:00"),
                    new("SystemUser:Decisions:AttemptTimeout", "00:00:30"),
                ])
            )
            .ConfigureWebHost(web =>
                web.ConfigureServices(services =>
                    {
                        services.AddRouting();
                        services.AddSystemUserAuthorization();
                    })
                    .Configure(app =>
                        app.UseRouting()
                            .UseAuthentication()
                            .UseAuthorization()
                            .UseEndpoints(endpoints =>
                            {
                                endpoints.MapGet("/", () => "open");
                                endpoints
                                    .MapGet(
                                        "/{number}/krav",
                                        (AltinnSystemUser systemUser, AuthorizedParty party) =>
                                            Results.Text($"{systemUser.Id} for {party}")
                                    )
                                    .WithMetadata(
                                        new RequireSystemUserRightAttribute(Resource)
                                        {
                                            PartyFromRoute = "number",
                                            AllowClients = true,
                                        }
                                    );
                            })
                    )
            );

    protected override void ConfigureWebHost(IWebHostBuilder builder) =>
        builder.UseContentRoot(AppContext.BaseDirectory);
}
