using System.Globalization;
using SmartCloud.KravOgBetalinger;

namespace SmartCloud.Tests.KravOgBetalinger;

public sealed class PeriodTests
{
    [Theory]
    [InlineData("2026-11-28", "2025-11-28")]
    [InlineData("2028-02-28", "2027-02-28")]
    [InlineData("2028-02-29", "2027-03-01")] // the API takes a year, counted from the first day
    [InlineData("2029-02-28", "2028-02-28")]
    [InlineData("0001-06-01", "0001-01-01")]
    public void A_year_up_to_a_day_is_no_longer_than_the_API_takes(string day, string from)
    {
        var period = Period.YearUpTo(DateOnly.Parse(day, CultureInfo.InvariantCulture));

        period.ShouldBe(new(DateOnly.Parse(from, CultureInfo.InvariantCulture), period.To));
        period.To.ShouldBeLessThanOrEqualTo(period.From.AddYears(1));
    }
}
