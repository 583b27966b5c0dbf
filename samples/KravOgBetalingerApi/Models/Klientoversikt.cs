namespace KravOgBetalingerApi.Models;

/// <summary>A page of the clients that an accountant's system user may act for, with what each of them owes.</summary>
public sealed record Klientoversikt
{
    /// <summary>The accountant.</summary>
    public required string PartIdentifikator { get; init; }

    /// <summary>The page, from 1.</summary>
    public required int Side { get; init; }

    /// <summary>How many clients there are on all pages; if it changes between pages, so did the clients: begin anew.</summary>
    public required int AntallKlienter { get; init; }

    /// <summary>The clients of this page, in the order of their numbers; none is left out.</summary>
    public IReadOnlyList<Klient>? Klienter { get; init; }
}
