namespace KravOgBetalingerApi.Endpoints;

/// <summary>The day in Norway, which due dates go by.</summary>
internal static class NorwegianCalendar
{
    private static readonly TimeZoneInfo s_zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Oslo");

    /// <summary>Gets today's date in Norway.</summary>
    public static DateOnly GetNorwegianDate(this TimeProvider time) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(time.GetUtcNow(), s_zone).DateTime);
}
