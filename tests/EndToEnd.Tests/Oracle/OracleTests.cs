using System.Collections.Concurrent;
using System.Globalization;

namespace EndToEnd.Tests.Oracle;

/// <summary>The sample, judged from outside: every answer is what the contract says of the case.</summary>
public sealed class OracleTests(ITestOutputHelper output)
{
    /// <summary>The environment variable that names another seed.</summary>
    private const string SeedVariable = "SYSTEMUSER_ORACLE_SEED";

    /// <summary>The environment variable that names another number of cases.</summary>
    private const string CountVariable = "SYSTEMUSER_ORACLE_CASES";

    private const int UsualCount = 2000;
    private const int UsualSeed = 20261127;
    private const int SideBySide = 6;
    private const int MostShown = 20;
    private const string Calm = "calm";

    /// <summary>
    /// The rows of the contract's table of answers that the sample reaches. It has no endpoint for <c>party-not-owner</c> (all that take a
    /// party are open to clients) nor for <c>party-not-found</c>, and an audit sink that does not fail.
    /// </summary>
    private static readonly string[] s_reached =
    [
        "200 granted",
        "400 party-invalid",
        "401 token-expired",
        "401 token-invalid",
        "401 token-missing",
        "401 token-wrong-issuer",
        "403 insufficient-scope",
        "403 obligation-not-met",
        "403 party-unknown",
        "403 right-missing",
        "403 system-user-invalid",
        "403 system-user-required",
        "429 too-many-questions",
        "503 decision-failed",
        "503 decision-indeterminate",
        "503 decision-unavailable",
        "503 token-verification-unavailable",
        "403 KB-005",
        "404 KB-003",
        "405 KB-003",
    ];

    [Fact(Timeout = 20 * 60_000)]
    public async Task Answers_what_the_contract_says_in_thousands_of_cases()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var seed = Number(SeedVariable, UsualSeed);
        var count = Number(CountVariable, UsualCount);
        output.WriteLine($"{SeedVariable}={seed} {CountVariable}={count}");
        await using var samples = await Samples.StartAsync(cancellationToken);

        await JudgeAsync(samples, "corpus", Corpus.Read(), cancellationToken);
        var rows = await JudgeAsync(samples, $"seed {seed}", Cases.Make(seed, count), cancellationToken);

        output.WriteLine(string.Join('\n', rows.Select(row => $"{row.Value, 6} {row.Key}")));
        rows.Keys.ShouldBe(s_reached, ignoreOrder: true);
    }

    /// <summary>Plays cases, and compares each answer with what the contract says.</summary>
    /// <returns>How often each row of the contract was reached.</returns>
    private static async Task<SortedDictionary<string, int>> JudgeAsync(
        Samples samples,
        string origin,
        IReadOnlyList<Case> cases,
        CancellationToken cancellationToken
    )
    {
        var played = new ConcurrentDictionary<int, IReadOnlyList<Played>>();
        await Task.WhenAll(
            cases
                .Index()
                .GroupBy(one => Lane(one.Item))
                .Select(lane =>
                    Parallel.ForEachAsync(
                        lane,
                        new ParallelOptions
                        {
                            MaxDegreeOfParallelism = lane.Key == Calm ? SideBySide : 1,
                            CancellationToken = cancellationToken,
                        },
                        async (one, stop) => played[one.Index] = await samples.PlayAsync(one.Item, stop)
                    )
                )
        );

        var audit = await samples.ReadAuditAsync(cancellationToken);
        var mismatches = new List<string>();
        var rows = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (var (number, requests) in played.OrderBy(one => one.Key))
        {
            foreach (var request in requests)
            {
                var wanted = Contract.AnswerTo(request.Case);
                var got = request.ToAnswer(audit);
                if (got != (wanted.Asked is null ? wanted with { Asked = got.Asked } : wanted))
                {
                    mismatches.Add(
                        $"{origin}, case {number}: {request.Case}\n   wanted {wanted}\n   got    {got}\n   body   {request.Body}"
                            + $"\n   corpus {Corpus.Write(cases[number])}"
                    );
                }
            }

            var row = Contract.AnswerTo(cases[number]);
            var name = $"{row.Status} {row.Code}";
            rows[name] = rows.GetValueOrDefault(name) + 1;
        }

        mismatches.Count.ShouldBe(
            0,
            "Answers are not what the contract says, the first of them:\n"
                + string.Join('\n', mismatches.Take(MostShown))
        );
        return rows;
    }

    private static int Number(string variable, int usual) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text
            ? int.Parse(text, CultureInfo.InvariantCulture)
            : usual;

    /// <summary>Where a case is played: beside others, or after others that it must not meet.</summary>
    private static string Lane(Case it) =>
        it.World != World.Well ? it.World.ToString()
        : MeetsTrouble(it) || (it.Earlier is { } earlier && MeetsTrouble(earlier)) ? "troubled"
        : Calm;

    private static bool MeetsTrouble(Case it) =>
        PdpReplies.Troubled.Contains(it.Reply) && Contract.AnswerTo(it).Asked is not "";
}
