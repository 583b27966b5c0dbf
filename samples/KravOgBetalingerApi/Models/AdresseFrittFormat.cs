namespace KravOgBetalingerApi.Models;

/// <summary>A postal address in free format.</summary>
public sealed record AdresseFrittFormat
{
    /// <summary>The lines.</summary>
    public IReadOnlyList<string>? Adressetekst { get; init; }

    /// <summary>The town.</summary>
    public string? Poststedsnavn { get; init; }

    /// <summary>The postal code.</summary>
    public string? Postnummer { get; init; }

    /// <summary>The country.</summary>
    public string? Landkode { get; init; }
}
