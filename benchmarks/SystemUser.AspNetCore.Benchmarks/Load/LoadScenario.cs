using System.Globalization;

namespace SystemUser.AspNetCore.Benchmarks.Load;

/// <summary>
/// The whole request, warm, over Kestrel on loopback, the same request to each of three apps in turn. Goals: behind the
/// attribute at least 3 times the throughput of stock JwtBearer alone, and at least 0.85 times that of no authentication.
/// </summary>
internal static class LoadScenario
{
    // Short rounds in turn, so that whatever else the machine does falls on all of them alike.
    private static readonly TimeSpan s_round = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan s_warmUp = TimeSpan.FromSeconds(5);
    private const int Rounds = 9;

    public static async Task<int> RunAsync()
    {
        using var open = await LoadedProcess.StartAsync(LoadServer.Open);
        using var stock = await LoadedProcess.StartAsync(LoadServer.Stock);
        using var ours = await LoadedProcess.StartAsync(LoadServer.Ours);
        LoadedProcess[] servers = [open, stock, ours];
        var rates = servers.ToDictionary(server => server, _ => new List<double>());
        foreach (var server in servers)
        {
            await LoadGenerator.RunAsync(server, s_warmUp);
        }

        for (var round = 0; round < Rounds; round++)
        {
            foreach (var server in servers)
            {
                rates[server].Add(await LoadGenerator.RunAsync(server, s_round));
            }
        }

        var (toOpen, toStock) = (Median(rates[ours]) / Median(rates[open]), Median(rates[ours]) / Median(rates[stock]));
        await Console.Out.WriteLineAsync(
            string.Create(
                CultureInfo.InvariantCulture,
                $"""
                | endpoint | requests/s |
                |---|---:|
                | no authentication | {Median(rates[open]):N0} |
                | stock JwtBearer, [Authorize] | {Median(rates[stock]):N0} |
                | scope, system user and right | {Median(rates[ours]):N0} |

                {toStock:F2} times stock JwtBearer, {toOpen:F2} times no authentication.
                """
            )
        );
        return 0;
    }

    private static double Median(List<double> rates) => rates.Order().ElementAt(rates.Count / 2);
}
