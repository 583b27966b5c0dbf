namespace KravOgBetalingerApi.Models;

/// <summary>A share of a housing company. Amounts are whole kroner, not negative.</summary>
public sealed record Andel
{
    /// <summary>The share's number in the company: 1 to 20 characters.</summary>
    public required string Andelsnummer { get; init; }

    /// <summary>The shareholder's national identity number: eleven digits.</summary>
    public required string Andelshaver { get; init; }

    /// <summary>The share of the company's income.</summary>
    public long AndelInntekter { get; init; }

    /// <summary>The share of the company's deductible expenses.</summary>
    public long AndelUtgifter { get; init; }

    /// <summary>The share of the company's taxable wealth.</summary>
    public long AndelFormue { get; init; }

    /// <summary>The share of the company's debt.</summary>
    public long AndelGjeld { get; init; }
}
