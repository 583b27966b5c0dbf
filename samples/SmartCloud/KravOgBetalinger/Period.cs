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
    public static Period YearUpTo(DateOnly day)
    {
        if (day.Year == 1)
        {
            return new(DateOnly.MinValue, day);
        }

        var from = day.AddYears(-1);
        return new(from.AddYears(1) < day ? from.AddDays(1) : from, day); // the leap day has no day a year before
    }
}
