using SystemUser.AspNetCore.Answers.Internal;
using SystemUser.AspNetCore.Claims;

namespace SystemUser.AspNetCore.Authorization.Internal;

/// <summary>A demand as a request puts it.</summary>
/// <param name="Demand">What is demanded.</param>
/// <param name="Question">What is asked. Its party is none as long as a resolver is still to find it.</param>
internal readonly record struct Asking(SystemUserRightRequirement Demand, SystemUserQuestion Question)
{
    public bool IsPartyKnown => Question.Party != default;

    public Asking With(OrganizationNumber party) => this with { Question = Question with { Party = party } };

    /// <summary>Gets what a caller is told of a problem: where parties are hidden, of one that is not its own only that there is nothing.</summary>
    public SystemUserProblem Told(SystemUserProblem problem, AltinnSystemUser systemUser) =>
        Demand.HidesParty
        && Question.Party != systemUser.Owner
        && problem.Code
            is SystemUserProblemCodes.PartyNotOwner
                or SystemUserProblemCodes.PartyUnknown
                or SystemUserProblemCodes.RightMissing
            ? SystemUserProblems.PartyNotFound(Question.Right)
            : problem;
}
