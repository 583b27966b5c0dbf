namespace SmartCloud.KravOgBetalinger;

/// <summary>The payments of an organization in a period.</summary>
/// <param name="Innbetaling">The payments.</param>
/// <param name="Skjermet">Whether the data are withheld to protect the party.</param>
internal sealed record Innbetalinger(IReadOnlyList<Innbetaling>? Innbetaling, bool Skjermet)
{
    /// <summary>Gets no payments.</summary>
    public static Innbetalinger None { get; } = new(null, Skjermet: false);
}
