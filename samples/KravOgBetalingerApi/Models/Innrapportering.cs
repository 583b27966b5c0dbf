namespace KravOgBetalingerApi.Models;

/// <summary>A housing company's report of its shareholders' part of its income, expenses, wealth and debt.</summary>
public sealed record Innrapportering
{
    /// <summary>The income year.</summary>
    public required int Inntektsaar { get; init; }

    /// <summary>The shares: 1 to 5000.</summary>
    public required IReadOnlyList<Andel> Andel { get; init; }
}
