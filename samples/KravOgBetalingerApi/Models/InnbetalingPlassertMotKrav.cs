namespace KravOgBetalingerApi.Models;

/// <summary>A payment placed on a due date.</summary>
public sealed record InnbetalingPlassertMotKrav
{
    /// <summary>The payment.</summary>
    public required string InnbetalingsIdentifikator { get; init; }

    /// <summary>The placed amount, in kroner: negative, as it lowers what is owed.</summary>
    public required decimal PlassertBeloep { get; init; }

    /// <summary>The day of placing.</summary>
    public required DateOnly PlassertDato { get; init; }

    /// <summary>The day on which the payment took effect.</summary>
    public DateOnly? Innbetalingsdato { get; init; }

    /// <summary>The whole payment: negative.</summary>
    public decimal? InnbetaltBeloep { get; init; }

    /// <summary>The payer's account, KID and message.</summary>
    public required Betalingsinformasjon InnbetaltFra { get; init; }

    /// <summary>The kind of payment; an open list.</summary>
    public required string Innbetalingstype { get; init; }
}
