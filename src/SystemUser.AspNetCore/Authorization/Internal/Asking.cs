using SystemUser.AspNetCore.Answers.Internal;
using SystemUser.AspNetCore.Claims;
using SystemUser.AspNetCore.Decisions;

namespace SystemUser.AspNetCore.Authorization.Internal;

/// <summary>A demand as a request puts it.</summary>
/// <param name="AnyOf">The rights, of which one is enough. They differ in the resource alone.</param>
/// <param name="Questions">What is asked for each. Its party is none as long as a resolver is still to find it.</param>
internal readonly record struct Asking(
    IReadOnlyList<SystemUserRightRequirement> AnyOf,
    IReadOnlyList<SystemUserQuestion> Questions
)
{
    /// <summary>Gets the first right, which speaks for all in whatever is not about the resource.</summary>
    public SystemUserRightRequirement Demand => AnyOf[0];

    public SystemUserRight Right => Questions[0].Right;

    public OrganizationNumber Party => Questions[0].Party;

    public bool IsPartyKnown => Party != default;

    /// <summary>Puts a demand.</summary>
    /// <param name="anyOf">The rights.</param>
    /// <param name="action">The action of the request's method, if it has one.</param>
    /// <param name="instance">The instance, if there is one.</param>
    /// <param name="party">The party; none if it is still to be found.</param>
    public static Asking Of(
        IReadOnlyList<SystemUserRightRequirement> anyOf,
        ActionId? action,
        ResourceAttributes instance,
        OrganizationNumber party
    )
    {
        var questions = new SystemUserQuestion[anyOf.Count];
        for (var i = 0; i < questions.Length; i++)
        {
            questions[i] = new(anyOf[i].RightFor(action)!.Value with { Attributes = instance }, party);
        }

        return new(anyOf, questions);
    }

    /// <summary>Gets which of the rights a question asks for.</summary>
    public int IndexOf(SystemUserQuestion question)
    {
        var index = 0;
        while (Questions[index] != question)
        {
            index++;
        }

        return index;
    }

    public Asking With(OrganizationNumber party) =>
        this with
        {
            Questions = [.. Questions.Select(question => question with { Party = party })],
        };

    /// <summary>Gets what a caller is told of a problem: where parties are hidden, of one that is not its own only that there is nothing.</summary>
    public SystemUserProblem Told(SystemUserProblem problem, AltinnSystemUser systemUser) =>
        Demand.HidesParty
        && Party != systemUser.Owner
        && problem.Code
            is SystemUserProblemCodes.PartyNotOwner
                or SystemUserProblemCodes.PartyUnknown
                or SystemUserProblemCodes.RightMissing
            ? SystemUserProblems.PartyNotFound(Right)
            : problem;
}

/// <summary>A right that a request was let in on.</summary>
internal readonly record struct GrantedRight(SystemUserRightRequirement Demand, SystemUserQuestion Question);
