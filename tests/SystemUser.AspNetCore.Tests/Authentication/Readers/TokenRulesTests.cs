using SystemUser.AspNetCore.Authentication.Internal;
using SystemUser.AspNetCore.Claims;
using SystemUser.AspNetCore.Claims.Internal;
using SystemUser.AspNetCore.Configuration;

namespace SystemUser.AspNetCore.Tests.Authentication.Readers;

/// <summary>When a token holds, to the tick, and for whom.</summary>
public sealed class TokenRulesTests
{
    private static readonly DateTimeOffset s_now = new(2026, 11, 28, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan s_tick = TimeSpan.FromTicks(1);

    private readonly MaskinportenOptions _options = new() { ClockSkew = TimeSpan.FromSeconds(10) };

    [Fact]
    public void A_token_holds_until_its_expiry_and_the_skew()
    {
        Check(Reading(s_now - _options.ClockSkew + s_tick)).ShouldBe(TokenFault.None);
        Check(Reading(s_now - _options.ClockSkew)).ShouldBe(TokenFault.Expired);
    }

    [Fact]
    public void A_token_holds_from_its_beginning_less_the_skew()
    {
        Check(Reading() with { NotBefore = s_now + _options.ClockSkew }).ShouldBe(TokenFault.None);
        Check(Reading() with { NotBefore = s_now + _options.ClockSkew + s_tick }).ShouldBe(TokenFault.NotYetValid);
    }

    [Theory]
    [InlineData("https://api.test", true)]
    [InlineData("https://API.test", false)]
    [InlineData("https://api.test/", false)]
    public void A_token_names_the_audience_exactly_when_one_is_configured(string audience, bool holds)
    {
        _options.Audience = "https://api.test";
        var expected = holds ? TokenFault.None : TokenFault.WrongAudience;

        Check(Reading() with { Audiences = ["another", audience] }).ShouldBe(expected);
        Check(Reading()).ShouldBe(TokenFault.WrongAudience);
    }

    [Fact]
    public void A_token_names_one_of_the_apps_audiences_beside_the_configured_one()
    {
        _options.Audience = "a";

        Check(Reading() with { Audiences = ["a", "c"] }, "b", "c").ShouldBe(TokenFault.None);
        Check(Reading() with { Audiences = ["a", "C"] }, "b", "c").ShouldBe(TokenFault.WrongAudience);
        Check(Reading() with { Audiences = ["c"] }, "b", "c").ShouldBe(TokenFault.WrongAudience);
    }

    [Fact]
    public void An_exchanged_token_is_bound_to_time_and_to_no_audience()
    {
        _options.Audience = "a";

        Check(Reading(isExchanged: true)).ShouldBe(TokenFault.None);
        Check(Reading(s_now.AddMinutes(-1), isExchanged: true)).ShouldBe(TokenFault.Expired);
    }

    private TokenFault Check(MaskinportenReading reading, params string[] appAudiences) =>
        TokenRules.Check(reading, _options, appAudiences, s_now);

    private static MaskinportenReading Reading(DateTimeOffset? expiresAt = null, bool isExchanged = false) =>
        new(
            "https://maskinporten.test/",
            new MaskinportenCaller
            {
                Consumer = new OrganizationIdentifier("iso6523-actorid-upis", "0192:310904473"),
                Scopes = new ScopeSet("a:b"),
                ExpiresAt = expiresAt ?? s_now.AddMinutes(2),
                IsExchanged = isExchanged,
            },
            SystemUser: null,
            SystemUserFault.Missing
        );
}
