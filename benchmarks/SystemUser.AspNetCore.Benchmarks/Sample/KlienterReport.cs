using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;

namespace SystemUser.AspNetCore.Benchmarks.Sample;

/// <summary>
/// The sample's <c>klienter/aapnekrav</c> for an agent with a thousand clients, a hundred a page. Goals: at most 40 calls to the
/// policy decision point for all pages, none when they are remembered, one query a page, and a warm page within 50 ms.
/// </summary>
internal static class KlienterReport
{
    private const string Accountant = "314250052";
    private const string PartyList = "/accessmanagement/api/v1/resourceowner/authorizedparties";
    private const int Clients = 1000;
    private const int Pages = 10;
    private const int Rounds = 20;

    public static async Task<string> MeasureAsync(SampleHost sample)
    {
        var clients = (await sample.Database.ListPartiesAsync(Clients + 1)).Where(number => number != Accountant);
        sample
            .Sandbox.Endpoint("POST", PartyList)
            .Always.Respond(JsonSerializer.Serialize(clients.Take(Clients).Select(Organization)));
        using var http = new HttpClient { BaseAddress = sample.Address };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Bearer",
            sample.CreateToken(Accountant)
        );

        int queries;
        using (var counter = new QueryCounter(sample.Database.Name))
        {
            await ReadAllAsync(http);
            queries = counter.Count;
        }

        var cold = sample.Sandbox.Pdp.Calls.Count;
        var times = new List<TimeSpan>();
        for (var round = 0; round < Rounds; round++)
        {
            times.AddRange(await ReadAllAsync(http));
        }

        var warm = sample.Sandbox.Pdp.Calls.Count - cold;
        // The first half warms the process itself.
        var half = times.Skip(times.Count / 2).Order().ToList();
        return string.Create(
            CultureInfo.InvariantCulture,
            $"""
            | {Clients:N0} clients | goal | measured |
            |---|---:|---:|
            | PDP calls, all pages cold | 40 | {cold} |
            | queries a page, cold | 1 | {(double)queries / Pages} |
            | PDP calls, warm | 0 | {warm} |
            | a warm page of 100, median | 50 ms | {half[half.Count / 2].TotalMilliseconds:F1} ms |
            """
        );
    }

    private static object Organization(string number) =>
        new
        {
            organizationNumber = number,
            name = "SYNTETISK " + number,
            type = "Organization",
            unitType = "AS",
        };

    private static async Task<IReadOnlyList<TimeSpan>> ReadAllAsync(HttpClient http)
    {
        var times = new List<TimeSpan>(Pages);
        for (var page = 1; page <= Pages; page++)
        {
            var start = Stopwatch.GetTimestamp();
            var body = await http.GetStringAsync(
                string.Create(CultureInfo.InvariantCulture, $"/v1/regnskapssystem/klienter/aapnekrav?side={page}")
            );
            times.Add(Stopwatch.GetElapsedTime(start));
            using var answer = JsonDocument.Parse(body);
            foreach (var client in answer.RootElement.GetProperty("klienter").EnumerateArray())
            {
                if (client.GetProperty("status").GetString() is not ("tilgang" or "skjermet"))
                {
                    throw new InvalidOperationException($"Not every client was read: {client}");
                }
            }
        }

        return times;
    }
}
