using System.Text.Json.Serialization;
using KravOgBetalingerApi.Json;

namespace KravOgBetalingerApi.Models;

/// <summary>How far a payout has come.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<Utbetalingstatus>))]
public enum Utbetalingstatus
{
    /// <summary>On its way.</summary>
    UnderUtbetaling,

    /// <summary>Confirmed by the bank.</summary>
    Bekreftet,
}
