using System.Runtime.InteropServices;

namespace SmartCloud.KravOgBetalinger;

/// <summary>A period, both days included.</summary>
/// <param name="From">The first day.</param>
/// <param name="To">The last day.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Period(DateOnly From, DateOnly To)
{
    /// <summary>Gives the longest period that the API answers for, up to a day; in year 1 it begins with the calendar.</summary>
    /// <param name="day">The last day.</param>
    public static Period YearUpTo(DateOnly day) => new(day.Year > 1 ? day.AddYears(-1) : DateOnly.MinValue, day);
}
