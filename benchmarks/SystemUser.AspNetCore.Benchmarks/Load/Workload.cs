namespace SystemUser.AspNetCore.Benchmarks.Load;

/// <summary>Which tokens the callers send.</summary>
/// <param name="Key">What it is called on the command line.</param>
/// <param name="Name">What it is called in the table.</param>
/// <param name="Tokens">How many tokens there are; after the last comes the first.</param>
/// <param name="Times">How many times in a row a caller sends its token before it takes the next.</param>
/// <param name="Fresh">Whether no token may be known from before: the server forgets between rounds, and a round may not come around.</param>
internal sealed record Workload(string Key, string Name, int Tokens, int Times = 1, bool Fresh = false)
{
    /// <summary>Twice what the package remembers, so that its memory is full and the oldest tokens go.</summary>
    private const int Many = 200_000;

    // No two cores verify more in a second.
    private const int NewASecond = 50_000;

    public static IReadOnlyList<string> Keys { get; } = ["one", "turn", "four", "new"];

    public static Workload Create(string key, int seconds, int rounds) =>
        key switch
        {
            "one" => new(key, "one token", 1),
            "turn" => new(key, "2,000 tokens in turn", 2_000),
            "four" => new(key, "50,000 tokens, each four times in a row", 50_000, Times: 4, Fresh: true),
            "new" => new(key, "every token new", Math.Min(Many, NewASecond * seconds * rounds), Fresh: true),
            _ => throw new ArgumentOutOfRangeException(nameof(key), key, message: null),
        };
}
