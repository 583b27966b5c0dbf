using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace KravOgBetalingerApi.Data.Sqlite;

/// <summary>Amounts as whole øre: SQLite has no decimal numbers, and would order them as text and sum them as floating point.</summary>
internal sealed class Oere()
    : ValueConverter<decimal, long>(
        kroner => decimal.ToInt64(decimal.Round(kroner * 100, MidpointRounding.AwayFromZero)),
        oere => oere / 100m
    );
