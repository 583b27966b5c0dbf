using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using SystemUser.AspNetCore.Configuration;

namespace SystemUser.AspNetCore.Testing.Tests;

/// <summary>An app that knows nothing of system users: it passes calls on to Altinn, and shows its configuration.</summary>
public sealed class PlainAppFactory : WebApplicationFactory<PlainAppFactory>
{
    protected override IHostBuilder CreateHostBuilder() =>
        Host.CreateDefaultBuilder()
            .ConfigureWebHost(web =>
                web.ConfigureServices(services => services.AddRouting())
                    .Configure(app =>
                        app.UseRouting()
                            .UseEndpoints(endpoints =>
                            {
                                endpoints.MapGet(
                                    "/configuration/{key}",
                                    (string key, IConfiguration configuration) => configuration[key] ?? "(none)"
                                );
                                endpoints.MapGet(
                                    "/now",
                                    (IServiceProvider services) =>
                                        (services.GetService<TimeProvider>() ?? TimeProvider.System)
                                            .GetUtcNow()
                                            .ToString("O")
                                );
                                endpoints.MapGet(
                                    "/altinn/{**path}",
                                    (string path, HttpContext context) => CallAsync(context, path)
                                );
                            })
                    )
            );

    protected override void ConfigureWebHost(IWebHostBuilder builder) =>
        builder.UseContentRoot(AppContext.BaseDirectory);

    private static async Task<IResult> CallAsync(HttpContext context, string path)
    {
        var options = context.RequestServices.GetRequiredService<IConfiguration>();
        using var client = context
            .RequestServices.GetRequiredService<IHttpClientFactory>()
            .CreateClient(SystemUserHttpClients.Altinn);
        try
        {
            using var answer = await client.GetAsync(
                new Uri(new Uri(options["SystemUser:Altinn:BaseAddress"]!), path),
                context.RequestAborted
            );
            return Results.Text(
                $"{(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync(context.RequestAborted)}"
            );
        }
        catch (HttpRequestException exception)
        {
            return Results.Text($"{exception.InnerException?.GetType().Name}");
        }
    }
}
