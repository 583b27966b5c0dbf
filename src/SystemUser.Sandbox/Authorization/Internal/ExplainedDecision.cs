using SystemUser.Sandbox.Wire;
using SystemUser.Sandbox.Wire.Internal.Http;
using SystemUser.Sandbox.Wire.Internal.Xacml;
using SystemUser.Sandbox.World.Internal.Model;

namespace SystemUser.Sandbox.Authorization.Internal;

/// <summary>An answer, and in words why.</summary>
/// <param name="Result">The answer.</param>
/// <param name="Why">What it rests on.</param>
/// <param name="IsFault">Whether Altinn would have thrown, and so answers a whole batch with this.</param>
internal sealed record ExplainedDecision(PdpResult Result, string Why, bool IsFault = false)
{
    /// <summary>The organization asked about, if it was found.</summary>
    public Organization? Party { get; init; }

    /// <summary>The rules that were tried, if it came to that; worked out when asked for.</summary>
    public Func<IReadOnlyList<RuleTrial>> Trials { get; init; } = static () => [];

    /// <summary>The id of the rule that decided, where one did.</summary>
    public string? Rule =>
        Result.Decision is PdpDecision.Permit or PdpDecision.Deny
            ? Trials()
                .FirstOrDefault(trial => trial.Matches && trial.Rule.Permits == (Result.Decision == PdpDecision.Permit))
                ?.Rule.Id
            : null;

    public static ExplainedDecision Fault(XacmlFault fault) => Fault(fault.StatusCode, fault.Why);

    public static ExplainedDecision Fault(string status, string why) =>
        new(PdpResult.Indeterminate(status) with { RepeatsAttributes = false }, why, IsFault: true);
}
