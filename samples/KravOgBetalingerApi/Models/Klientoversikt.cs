namespace KravOgBetalingerApi.Models;

/// <summary>A page of the clients that an accountant's system user may act for, with what each of them owes.</summary>
public sealed record Klientoversikt
{
    /// <summary>The accountant.</summary>
    public required string PartIdentifikator { get; init; }

    /// <summary>How many clients there are on all pages.</summary>
    public required int AntallKlienter { get; init; }

    /// <summary>The clients of this page, in the order of their numbers; none is left out.</summary>
    public IReadOnlyList<Klient>? Klient { get; init; }

    /// <summary>The address of the next page; left out on the last one.</summary>
    public string? Neste { get; init; }
}
