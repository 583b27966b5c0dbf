using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using SystemUser.AspNetCore.Answers.Internal;
using SystemUser.AspNetCore.Authorization.Internal.Pipeline;
using SystemUser.AspNetCore.Maskinporten;

namespace SystemUser.AspNetCore.Authorization.Internal.Binding;

/// <summary>Puts the package's answer in the place of the forbid or challenge that an <c>AuthorizeFilter</c>, or an action, makes of its refusal.</summary>
/// <remarks>The filter knows only the schemes: to it an outage is a 403, and each further scheme would answer too.</remarks>
internal sealed class RefusalFilter : IAlwaysRunResultFilter
{
    private const string Own = MaskinportenDefaults.AuthenticationScheme;

    public void OnResultExecuting(ResultExecutingContext context) =>
        context.Result = context.Result switch
        {
            ForbidResult forbid => AnswerTo(context, forbid.AuthenticationSchemes, SystemUserProblems.PolicyNotMet)
                ?? forbid,
            ChallengeResult challenge => AnswerTo(
                context,
                challenge.AuthenticationSchemes,
                SystemUserProblems.TokenMissing
            ) ?? OwnLast(challenge),
            var result => result,
        };

    public void OnResultExecuted(ResultExecutedContext context) { }

    /// <summary>Whoever names another scheme alone means that one.</summary>
    private static IActionResult? AnswerTo(FilterContext context, IList<string> schemes, SystemUserProblem otherwise)
    {
        if (
            schemes.Contains(Own)
            && Refusal.Of(context.HttpContext) is null
            && AlternativeChoice.Of(context.HttpContext) is { } choice
        )
        {
            return AnswerOf(choice, context) ?? (IActionResult)otherwise.ToResult();
        }

        var isOwn = schemes.Contains(Own);
        var problem =
            !isOwn && schemes.Count > 0 ? null
            : Refusal.Of(context.HttpContext) is { } refused ? refused
            : isOwn && PolicySchemes.IsDemandOn(context.HttpContext.GetEndpoint()) ? otherwise
            : null;
        return problem?.ToResult();
    }

    /// <summary>Where a demand has an <c>Or</c>, the side that the caller is on answers by its own schemes.</summary>
    private static ActionResult? AnswerOf(AlternativeChoice choice, FilterContext context)
    {
        string[] schemes = [.. choice.AnsweringSchemes];
        return context is not ResultExecutingContext { Result: ForbidResult } ? new ChallengeResult(schemes)
            : choice.Side is AlternativeSide.Own ? null
            : new ForbidResult(schemes);
    }

    /// <summary>The scheme that writes a body comes last: challenges of others add headers.</summary>
    private static ChallengeResult OwnLast(ChallengeResult challenge) =>
        new([.. challenge.AuthenticationSchemes.OrderBy(scheme => scheme == Own)], challenge.Properties);
}
