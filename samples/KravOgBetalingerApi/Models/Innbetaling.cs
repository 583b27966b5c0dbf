namespace KravOgBetalingerApi.Models;

/// <summary>A payment received.</summary>
public sealed record Innbetaling
{
    /// <summary>The party that paid.</summary>
    public required string PartIdentifikator { get; init; }

    /// <summary>The payment's id.</summary>
    public required string Innbetalingsidentifikator { get; init; }

    /// <summary>The day on which the payment took effect.</summary>
    public required DateOnly Innbetalingsdato { get; init; }

    /// <summary>The amount, in kroner: negative.</summary>
    public required decimal InnbetaltBeloep { get; init; }

    /// <summary>The due dates that it was used on.</summary>
    public IReadOnlyList<KravPlassertMotInnbetaling>? PlassertKrav { get; init; }

    /// <summary>The part not yet used: zero or negative.</summary>
    public decimal? UplassertBeloep { get; init; }

    /// <summary>The receiving account (an object, despite its name).</summary>
    public required Bankkonto MottakersKontonummer { get; init; }

    /// <summary>The payer's account, KID and message.</summary>
    public required Betalingsinformasjon InnbetaltFra { get; init; }

    /// <summary>The kind of payment; an open list.</summary>
    public required string Innbetalingstype { get; init; }

    /// <summary>Repayments of it.</summary>
    public IReadOnlyList<UtbetalingPlassertMotInnbetaling>? PlassertUtbetaling { get; init; }

    /// <summary>How it was set off against claims of other authorities.</summary>
    public MotregningAvInnbetaling? MotregningAvInnbetaling { get; init; }
}
