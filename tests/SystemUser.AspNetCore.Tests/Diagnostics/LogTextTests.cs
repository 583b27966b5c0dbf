using SystemUser.AspNetCore.Claims;
using SystemUser.AspNetCore.Diagnostics.Internal;

namespace SystemUser.AspNetCore.Tests.Diagnostics;

public sealed class LogTextTests
{
    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("991825827_smartcloud")]
    [InlineData("æøå, 漢字 and 😀")]
    public void Log_text_is_unchanged_when_every_character_is_fit_for_a_line(string? text)
    {
        LogText.Of(text).ShouldBeSameAs(text);
    }

    [Fact]
    public void Log_text_has_every_control_and_direction_character_replaced_and_no_other()
    {
        var whole = string.Concat(Enumerable.Range(0, char.MaxValue + 1).Select(code => (char)code));

        var fit = LogText.Of(whole);
        var changed = Enumerable.Range(0, whole.Length).Where(code => fit[code] != whole[code]).ToArray();

        changed.ShouldBe([
            .. Enumerable.Range(0, 0x20),
            .. Enumerable.Range(0x7F, 0x21),
            0x61C,
            0x200E,
            0x200F,
            .. Enumerable.Range(0x2028, 7),
            .. Enumerable.Range(0x2066, 4),
        ]);
    }

    [Fact]
    public void Log_text_allocates_nothing_when_there_is_nothing_to_replace()
    {
        var vendor = new OrganizationIdentifier("iso6523-actorid-upis", "0192:991825827");
        LogText.Of(vendor).ShouldBeSameAs(vendor);
        var before = GC.GetAllocatedBytesForCurrentThread();

        LogText.Of(vendor);
        LogText.Of(vendor.Id);

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
    }
}
