namespace SmartCloud.KravOgBetalinger;

/// <summary>A page of an accountant's clients.</summary>
public sealed record Klientoversikt
{
    /// <summary>Gets the clients on this page.</summary>
    public IReadOnlyList<Klient>? Klienter { get; init; }
}
