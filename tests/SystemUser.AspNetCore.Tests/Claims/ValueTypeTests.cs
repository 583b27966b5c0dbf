using SystemUser.AspNetCore.Claims;
using SystemUser.AspNetCore.Claims.Internal;
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
    [InlineData("+3a0911a-5459-456f-bc57-3d37ef9a016c")]
    [InlineData("0x3a0911-5459-456f-bc57-3d37ef9a016c")]
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
    public void A_resource_id_is_valid_only_as_the_registry_writes_it(string text, bool valid)
    {
        ResourceId.TryParse(text, out var resource).ShouldBe(valid);
        resource.ToString().ShouldBe(valid ? text : "");
    }

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

    [Fact]
    public void A_resource_id_may_have_128_characters_and_an_action_64()
    {
        ResourceId.TryParse(new string('a', 128), out _).ShouldBeTrue();
        ResourceId.TryParse(new string('a', 129), out _).ShouldBeFalse();
        ActionId.TryParse(new string('a', 64), out _).ShouldBeTrue();
        ActionId.TryParse(new string('a', 65), out _).ShouldBeFalse();
    }

    [Fact]
    public void An_error_says_what_the_text_must_be_when_it_cannot_be_parsed()
    {
        Error(() => ResourceId.Parse("Ske krav"))
            .ShouldBe(
                "'Ske krav' is no resource identifier: that is 1 to 128 of the characters a-z, 0-9, '-' and '_', as in Altinn's resource registry."
            );
        Error(() => ActionId.Parse("read write"))
            .ShouldBe("An action is 1 to 64 visible ASCII characters, as in the resource's policy.");
        Error(() => SystemUserId.Parse("x")).ShouldBe("A system user id is a uuid that is not all zeros.");
        Error(() => OrganizationNumber.Parse("x")).ShouldBe("An organization number is nine digits, not all zeros.");

        static string Error(Func<object> parse) => Should.Throw<FormatException>(parse).Message;
    }

    [Fact]
    public void A_default_value_is_nothing_valid()
    {
        default(ResourceId).ToString().ShouldBeEmpty();
        default(ActionId).ToString().ShouldBeEmpty();
        default(OrganizationNumber).HasValidCheckDigit.ShouldBeFalse();
    }

    [Fact]
    public void The_two_known_actions_are_read_and_write()
    {
        ActionId.Read.ShouldBe(ActionId.Parse("read"));
        ActionId.Write.ShouldBe(ActionId.Parse("write"));
    }

    [Theory]
    [InlineData("!#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ", true)]
    [InlineData("[]^_`abcdefghijklmnopqrstuvwxyz{|}~", true)]
    [InlineData("skatteetaten:krav\"", false)]
    [InlineData("skatteetaten\\krav", false)]
    [InlineData("skatteetaten krav", false)]
    [InlineData("skatteetaten:skjæring", false)]
    [InlineData("a\u007f", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void A_scope_has_only_characters_that_a_challenge_can_quote(string? text, bool valid) =>
        ScopeSet.IsScope(text).ShouldBe(valid);

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
        scopes.Contains("a:b").ShouldBeTrue();
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
