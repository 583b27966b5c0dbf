using SmartCloud.Customers;

namespace SmartCloud.Tests.Customers;

public sealed class OrganizationNumberTests
{
    [Theory]
    [InlineData("310904473")]
    [InlineData("310 904 473")]
    [InlineData(" 310904473 ")]
    [InlineData("310\u00A0904\u00A0473")]
    public void A_number_is_taken_when_it_has_nine_digits_as_people_write_them(string text)
    {
        OrganizationNumber.TryParse(text, out var number).ShouldBeTrue();
        number.ToString().ShouldBe("310904473");
        number.ToDisplayString().ShouldBe("310\u00A0904\u00A0473");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("57623423")]
    [InlineData("3109044733")]
    [InlineData("31090447a")]
    [InlineData("٣١٠٩٠٤٤٧٣")]
    [InlineData("310904473/../314250052")]
    [InlineData("0192:310904473")]
    [InlineData("3 1 0 9 0 4 4 7 3          ")]
    public void A_number_is_not_taken_when_it_is_written_otherwise(string? text)
    {
        OrganizationNumber.TryParse(text, out var number).ShouldBeFalse();
        number.ToString().ShouldBeEmpty();
        Should.Throw<FormatException>(() => OrganizationNumber.Parse(text));
    }
}
