namespace SystemUser.Sandbox.Portal.Internal.Texts;

/// <summary>Time and order as people in Norway have them, whatever the machine has been set to or lacks.</summary>
internal static class Norwegian
{
    private static readonly TimeZoneInfo s_zone = TimeZoneInfo.TryFindSystemTimeZoneById("Europe/Oslo", out var oslo)
        ? oslo
        : TimeZoneInfo.Utc;

    private static readonly string[] s_months =
    [
        "januar",
        "februar",
        "mars",
        "april",
        "mai",
        "juni",
        "juli",
        "august",
        "september",
        "oktober",
        "november",
        "desember",
    ];

    /// <summary>Orders names, upper and lower case alike, with æ, ø and å after z.</summary>
    public static IComparer<string> Order { get; } = Comparer<string>.Create(Compare);

    public static DateTimeOffset Time(DateTimeOffset time) => TimeZoneInfo.ConvertTime(time, s_zone);

    public static string MonthOf(DateTimeOffset time) => s_months[time.Month - 1];

    private static int Compare(string? one, string? other)
    {
        (one, other) = (one ?? "", other ?? "");
        for (var i = one.AsSpan().CommonPrefixLength(other.AsSpan()); i < Math.Min(one.Length, other.Length); i++)
        {
            if (Rank(one[i]).CompareTo(Rank(other[i])) is not 0 and var order)
            {
                return order;
            }
        }

        return one.Length.CompareTo(other.Length);
    }

    private static char Rank(char letter) =>
        char.ToUpperInvariant(letter) switch
        {
            'Æ' or 'Ä' => '\uFFFD',
            'Ø' or 'Ö' => '\uFFFE',
            'Å' => '\uFFFF',
            var other => other,
        };
}
