using SystemUser.AspNetCore.Claims;
using SystemUser.AspNetCore.Decisions;

namespace SystemUser.AspNetCore.Tests.Claims;

public sealed class ValueTypeTests
{
    [Theory]
    [InlineData("310904473", true)]
    [InlineData("974761076", true)]
    [InlineData("991825827", true)]
    [InlineData("314250052", true)]
    [InlineData("999888777", false)]
    [InlineData("000000001", false)]
    public void An_organization_number_is_nine_digits_whatever_the_check_digit(string text, bool validCheckDigit)
    {
        OrganizationNumber.TryParse(text, out var number).ShouldBeTrue();

        number.ToString().ShouldBe(text);
        number.HasValidCheckDigit.ShouldBe(validCheckDigit);
        number.ShouldBe(OrganizationNumber.Parse(text));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("31090447")]
    [InlineData("3109044733")]
    [InlineData(" 310904473")]
    [InlineData("310904473\n")]
    [InlineData("31090447a")]
    [InlineData("-10904473")]
    [InlineData("+10904473")]
    [InlineData("310 904473")]
    [InlineData("0192:310904473")]
    [InlineData("３１０９０４４７３")]
    [InlineData("٣١٠٩٠٤٤٧٣")]
    [InlineData("000000000")]
    public void Text_that_is_not_nine_digits_is_no_organization_number(string? text)
    {
        OrganizationNumber.TryParse(text, out var number).ShouldBeFalse();
        number.ShouldBe(default);
        Should.Throw<FormatException>(() => OrganizationNumber.Parse(text!));
    }

    [Theory]
    [InlineData("33a0911a-5459-456f-bc57-3d37ef9a016c")]
    [InlineData("33A0911A-5459-456F-BC57-3D37EF9A016C")]
    public void A_system_user_id_is_a_uuid_in_either_case(string text) =>
        SystemUserId.Parse(text).ToString().ShouldBe("33a0911a-5459-456f-bc57-3d37ef9a016c");

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("not-a-guid")]
    [InlineData("33a0911a5459456fbc573d37ef9a016c")]
    [InlineData("{33a0911a-5459-456f-bc57-3d37ef9a016c}")]
    [InlineData(" 33a0911a-5459-456f-bc57-3d37ef9a016c")]
    [InlineData("33a0911a-5459-456f-bc57-3d37ef9a016c ")]
    [InlineData("00000000-0000-0000-0000-000000000000")]
    public void Text_that_is_no_uuid_is_no_system_user_id(string? text)
    {
        SystemUserId.TryParse(text, out var id).ShouldBeFalse();
        id.ShouldBe(default);
    }

    [Theory]
    [InlineData("ske-krav-og-betalinger", true)]
    [InlineData("ske_krav_og_betalinger", true)]
    [InlineData("app_ttd_app1", true)]
    [InlineData("Ske-krav", false)]
    [InlineData("ske krav", false)]
    [InlineData("ske/krav", false)]
    [InlineData("skæ", false)]
    [InlineData("", false)]
    public void A_resource_id_is_valid_only_as_the_registry_writes_it(string text, bool valid) =>
        ResourceId.TryParse(text, out _).ShouldBe(valid);

    [Theory]
    [InlineData("read", true)]
    [InlineData("Read", true)]
    [InlineData("urn:altinn:action:sign", true)]
    [InlineData("read write", false)]
    [InlineData("lesé", false)]
    [InlineData("", false)]
    public void An_action_is_valid_in_any_case_and_keeps_it(string text, bool valid)
    {
        ActionId.TryParse(text, out var action).ShouldBe(valid);
        action.ToString().ShouldBe(valid ? text : "");
    }

    [Theory]
    [InlineData("iso6523-actorid-upis", "0192:991825827", "991825827")]
    [InlineData("ISO6523-ACTORID-UPIS", "0192:991825827", "991825827")]
    [InlineData("iso6523-actorid-upis", "9908:991825827", null)]
    [InlineData("iso6523-actorid-upis", "0192:991825827:1", null)]
    [InlineData("iso6523-actorid-upis", "991825827", null)]
    [InlineData("another-authority", "0192:991825827", null)]
    public void Only_Norwegian_identifiers_have_an_organization_number(string authority, string id, string? number) =>
        new OrganizationIdentifier(authority, id).Number?.ToString().ShouldBe(number);

    [Fact]
    public void A_scope_is_contained_only_as_a_whole_word()
    {
        var scopes = new ScopeSet("a:b  skatteetaten:kravogbetalinger a:b");

        scopes.ShouldBe(["a:b", "skatteetaten:kravogbetalinger"]);
        scopes.Contains("skatteetaten:kravogbetalinger").ShouldBeTrue();
        scopes.Contains("skatteetaten:krav").ShouldBeFalse();
        scopes.Contains("Skatteetaten:kravogbetalinger").ShouldBeFalse();
        new ScopeSet(null).ShouldBeEmpty();
    }

    [Fact]
    public void Two_rights_are_equal_when_resource_action_and_attributes_are()
    {
        var instance = new ResourceAttributes(new ResourceAttribute("urn:altinn:resource:instance-id", "1"));
        var same = new ResourceAttributes(new ResourceAttribute("urn:altinn:resource:instance-id", "1"));
        var other = new ResourceAttributes(new ResourceAttribute("urn:altinn:resource:instance-id", "2"));
        var right = new SystemUserRight("ske-krav-og-betalinger", "read");

        (right with { Attributes = instance }).ShouldBe(right with { Attributes = same });
        (right with { Attributes = instance }).GetHashCode().ShouldBe((right with { Attributes = same }).GetHashCode());
        (right with { Attributes = instance }).ShouldNotBe(right with { Attributes = other });
        (right with { Attributes = instance }).ShouldNotBe(right);
        right.ToString().ShouldBe("ske-krav-og-betalinger/read");
    }

    [Fact]
    public void A_resource_attribute_without_a_value_throws() =>
        Should.Throw<ArgumentException>(() => new ResourceAttributes(new ResourceAttribute("urn:x", "")));
}
