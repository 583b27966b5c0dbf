namespace KravOgBetalingerApi.Models;

/// <summary>A period that was asked for, both days included.</summary>
public sealed record Periode
{
    /// <summary>The first day.</summary>
    public required DateOnly FraOgMed { get; init; }

    /// <summary>The last day; at most a year after the first.</summary>
    public required DateOnly TilOgMed { get; init; }
}
