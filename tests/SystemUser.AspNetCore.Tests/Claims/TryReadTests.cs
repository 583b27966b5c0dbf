using System.Security.Claims;
using SystemUser.AspNetCore.Claims;
using SystemUser.AspNetCore.Claims.Internal;

namespace SystemUser.AspNetCore.Tests.Claims;

/// <summary>System users and callers out of principals that something else has made.</summary>
public sealed class TryReadTests
{
    private const string Consumer = """{"authority":"iso6523-actorid-upis","ID":"0192:974761076"}""";

    [Theory]
    [InlineData(SampleTokens.SystemUser)]
    [InlineData("[" + SampleTokens.SystemUser + "]")]
    [InlineData("\r\n [ \n" + SampleTokens.SystemUser + "\n ] \n")]
    [InlineData("[" + SampleTokens.Consent + "," + SampleTokens.SystemUser + "]")]
    [InlineData(SampleTokens.SystemUser, SampleTokens.Consent)]
    [InlineData(SampleTokens.Consent, SampleTokens.SystemUser)]
    [InlineData("[" + SampleTokens.Consent + "]", "[" + SampleTokens.SystemUser + "]")]
    public void A_system_user_is_read_from_one_claim_or_several_of_an_object_or_an_array(params string[] details)
    {
        AltinnSystemUser.TryRead(Principal(details), out var systemUser, out var fault).ShouldBeTrue(fault.ToString());

        fault.ShouldBe(SystemUserFault.None);
        systemUser!.Id.ToString().ShouldBe("e3b87b08-dce6-4edd-8308-db887950a83b");
        systemUser.Owner.ToString().ShouldBe("991825827");
        systemUser.SystemId.ShouldBe("1d81b874");
        systemUser.Vendor.Number.ToString().ShouldBe("974761076");
        systemUser.Scopes.ShouldBe(["a:b", "c:d"]);
        systemUser.ClientId.ShouldBe("client");
        systemUser.TokenId.ShouldBe("token");
        systemUser.ExpiresAt.ToUnixTimeSeconds().ShouldBe(1740737667);
    }

    [Theory]
    [InlineData(SystemUserFault.Missing)]
    [InlineData(SystemUserFault.Missing, SampleTokens.Consent)]
    [InlineData(SystemUserFault.Missing, "[]")]
    [InlineData(SystemUserFault.SeveralSystemUsers, SampleTokens.SystemUser, SampleTokens.SystemUser)]
    [InlineData(
        SystemUserFault.SeveralSystemUsers,
        "[" + SampleTokens.SystemUser + "," + SampleTokens.SystemUser + "]"
    )]
    [InlineData(SystemUserFault.Malformed, "")]
    [InlineData(SystemUserFault.Malformed, "urn:altinn:systemuser")]
    [InlineData(SystemUserFault.Malformed, "[" + SampleTokens.SystemUser)]
    [InlineData(SystemUserFault.Malformed, SampleTokens.SystemUser + SampleTokens.SystemUser)]
    [InlineData(SystemUserFault.Malformed, SampleTokens.SystemUser, "oops")]
    [InlineData(SystemUserFault.Malformed, SampleTokens.SystemUser + "//")]
    [InlineData(SystemUserFault.Malformed, "{\"type\":7}")]
    [InlineData(SystemUserFault.InvalidId, """{"type":"urn:altinn:systemuser","systemuser_id":["not-a-guid"]}""")]
    public void The_fault_says_why_no_system_user_is_read(SystemUserFault expected, params string[] details)
    {
        AltinnSystemUser.TryRead(Principal(details), out var systemUser, out var fault).ShouldBeFalse();

        systemUser.ShouldBeNull();
        fault.ShouldBe(expected);
    }

    [Fact]
    public void Details_are_malformed_when_they_hold_half_a_character()
    {
        AltinnSystemUser.TryRead(Principal(["{\"type\":\"\ud800\"}"]), out _, out var fault).ShouldBeFalse();
        fault.ShouldBe(SystemUserFault.Malformed);
    }

