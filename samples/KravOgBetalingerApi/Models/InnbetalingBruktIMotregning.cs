namespace KravOgBetalingerApi.Models;

/// <summary>A payment used in a set-off.</summary>
public sealed record InnbetalingBruktIMotregning
{
    /// <summary>The payment.</summary>
    public string? Innbetalingsidentifikator { get; init; }

    /// <summary>What is left of it, in kroner.</summary>
    public decimal? UplassertBeloep { get; init; }
}
