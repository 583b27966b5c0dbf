using System.Collections.Concurrent;
using System.Globalization;

namespace SystemUser.AspNetCore.Tests.Oracle;

/// <summary>Several demands, any-of, either-or, exchanged tokens and parties, in every spelling: every answer is what the contract says of the case.</summary>
public sealed class DemandOracleTests(ITestOutputHelper output)
{
    /// <summary>The environment variables that name another seed, and another number of cases.</summary>
    private const string SeedVariable = "SYSTEMUSER_ORACLE_SEED";
    private const string CountVariable = "SYSTEMUSER_ORACLE_CASES";

    private const int UsualSeed = 20261127;
    private const int UsualCount = 2000;
    private const int MostShown = 20;

    /// <summary>The rows of the contract that these endpoints reach; without a code where the other policy answers.</summary>
    private static readonly string[] s_reached =
    [
        "200 granted",
        "400 party-invalid",
        "401 ",
        "401 token-expired",
        "401 token-invalid",
        "401 token-missing",
        "401 token-wrong-issuer",
        "403 ",
        "403 insufficient-scope",
        "403 obligation-not-met",
        "403 party-not-owner",
        "403 right-missing",
        "403 system-user-invalid",
        "403 system-user-required",
        "503 decision-failed",
        "503 decision-indeterminate",
        "503 decision-unavailable",
    ];

    private static readonly string[] s_resources = ["a", "b", "c"];

    [Fact(Timeout = 20 * 60_000)]
    public async Task Answers_what_the_contract_says_of_every_demand_in_thousands_of_cases()
    {
        var seed = Number(SeedVariable, UsualSeed);
        var count = Number(CountVariable, UsualCount);
        output.WriteLine($"{SeedVariable}={seed} {CountVariable}={count}");
        var chance = new Random(seed);
        var hosts = new Dictionary<HostKind, DemandHost>();
        foreach (var kind in new HostKind[] { new(false, false), new(false, true), new(true, false), new(true, true) })
        {
            hosts[kind] = await DemandHost.OpenAsync(kind);
        }

        var cases = Enumerable.Range(0, count).Select(_ => Any(chance, [.. hosts.Keys])).ToList();
        var mismatches = new ConcurrentDictionary<int, string>();
        var rows = new ConcurrentDictionary<string, int>();
        await Parallel.ForEachAsync(
            cases.Index(),
            TestContext.Current.CancellationToken,
            async (one, _) =>
            {
                var wanted = DemandContract.AnswerTo(one.Item);
                var got = await hosts[one.Item.Host].PlayAsync(one.Item);
                rows.AddOrUpdate($"{wanted.Status} {wanted.Code}", 1, (_, number) => number + 1);
                if ((got.Status, got.Code) != (wanted.Status, wanted.Code) || (got.WasAsked && !wanted.MayAsk))
                {
                    mismatches[one.Index] =
                        $"seed {seed}, case {one.Index}: {one.Item}\n   wanted {wanted}\n   got    {got}";
                }
            }
        );

        foreach (var host in hosts.Values)
        {
            await host.DisposeAsync();
        }

        output.WriteLine(
            string.Join(
                '\n',
                rows.OrderBy(row => row.Key, StringComparer.Ordinal).Select(row => $"{row.Value, 6} {row.Key}")
            )
        );
        mismatches.Count.ShouldBe(
            0,
            "Answers are not what the contract says, the first of them:\n"
                + string.Join('\n', mismatches.OrderBy(one => one.Key).Take(MostShown).Select(one => one.Value))
        );
        rows.Keys.ShouldBe(s_reached, ignoreOrder: true);
    }

    private static int Number(string variable, int usual) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text
            ? int.Parse(text, CultureInfo.InvariantCulture)
            : usual;

    private static DemandCase Any(Random chance, HostKind[] hosts)
    {
        var demand = Pick(chance, Demand.Every);
        var isOne = demand.All is [[_]] or [_];
        var host = Pick(chance, hosts);
        Caller[] welcome = host.TakesExchanged
            ? [Caller.SystemUser, Caller.Exchanged, Caller.ExchangedAtLevel2]
            : [Caller.SystemUser];
        return new(
            host,
            Pick(chance, Enum.GetValues<Shape>()),
            demand,
            Pick(chance, chance.Next(100) < 60 ? welcome : Enum.GetValues<Caller>()),
            chance.Next(100) < 60 ? PartyKind.Owner : Pick(chance, Enum.GetValues<PartyKind>()),
            AnySaid(chance),
            isOne && chance.Next(100) < 30 ? AnySaid(chance) : null
        );
    }

    private static Dictionary<string, Said> AnySaid(Random chance) =>
        s_resources.ToDictionary(
            resource => resource,
            _ => chance.Next(100) < 40 ? Said.Permit : Pick(chance, Enum.GetValues<Said>())
        );

    private static T Pick<T>(Random chance, IReadOnlyList<T> from) => from[chance.Next(from.Count)];
}