    [Fact]
    public void A_caller_is_invalid_when_its_supplier_holds_half_a_character()
    {
        var identity = Identity([SampleTokens.SystemUser]);
        identity.AddClaim(new Claim("supplier", "{\"authority\":\"\ud800\",\"ID\":\"0192:991825827\"}"));

        AltinnSystemUser.TryRead(new ClaimsPrincipal(identity), out _, out var fault).ShouldBeFalse();
        fault.ShouldBe(SystemUserFault.InvalidCaller);
    }

    [Theory]
    [InlineData("consumer")]
    [InlineData("exp")]
    public void A_caller_is_invalid_when_consumer_or_expiry_is_missing(string missing)
    {
        var identity = Identity([SampleTokens.SystemUser]);
        identity.RemoveClaim(identity.FindFirst(missing));

        AltinnSystemUser.TryRead(new ClaimsPrincipal(identity), out _, out var fault).ShouldBeFalse();
        fault.ShouldBe(SystemUserFault.InvalidCaller);
        MaskinportenCaller.TryRead(new ClaimsPrincipal(identity), out _).ShouldBeFalse();
    }

    [Theory]
    [InlineData("consumer", Consumer)]
    [InlineData("exp", "1740737668")]
    [InlineData("jti", "another")]
    [InlineData("client_id", "another")]
    [InlineData("delegation_source", "a", "b")]
    [InlineData("supplier", "not an organization")]
    [InlineData("supplier", Consumer, Consumer)]
    [InlineData("supplier", Consumer + "x")]
    public void A_caller_is_invalid_when_a_claim_is_repeated_or_malformed(string type, params string[] values)
    {
        var identity = Identity([SampleTokens.SystemUser]);
        identity.AddClaims(values.Select(value => new Claim(type, value)));

        AltinnSystemUser.TryRead(new ClaimsPrincipal(identity), out _, out var fault).ShouldBeFalse();
        fault.ShouldBe(SystemUserFault.InvalidCaller);
        MaskinportenCaller.TryRead(new ClaimsPrincipal(identity), out _).ShouldBeFalse();
    }

    [Theory]
    [InlineData("")]
    [InlineData("soon")]
    [InlineData("-1")]
    [InlineData(" 1740737667")]
    [InlineData("1740737667.0")]
    [InlineData("99999999999999")]
    [InlineData("253402300800")]
    public void A_caller_is_invalid_when_its_expiry_is_no_date(string exp)
    {
        var identity = Identity([SampleTokens.SystemUser]);
        identity.RemoveClaim(identity.FindFirst("exp"));
        identity.AddClaim(new Claim("exp", exp));

        AltinnSystemUser.TryRead(new ClaimsPrincipal(identity), out _, out var fault).ShouldBeFalse();
        fault.ShouldBe(SystemUserFault.InvalidCaller);
    }

    [Fact]
    public void A_caller_may_live_until_the_last_second_of_the_year_9999_and_be_unnamed()
    {
        var identity = new ClaimsIdentity([new Claim("consumer", Consumer), new Claim("exp", "253402300799")], "test");

        MaskinportenCaller.TryRead(new ClaimsPrincipal(identity), out var caller).ShouldBeTrue();

        caller!.ExpiresAt.ToUnixTimeSeconds().ShouldBe(253402300799);
        caller.ClientId.ShouldBeNull();
        caller.TokenId.ShouldBeNull();
        caller.Supplier.ShouldBeNull();
        caller.Scopes.ShouldBeEmpty();
    }

    [Fact]
    public void An_identity_without_details_is_passed_over()
    {
        var person = new ClaimsIdentity([new Claim("sub", "1")], "Cookies");
        var principal = new ClaimsPrincipal([person, Identity([SampleTokens.SystemUser])]);

        AltinnSystemUser.TryRead(principal, out var systemUser, out _).ShouldBeTrue();
        MaskinportenCaller.TryRead(principal, out var caller).ShouldBeTrue();

        systemUser!.Caller.TokenId.ShouldBe(caller!.TokenId);
    }

