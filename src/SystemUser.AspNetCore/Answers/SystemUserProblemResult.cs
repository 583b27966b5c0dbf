using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using SystemUser.AspNetCore.Answers.Internal;

namespace SystemUser.AspNetCore.Authorization;

/// <summary>The package's answer to a problem, as a result of minimal APIs and of MVC in one: the same bytes from everywhere.</summary>
public sealed class SystemUserProblemResult
    : ActionResult,
        IResult,
        IStatusCodeHttpResult,
        IValueHttpResult<SystemUserProblem>
{
    internal SystemUserProblemResult(SystemUserProblem problem) => Problem = problem;

    /// <summary>Gets what is answered.</summary>
    public SystemUserProblem Problem { get; }

    int? IStatusCodeHttpResult.StatusCode => Problem.Status;

    SystemUserProblem? IValueHttpResult<SystemUserProblem>.Value => Problem;

    /// <inheritdoc/>
    public override Task ExecuteResultAsync(ActionContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return AnswerAsync(context.HttpContext);
    }

    Task IResult.ExecuteAsync(HttpContext httpContext)
    {
        ArgumentNullException.ThrowIfNull(httpContext);
        return AnswerAsync(httpContext);
    }

    private Task AnswerAsync(HttpContext httpContext)
    {
        var answer =
            httpContext.RequestServices.GetService<ProblemAnswer>()
            ?? throw new InvalidOperationException(ProblemAnswer.NotRegistered);
        return answer.AnswerAsync(httpContext, Problem);
    }
}
