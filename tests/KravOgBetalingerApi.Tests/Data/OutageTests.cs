using System.Net;
using KravOgBetalingerApi.Data.PostgreSql;
using KravOgBetalingerApi.Tests.Support;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace KravOgBetalingerApi.Tests.Data;

/// <summary>The database goes, and comes back.</summary>
public sealed class OutageTests
{
    private const string Path = "/v1/regnskapssystem/egen/aapnekrav";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact(Timeout = 120_000)]
    public async Task Answers_KB_002_and_is_not_ready_while_the_database_is_gone_and_recovers()
    {
        PostgreSqlServer.OrSkip();
        var connection = new NpgsqlConnectionStringBuilder(PostgreSqlServer.NewDatabase()!);
        using var relay = new TcpRelay(connection.Host!, connection.Port);
        relay.Connect();
        connection.Port = relay.Port;
        relay.Disconnect();
        try
        {
            using var app = SampleApp.With(builder =>
                builder.UseSetting("ConnectionStrings:KravOgBetalinger", connection.ConnectionString)
            );
            app.Patience = 1;
            app.Sandbox.Pdp.Permit();
            using var client = app.CreateClient("310904473");
            await ShouldBeGoneAsync(client);

            relay.Connect();
            await app.Services.GetRequiredService<DatabaseSetup>().ExecuteTask!.WaitAsync(Cancel);
            await ShouldBeThereAsync(client);

            relay.Disconnect();
            await ShouldBeGoneAsync(client);

            relay.Connect();
            await ShouldBeThereAsync(client);
        }
        finally
        {
            relay.Connect();
            await PostgreSqlServer.DropAsync(connection.ConnectionString);
        }
    }

    private static async Task ShouldBeGoneAsync(HttpClient client)
    {
        await (await client.GetAsync(Path, Cancel)).ShouldBeFeilAsync(HttpStatusCode.InternalServerError, "KB-002");
        (await client.GetAsync("/health/ready", Cancel)).StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await client.GetAsync("/health/live", Cancel)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    private static async Task ShouldBeThereAsync(HttpClient client)
    {
        await (await client.GetAsync(Path, Cancel)).ShouldBeOkAsync();
        (await client.GetAsync("/health/ready", Cancel)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }
}
