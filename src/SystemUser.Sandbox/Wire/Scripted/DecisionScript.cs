using SystemUser.Sandbox.Wire.Internal.Http;
using SystemUser.Sandbox.Wire.Scripted.Internal;

namespace SystemUser.Sandbox.Wire.Scripted;

/// <summary>
/// A sentence about questions to the policy decision point, such as
/// <c>sandbox.Pdp.For(party: "310904473").Permit()</c>.
/// </summary>
public sealed class DecisionScript : CallScript<DecisionScript>
{
    internal DecisionScript(Arrangements arrangements, Arrangement arrangement)
        : base(arrangements, arrangement) { }

    /// <summary>Permits, demanding an authentication level as nearly every policy does.</summary>
    /// <param name="level">The minimum level. Defaults to 3, which is what a system user counts as.</param>
    /// <param name="organizationLevel">The minimum level of service owners. Defaults to none.</param>
    public void Permit(int level = 3, int? organizationLevel = null) =>
        PermitWith(
            organizationLevel is { } other
                ? [PdpObligation.MinimumLevel(level), PdpObligation.MinimumOrganizationLevel(other)]
                : [PdpObligation.MinimumLevel(level)]
        );

    /// <summary>Permits with these obligations and no others.</summary>
    /// <param name="obligations">The obligations; none at all are fine.</param>
    public void PermitWith(params PdpObligation[] obligations) => Answer(PdpResult.Permit(obligations));

    /// <summary>Denies.</summary>
    public void Deny() => Answer(PdpResult.Deny);

    /// <summary>Finds no rule: Altinn's answer when the right is missing.</summary>
    public void NotApplicable() => Answer(PdpResult.NotApplicable);

    /// <summary>
    /// Declines to decide. In a multi-request a processing error or a syntax error replaces all results by one, as at
    /// Altinn.
    /// </summary>
    /// <param name="statusCode">One of <see cref="PdpStatus"/>. Defaults to a processing error.</param>
    public void Indeterminate(string statusCode = PdpStatus.ProcessingError) =>
        Answer(PdpResult.Indeterminate(statusCode));

    /// <summary>Answers the question with a result.</summary>
    /// <param name="result">The result.</param>
    public void Answer(PdpResult result) => Arrange(arrangement => arrangement with { Result = result });

    /// <summary>Answers the whole request with these results, however many questions it asks.</summary>
    /// <param name="results">The results; none at all are fine.</param>
    public void AnswerWith(params PdpResult[] results) =>
        Arrange(arrangement => arrangement with { WholeAnswer = results });
}
