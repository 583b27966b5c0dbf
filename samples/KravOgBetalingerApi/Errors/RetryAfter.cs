using System.Globalization;

namespace KravOgBetalingerApi.Errors;

/// <summary>How long a caller is asked to wait.</summary>
internal static class RetryAfter
{
    private const double Default = 5;

    /// <summary>Writes a wait in whole seconds, at least one; five if it is not known.</summary>
    public static string Seconds(TimeSpan? wait) =>
        Math.Max(1, Math.Ceiling(wait?.TotalSeconds ?? Default)).ToString("F0", CultureInfo.InvariantCulture);
}
