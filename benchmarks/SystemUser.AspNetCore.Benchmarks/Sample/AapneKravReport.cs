using System.Globalization;
using SystemUser.AspNetCore.Benchmarks.Load;

namespace SystemUser.AspNetCore.Benchmarks.Sample;

/// <summary>
/// What authorization adds to the sample's <c>aapnekrav</c>, warm, against PostgreSQL on the same machine, as the median of what each pair
/// of rounds says: for one caller, and for as many as keep the machine busy. Goal: at most 15 %.
/// </summary>
internal static class AapneKravReport
{
    private const string Party = "310904473";
    private const int Rounds = 22;
    private static readonly TimeSpan s_round = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_warmUp = TimeSpan.FromSeconds(4);

    public static async Task<string> MeasureAsync(SampleHost sample)
    {
        var token = sample.CreateToken(Party);
        var with = new Uri(sample.Address, $"/v1/regnskapssystem/{Party}/aapnekrav");
        var without = new Uri(sample.Address, $"/v1/open/{Party}/aapnekrav");
        await LoadGenerator.RunAsync(with, token, callers: 32, s_warmUp);
        await LoadGenerator.RunAsync(without, token: null, callers: 32, s_warmUp);
        return $"""
            | callers | requests/s without | with | authorization adds |
            |---:|---:|---:|---:|
            {await CompareAsync(1)}
            {await CompareAsync(32)}
            """;

        async Task<string> CompareAsync(int callers)
        {
            var (rates, bareRates, ratios) = (new List<double>(), new List<double>(), new List<double>());
            for (var round = 0; round < Rounds; round++)
            {
                // In turn, and each first as often as second, so that whatever else the machine does falls on both alike.
                if (round % 2 == 0)
                {
                    bareRates.Add(await LoadGenerator.RunAsync(without, token: null, callers, s_round));
                }

                rates.Add(await LoadGenerator.RunAsync(with, token, callers, s_round));
                if (round % 2 == 1)
                {
                    bareRates.Add(await LoadGenerator.RunAsync(without, token: null, callers, s_round));
                }

                ratios.Add(bareRates[^1] / rates[^1]);
            }

            return string.Create(
                CultureInfo.InvariantCulture,
                $"| {callers} | {LoadScenario.Median(bareRates):N0} | {LoadScenario.Median(rates):N0} | {LoadScenario.Median(ratios) - 1:P1} |"
            );
        }
    }
}
