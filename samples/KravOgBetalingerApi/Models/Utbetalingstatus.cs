namespace KravOgBetalingerApi.Models;

/// <summary>How far a payout has come.</summary>
public enum Utbetalingstatus
{
    /// <summary>On its way.</summary>
    UnderUtbetaling,

    /// <summary>Confirmed by the bank.</summary>
    Bekreftet,
}
