namespace KravOgBetalingerApi.Data.Entities;

/// <summary>A share of a housing company, in a report.</summary>
public sealed class Andelspost : IPartsdata
{
    /// <inheritdoc/>
    public required string Partsidentifikator { get; init; }

    /// <summary>The report.</summary>
    public required Guid Korrelasjonsid { get; init; }

    /// <summary>The share's number in the company.</summary>
    public required string Andelsnummer { get; init; }

    /// <summary>The shareholder's national identity number.</summary>
    public required string Andelshaver { get; init; }

    /// <summary>The share of the company's income, in whole kroner.</summary>
    public required long AndelInntekter { get; init; }

    /// <summary>The share of the company's deductible expenses, in whole kroner.</summary>
    public required long AndelUtgifter { get; init; }

    /// <summary>The share of the company's taxable wealth, in whole kroner.</summary>
    public required long AndelFormue { get; init; }

    /// <summary>The share of the company's debt, in whole kroner.</summary>
    public required long AndelGjeld { get; init; }
}
