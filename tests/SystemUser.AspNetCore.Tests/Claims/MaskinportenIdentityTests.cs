using System.Security.Claims;
using SystemUser.AspNetCore.Claims.Internal;

namespace SystemUser.AspNetCore.Tests.Claims;

public sealed class MaskinportenIdentityTests
{
    private readonly MaskinportenIdentity _identity = New();

    [Fact]
    public void The_identity_has_the_claims_of_the_token()
    {
        _identity.IsAuthenticated.ShouldBeTrue();
        _identity.AuthenticationType.ShouldBe("Maskinporten");
        _identity.FindFirst("exp")!.Value.ShouldBe("1740737667");
        _identity.FindFirst("exp")!.Subject.ShouldBeSameAs(_identity);
        _identity.HasClaim("iss", "https://test.maskinporten.no/").ShouldBeTrue();
        _identity.FindAll(claim => claim.Type == "consumer").ShouldHaveSingleItem();
        new ClaimsPrincipal(_identity).Claims.Count().ShouldBe(4);
    }

    [Fact]
    public void The_identity_keeps_what_the_app_adds_to_it_and_removes()
    {
        _identity.AddClaim(new Claim("one", "1"));
        _identity.AddClaims([new Claim("two", "2")]);
        _identity.TryRemoveClaim(_identity.FindFirst("exp")).ShouldBeTrue();
        _identity.RemoveClaim(_identity.FindFirst("iss"));

        _identity.Claims.Select(claim => claim.Type).ShouldBe(["authorization_details", "consumer", "one", "two"]);
    }

    [Fact]
    public void The_claims_of_the_token_come_first_whatever_the_app_does_first()
    {
        _identity.AddClaims([new Claim("one", "1")]);
        Types(_identity).ShouldBe(["authorization_details", "iss", "exp", "consumer", "one"]);

        var other = New();
        other.TryRemoveClaim(new Claim("unheard-of", "")).ShouldBeFalse();
        Types(other).ShouldBe(["authorization_details", "iss", "exp", "consumer"]);

        Types(New().Clone()).ShouldBe(["authorization_details", "iss", "exp", "consumer"]);

        static IEnumerable<string> Types(ClaimsIdentity identity) => identity.Claims.Select(claim => claim.Type);
    }

    [Fact]
    public void A_claim_of_another_identity_cannot_be_removed()
    {
        var identity = New();

        Should.Throw<InvalidOperationException>(() => identity.RemoveClaim(new Claim("exp", "1740737667")));
        identity.TryRemoveClaim(New().FindFirst("exp")).ShouldBeFalse();
    }

    [Fact]
    public void The_name_is_the_client_and_the_roles_are_the_scopes()
    {
        var identity = SampleTokens.Identity(SampleTokens.WithMembers("\"client_id\":\"client\",\"scope\":\"a:b\""));

        identity.Name.ShouldBe("client");
        new ClaimsPrincipal(identity).IsInRole("a:b").ShouldBeTrue();
        identity.Clone().Name.ShouldBe("client");
    }

    [Fact]
    public void An_identity_is_of_the_header_that_ends_with_its_token_and_of_no_other()
    {
        var identity = new MaskinportenIdentity(_identity.Reading, "x.y.z".AsMemory(), "Maskinporten");
        var tokenless = new MaskinportenIdentity(_identity.Reading, default, "Maskinporten");

        identity.IsOf("Bearer x.y.z").ShouldBeTrue();
        identity.IsOf("Bearer x.y.Z").ShouldBeFalse();
        identity.IsOf("Bearer x.y").ShouldBeFalse();
        identity.IsOf("x.y.z ").ShouldBeFalse();
        identity.IsOf(null).ShouldBeFalse();
        tokenless.IsOf("Bearer x.y.z").ShouldBeFalse();
        tokenless.IsOf(null).ShouldBeFalse();
    }

    [Fact]
    public void A_clone_is_admitted_only_when_its_original_is()
    {
        ((MaskinportenIdentity)_identity.Clone()).IsAdmitted.ShouldBeFalse();

        _identity.IsAdmitted = true;

        ((MaskinportenIdentity)_identity.Clone()).IsAdmitted.ShouldBeTrue();
    }

    [Fact]
    public void The_identity_of_a_principal_is_found_only_when_there_is_one()
    {
        var cookie = new ClaimsIdentity([new Claim("authorization_details", SampleTokens.SystemUser)], "Cookies");

        MaskinportenIdentities
            .Find(new ClaimsPrincipal([cookie, _identity]), out var several)
            .ShouldBeSameAs(_identity);
        several.ShouldBeFalse();
        MaskinportenIdentities.Single(new ClaimsPrincipal([_identity, cookie])).ShouldBeSameAs(_identity.Reading);

        MaskinportenIdentities.Find(new ClaimsPrincipal(cookie), out several).ShouldBeNull();
        several.ShouldBeFalse();
        MaskinportenIdentities.Single(null, out several).ShouldBeNull();
        several.ShouldBeFalse();
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void No_identity_of_a_principal_is_found_when_there_are_several(int count)
    {
        var principal = new ClaimsPrincipal(Enumerable.Range(0, count).Select(_ => New()));

        MaskinportenIdentities.Find(principal, out var several).ShouldBeNull();
        several.ShouldBeTrue();
        MaskinportenIdentities.Single(principal).ShouldBeNull();
    }

    [Fact]
    public void A_claim_added_to_one_identity_is_not_on_another_of_the_same_token()
    {
        var other = New();

        _identity.AddClaim(new Claim("one", "1"));

        other.HasClaim("one", "1").ShouldBeFalse();
    }

    [Fact]
    public void A_clone_of_the_identity_is_a_MaskinportenIdentity_with_the_same_claims()
    {
        _identity.AddClaim(new Claim("one", "1"));

        var clone = new ClaimsPrincipal(_identity).Clone().Identity.ShouldBeOfType<MaskinportenIdentity>();

        clone.Reading.ShouldBeSameAs(_identity.Reading);
        clone
            .Claims.Select(claim => claim.Type)
            .ShouldBe(["authorization_details", "iss", "exp", "consumer", "one"], ignoreOrder: true);
    }

    [Fact]
    public void The_claims_are_whole_when_many_threads_read_them_at_once()
    {
        for (var i = 0; i < 200; i++)
        {
            var identity = New();

            Parallel.For(0, 8, _ => identity.Claims.Count().ShouldBe(4));
        }
    }

    private static MaskinportenIdentity New()
    {
        return SampleTokens.Identity(SampleTokens.WithDetails(SampleTokens.SystemUser));
    }
}