    [Fact]
    public void A_system_user_is_made_only_of_an_id_an_owner_and_a_caller()
    {
        AltinnSystemUser.TryRead(Principal([SampleTokens.SystemUser]), out var one, out _);

        Should.Throw<ArgumentNullException>(() => new AltinnSystemUser(one!.Id, one.Owner, null!));
        Should.Throw<ArgumentOutOfRangeException>(() => new AltinnSystemUser(default, one!.Owner, one.Caller));
        Should.Throw<ArgumentOutOfRangeException>(() => new AltinnSystemUser(one!.Id, default, one.Caller));
        Should.Throw<ArgumentNullException>(() => AltinnSystemUser.TryRead(null!, out _, out _));
        Should.Throw<ArgumentNullException>(() => MaskinportenCaller.TryRead(null!, out _));
    }

    [Fact]
    public void Nothing_is_read_when_several_identities_have_details()
    {
        var principal = new ClaimsPrincipal([
            Identity([SampleTokens.SystemUser], "one"),
            Identity([SampleTokens.Consent], "another"),
        ]);

        AltinnSystemUser.TryRead(principal, out _, out var fault).ShouldBeFalse();
        fault.ShouldBe(SystemUserFault.SeveralSystemUsers);
        MaskinportenCaller.TryRead(principal, out _).ShouldBeFalse();
    }

    [Fact]
    public void Nothing_is_read_from_an_identity_that_nobody_authenticated()
    {
        var principal = new ClaimsPrincipal(Identity([SampleTokens.SystemUser], authenticationType: null));

        AltinnSystemUser.TryRead(principal, out _, out var fault).ShouldBeFalse();
        fault.ShouldBe(SystemUserFault.Missing);
        MaskinportenCaller.TryRead(principal, out _).ShouldBeFalse();
    }

    [Fact]
    public void Claims_named_in_another_case_are_not_read()
    {
        var identity = Identity([]);
        identity.AddClaim(new Claim("Authorization_Details", SampleTokens.SystemUser));

        AltinnSystemUser.TryRead(new ClaimsPrincipal(identity), out _, out var fault).ShouldBeFalse();
        fault.ShouldBe(SystemUserFault.Missing);
    }

    [Fact]
    public void Only_the_schemes_own_identity_is_read_beside_another()
    {
        var own = SampleTokens.Identity(SampleTokens.WithDetails("[]"));
        var principal = new ClaimsPrincipal([Identity([SampleTokens.SystemUser], "another"), own]);

        AltinnSystemUser.TryRead(principal, out _, out var fault).ShouldBeFalse();
        fault.ShouldBe(SystemUserFault.Missing);
        MaskinportenCaller.TryRead(principal, out var caller).ShouldBeTrue();
        caller.ShouldBeSameAs(own.Reading.Caller);
    }

    [Fact]
    public void Nothing_is_read_when_two_identities_are_the_schemes_own()
    {
        var payload = SampleTokens.WithDetails(SampleTokens.SystemUser);
        var principal = new ClaimsPrincipal([SampleTokens.Identity(payload), SampleTokens.Identity(payload)]);

        AltinnSystemUser.TryRead(principal, out _, out var fault).ShouldBeFalse();
        fault.ShouldBe(SystemUserFault.SeveralSystemUsers);
    }

    [Fact]
    public void A_caller_is_read_without_a_system_user()
    {
        var identity = Identity([]);
        identity.AddClaim(new Claim("supplier", """{"authority":"iso6523-actorid-upis","ID":"0192:991825827"}"""));
        identity.AddClaim(new Claim("delegation_source", "https://tt02.altinn.no/"));

        MaskinportenCaller.TryRead(new ClaimsPrincipal(identity), out var caller).ShouldBeTrue();

        caller!.Consumer.Number.ToString().ShouldBe("974761076");
        caller.Supplier!.Number.ToString().ShouldBe("991825827");
        caller.DelegationSource.ShouldBe("https://tt02.altinn.no/");
    }

    private static ClaimsPrincipal Principal(string[] details) => new(Identity(details));

    private static ClaimsIdentity Identity(string[] details, string? authenticationType = "test") =>
        new(
            details
                .Select(value => new Claim("authorization_details", value))
                .Append(new Claim("consumer", Consumer))
                .Append(new Claim("scope", "a:b"))
                .Append(new Claim("scope", "c:d"))
                .Append(new Claim("client_id", "client"))
                .Append(new Claim("jti", "token"))
                .Append(new Claim("exp", "1740737667")),
            authenticationType
        );
}
