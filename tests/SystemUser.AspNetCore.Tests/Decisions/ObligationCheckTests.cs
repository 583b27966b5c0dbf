using SystemUser.AspNetCore.Claims;
using SystemUser.AspNetCore.Configuration;
using SystemUser.AspNetCore.Decisions;
using SystemUser.AspNetCore.Decisions.Internal;

namespace SystemUser.AspNetCore.Tests.Decisions;

public sealed class ObligationCheckTests
{
    private const string Level = "urn:altinn:minimum-authenticationlevel";
    private const string OrganizationLevel = "urn:altinn:minimum-authenticationlevel-org";
    private static readonly ResourceId s_resource = ResourceId.Parse("ske-krav-og-betalinger");

    [Fact]
    public void A_permit_without_obligations_is_met() => Check().IsMet.ShouldBeTrue();

    [Theory]
    [InlineData("0")]
    [InlineData("2")]
    [InlineData("3")]
    public void An_authentication_level_up_to_three_is_met(string level) => Check((Level, level)).IsMet.ShouldBeTrue();

    [Fact]
    public void An_authentication_level_above_three_is_not_met_and_is_told() =>
        Check((Level, "4")).ShouldBe(new ObligationCheck(false, Level, 4));

    [Fact]
    public void The_highest_of_several_authentication_levels_counts()
    {
        Check((Level, "4"), (Level, "2")).RequiredLevel.ShouldBe(4);
        Check((Level, "2"), (Level, "4")).RequiredLevel.ShouldBe(4);
    }

    [Fact]
    public void A_lower_level_for_organizations_does_not_lower_the_system_users() =>
        Check((Level, "4"), (OrganizationLevel, "3")).ShouldBe(new ObligationCheck(false, Level, 4));

    [Fact]
    public void A_higher_level_for_organizations_is_not_asked_of_a_system_user() =>
        Check((Level, "3"), (OrganizationLevel, "4")).IsMet.ShouldBeTrue();

    [Fact]
    public void The_level_for_organizations_counts_when_HonourOrganizationLevelFor_names_the_resource()
    {
        var options = new DecisionOptions();
        options.HonourOrganizationLevelFor.Add("ske-krav-og-betalinger");

        Check(options, (Level, "4"), (OrganizationLevel, "3")).IsMet.ShouldBeTrue();
        Check(options, (Level, "4"), (OrganizationLevel, "3"), (OrganizationLevel, "4")).IsMet.ShouldBeFalse();
        Check(options, (Level, "4")).ShouldBe(new ObligationCheck(false, Level, 4));
    }

    [Fact]
    public void The_level_for_organizations_does_not_count_when_HonourOrganizationLevelFor_names_another_resource()
    {
        var options = new DecisionOptions();
        options.HonourOrganizationLevelFor.Add("ske-krav");

        Check(options, (Level, "4"), (OrganizationLevel, "3")).IsMet.ShouldBeFalse();
    }

    [Fact]
    public void Level_three_is_not_met_when_SystemUserAuthenticationLevel_is_two() =>
        Check(new DecisionOptions { SystemUserAuthenticationLevel = 2 }, (Level, "3"))
            .ShouldBe(new ObligationCheck(false, Level, 3));

    [Theory]
    [InlineData("urn:example:other")]
    [InlineData("URN:altinn:minimum-authenticationlevel")]
    [InlineData("")]
    public void An_unknown_obligation_is_not_met(string category)
    {
        Check((category, "0")).ShouldBe(new ObligationCheck(false, category, null));
        Check((Level, "1"), (category, "0")).ShouldBe(new ObligationCheck(false, category, null));
    }

    [Theory]
    [InlineData(Level, "")]
    [InlineData(Level, "three")]
    [InlineData(Level, "-1")]
    [InlineData(Level, "+1")]
    [InlineData(Level, " 1")]
    [InlineData(Level, "1.0")]
    [InlineData(Level, "1e0")]
    [InlineData(Level, "\u0661")]
    [InlineData(Level, "99999999999")]
    [InlineData(OrganizationLevel, "x")]
    public void An_authentication_level_that_is_no_number_is_not_met(string category, string value) =>
        Check((category, value)).ShouldBe(new ObligationCheck(false, category, null));

    private static ObligationCheck Check(params (string Category, string Value)[] obligations) =>
        Check(new DecisionOptions(), obligations);

    private static ObligationCheck Check(
        DecisionOptions options,
        params (string Category, string Value)[] obligations
    ) =>
        ObligationCheck.Evaluate(
            [.. obligations.Select(obligation => new Obligation(obligation.Category, obligation.Value))],
            s_resource,
            options.SystemUserAuthenticationLevel,
            options
        );
}
