namespace SystemUser.AspNetCore.OpenApi.Internal;

/// <summary>The answers that an operation gives when a demand is not met.</summary>
internal static class ProblemAnswers
{
    public static IEnumerable<(string Status, string Description)> Of(EndpointDemands demands)
    {
        if (demands.TakesParty)
        {
            yield return ("400", "The party is missing, malformed or given twice.");
        }

        yield return ("401", "There is no token, or it has expired or is invalid in another way.");
        yield return ("403", ForbiddenFor(demands));
        if (demands.Rights.Count > 0)
        {
            yield return ("429", "The system user asks about too many rights that are not known yet.");
        }

        yield return (
            "503",
            "Maskinporten or Altinn gave no usable answer; `Retry-After` is set where trying again may help."
        );
    }

    private static string ForbiddenFor(EndpointDemands demands) =>
        demands switch
        {
            { Rights.Count: > 0 } => "The token lacks a scope or a system user, or the system user lacks the right.",
            { NeedsSystemUser: true } => "The token lacks a scope or a system user.",
            _ => "The token lacks a scope.",
        };
}
