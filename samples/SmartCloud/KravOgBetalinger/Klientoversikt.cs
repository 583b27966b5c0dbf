namespace SmartCloud.KravOgBetalinger;

/// <summary>A page of an accountant's clients.</summary>
internal sealed record Klientoversikt
{
    /// <summary>Gets which page this is, from 1.</summary>
    public int Side { get; init; } = 1;

    /// <summary>Gets how many clients there are on all pages.</summary>
    public int AntallKlienter { get; init; }

    /// <summary>Gets the clients on this page.</summary>
    public IReadOnlyList<Klient>? Klienter { get; init; }
}
