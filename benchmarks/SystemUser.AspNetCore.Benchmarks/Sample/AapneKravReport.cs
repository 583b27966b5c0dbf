using System.Globalization;
using SystemUser.AspNetCore.Benchmarks.Load;

namespace SystemUser.AspNetCore.Benchmarks.Sample;

/// <summary>
/// What authorization adds to the sample's <c>aapnekrav</c>, warm, against PostgreSQL on the same machine: for one caller, and for
/// as many as keep the machine busy. Goal: at most 15 %.
/// </summary>
internal static class AapneKravReport
{
    private const string Party = "310904473";
    private const int Rounds = 21;
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
            var (rates, bareRates) = (new List<double>(), new List<double>());
            for (var round = 0; round < Rounds; round++)
            {
                bareRates.Add(await LoadGenerator.RunAsync(without, token: null, callers, s_round));
                rates.Add(await LoadGenerator.RunAsync(with, token, callers, s_round));
            }

            var (rate, bareRate) = (Median(rates), Median(bareRates));
            return string.Create(
                CultureInfo.InvariantCulture,
                $"| {callers} | {bareRate:N0} | {rate:N0} | {(bareRate / rate) - 1:P1} |"
            );
        }
    }

    private static double Median(List<double> rates) => rates.Order().ElementAt(rates.Count / 2);
}
