using System.Globalization;
using KravOgBetalingerApi.Mapping;

namespace KravOgBetalingerApi.Tests.Mapping;

public sealed class ForsinkelsesrenteTests
{
    private static readonly DateOnly s_forfall = new(2026, 6, 10);

    [Theory]
    [InlineData(28350, "2026-07-08", 272)]
    [InlineData(28350, "2026-06-11", 10)]
    [InlineData(28350, "2026-06-10", 0)]
    [InlineData(28350, "2026-06-09", 0)]
    [InlineData(0, "2026-07-08", 0)]
    [InlineData(-12840, "2026-07-08", 0)]
    public void Interest_is_whole_kroner_from_the_day_after_when_a_due_date_has_passed(
        int gjenstaaende,
        string today,
        int renter
    ) =>
        Forsinkelsesrente
            .Stipuler(gjenstaaende, s_forfall, DateOnly.ParseExact(today, "yyyy-MM-dd", CultureInfo.InvariantCulture))
            .ShouldBe(renter);
}
