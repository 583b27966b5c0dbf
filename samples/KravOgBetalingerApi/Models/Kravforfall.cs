namespace KravOgBetalingerApi.Models;

/// <summary>A due date of a claim, with how to pay it and what has covered it.</summary>
public sealed record Kravforfall
{
    /// <summary>The due date's id.</summary>
    public required string KravforfallsIdentifikator { get; init; }

    /// <summary>The last day for payment.</summary>
    public required DateOnly Forfallsdato { get; init; }

    /// <summary>The amount first due, in kroner.</summary>
    public required decimal OpprinneligBeloep { get; init; }

    /// <summary>The original amount plus every placed amount.</summary>
    public required decimal GjenstaaendeBeloep { get; init; }

    /// <summary>How to pay; may be empty.</summary>
    public required Betalingsinformasjon Betalingsinformasjon { get; init; }

    /// <summary>Payments placed on this due date.</summary>
    public IReadOnlyList<InnbetalingPlassertMotKrav>? PlassertInnbetaling { get; init; }

    /// <summary>Counter-claims placed on this due date.</summary>
    public IReadOnlyList<KravPlassertMotKrav>? PlassertMotkrav { get; init; }

    /// <summary>Payouts of this due date of a credit claim.</summary>
    public IReadOnlyList<UtbetalingPlassertMotKrav>? PlassertUtbetaling { get; init; }
}
