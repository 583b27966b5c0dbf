using SystemUser.AspNetCore.Claims;
using SystemUser.AspNetCore.Decisions;

namespace SystemUser.AspNetCore.Tests.Decisions;

/// <summary>Questions to ask, and who asks.</summary>
internal static class Some
{
    public const string Pdp = "https://altinn.test";

    public static DecisionQuestion Question(
        string systemUser = "47caea5b-a80b-4343-b1d3-31eb523a4e28",
        string party = "910459880",
        string resource = "ttd-externalpdp-resource1",
        string action = "read",
        string pdp = Pdp,
        params ResourceAttribute[] attributes
    ) =>
        new(
            pdp,
            SystemUserId.Parse(systemUser),
            OrganizationNumber.Parse(party),
            new SystemUserRight(ResourceId.Parse(resource), ActionId.Parse(action), new ResourceAttributes(attributes))
        );

    public static AltinnSystemUser SystemUser() =>
        new(
            SystemUserId.Parse("47caea5b-a80b-4343-b1d3-31eb523a4e28"),
            OrganizationNumber.Parse("310904473"),
            new MaskinportenCaller
            {
                Consumer = new OrganizationIdentifier("iso6523-actorid-upis", "0192:991825827"),
                Scopes = new ScopeSet("skatteetaten:kravogbetalinger"),
                ExpiresAt = TimeProvider.System.GetUtcNow().AddMinutes(2),
            }
        );

    public static DecisionQuestion QuestionOfParty(int number) => Question(party: (310000000 + number).ToString());
}
