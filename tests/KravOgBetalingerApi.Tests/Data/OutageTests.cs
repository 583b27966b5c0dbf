using System.Net;
using System.Text;
using KravOgBetalingerApi.Data;
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

    [Fact]
    public async Task The_answer_is_KB_002_and_recovers_when_the_database_is_gone_and_returns()
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
            using var client = app.CreateClient("310904473", SampleApp.Scope, SampleApp.ReportScope);
            await ShouldBeGoneAsync(client);

            relay.Connect();
            await app.Services.GetRequiredService<DatabaseSetup>().ExecuteTask!.WaitAsync(Cancel);
            await ShouldBeThereAsync(client);

            relay.Disconnect();
            await ShouldBeGoneAsync(client);
            var id = Guid.NewGuid();
            var lost = await SendReportAsync(client, id);
            await lost.ShouldBeFeilAsync(HttpStatusCode.InternalServerError, "KB-002");

            relay.Connect();
            await ShouldBeThereAsync(client);
            await (await SendReportAsync(client, id)).ShouldBeOkAsync();
        }
        finally
        {
            relay.Connect();
            await PostgreSqlServer.DropAsync(connection.ConnectionString);
        }
    }

    private static Task<HttpResponseMessage> SendReportAsync(HttpClient client, Guid id)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/v1/innrapportering/boligselskap/310904473");
        request.Headers.Add("Korrelasjonsid", id.ToString());
        request.Content = new StringContent(
            """{"inntektsaar":2025,"andel":[{"andelsnummer":"1","andelshaver":"12876921497"}]}""",
            Encoding.UTF8,
            "application/json"
        );
        return client.SendAsync(request, Cancel);
    }

    private static async Task ShouldBeGoneAsync(HttpClient client)
    {
        await (await client.GetAsync(Path, Cancel)).ShouldBeFeilAsync(HttpStatusCode.InternalServerError, "KB-002");
        using var xml = new HttpRequestMessage(HttpMethod.Get, Path);
        xml.Headers.Add("Accept", "application/xml, application/json;q=0.9");
        await (await client.SendAsync(xml, Cancel)).ShouldBeXmlFeilAsync(HttpStatusCode.InternalServerError, "KB-002");
        (await client.GetAsync("/health/ready", Cancel)).StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await client.GetAsync("/health/live", Cancel)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    private static async Task ShouldBeThereAsync(HttpClient client)
    {
        await (await client.GetAsync(Path, Cancel)).ShouldBeOkAsync();
        (await client.GetAsync("/health/ready", Cancel)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }
}
