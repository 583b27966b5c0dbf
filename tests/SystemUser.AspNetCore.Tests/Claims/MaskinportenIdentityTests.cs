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
