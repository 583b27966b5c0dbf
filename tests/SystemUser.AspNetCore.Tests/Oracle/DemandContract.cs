namespace SystemUser.AspNetCore.Tests.Oracle;

/// <summary>Says what the answer to a request must be: the status, the package's code (empty if the answer is another's), and what may be asked.</summary>
/// <remarks>To be read beside docs/errors.md. It knows nothing of the product.</remarks>
internal static class DemandContract
{
    private const string Granted = "granted";

    public static (int Status, string Code, bool MayAsk) AnswerTo(DemandCase it)
    {
        if (CheckCaller(it) is var (status, code))
        {
            return (status, code, MayAsk: false);
        }

        // Of several demands a refusal comes before an answer that cannot be had, and the first of either is named.
        var answers = it.Demand.All.Select(resources => OfAny(it, resources)).ToList();
        var answer = answers.Find(one => IsRefusal(one)) ?? answers.Find(one => one != Granted) ?? Granted;
        return (
            answer == Granted ? 200
            : IsRefusal(answer) ? 403
            : 503,
            answer,
            MayAsk: it.Demand.All.Count > 0
        );
    }

    private static (int Status, string Code)? CheckCaller(DemandCase it)
    {
        var isExchanged =
            it.Caller
            is Caller.Exchanged
                or Caller.ExchangedWithoutScope
                or Caller.ExchangedAtLevel2
                or Caller.ForgedExchanged;
        return it.Caller switch
        {
            Caller.Nobody => (401, "token-missing"),
            Caller.Person when it.Demand.HasOther => (200, Granted),
            Caller.PersonWithoutPid when it.Demand.HasOther => (403, ""),
            Caller.ForgedPerson or Caller.SystemUserElsewhere when it.Demand.HasOther => (401, ""),
            Caller.Person or Caller.PersonWithoutPid or Caller.ForgedPerson or Caller.SystemUserElsewhere => (
                401,
                "token-wrong-issuer"
            ),
            _ when isExchanged && !it.Host.TakesExchanged => (401, "token-wrong-issuer"),
            Caller.ExpiredSystemUser => (401, "token-expired"),
            Caller.ForgedSystemUser or Caller.ForgedExchanged => (401, "token-invalid"),
            Caller.Vendor when it.Demand.All.Count > 0 => (403, "system-user-required"),
            Caller.TwoSystemUsers when it.Demand.All.Count > 0 => (403, "system-user-invalid"),
            Caller.SystemUserWithoutScope or Caller.SystemUserOfAnotherScope or Caller.ExchangedWithoutScope => (
                403,
                "insufficient-scope"
            ),
            _ when it.Demand.TakesParty && it.Party == PartyKind.Malformed => (400, "party-invalid"),
            _ when it.Demand is { TakesParty: true, TakesClients: false } && it.Party == PartyKind.Client => (
                403,
                "party-not-owner"
            ),
            _ => null,
        };
    }

    /// <summary>One of them is enough: a permit comes before an answer that cannot be had, and that before the first refusal.</summary>
    private static string OfAny(DemandCase it, IReadOnlyList<string> resources)
    {
        var answers = resources.Select(resource => Of(it, resource)).ToList();
        return answers.Find(answer => answer == Granted) ?? answers.Find(answer => !IsRefusal(answer)) ?? answers[0];
    }

    private static string Of(DemandCase it, string resource)
    {
        var said = it.SaidBefore?[resource]
            is { } before
                and not (Said.Indeterminate or Said.Nothing or Said.OutOfReach)
            ? before // and is remembered
            : it.Said[resource];
        return said switch
        {
            Said.Permit => Granted,
            Said.PermitAtLevel3 => it.Caller == Caller.ExchangedAtLevel2 ? "obligation-not-met" : Granted,
            Said.PermitAtLevel4 or Said.PermitWithSomethingUnknown => "obligation-not-met",
            Said.Deny or Said.NotApplicable => "right-missing",
            Said.Indeterminate => "decision-indeterminate",
            Said.OutOfReach => "decision-unavailable",
            _ => "decision-failed",
        };
    }

    private static bool IsRefusal(string answer) => answer is "right-missing" or "obligation-not-met";
}
