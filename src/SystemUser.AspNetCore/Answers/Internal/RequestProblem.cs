using Microsoft.AspNetCore.Http;
using SystemUser.AspNetCore.Authorization;

namespace SystemUser.AspNetCore.Answers.Internal;

/// <summary>The problem of the last authorization of a request, kept on the request for whoever answers it.</summary>
internal static class RequestProblem
{
    public static SystemUserProblem? Of(HttpContext httpContext) => httpContext.Features.Get<SystemUserProblem>();

    /// <summary>Keeps a problem, or forgets the one before.</summary>
    public static void Set(HttpContext httpContext, SystemUserProblem? problem)
    {
        if (problem is not null || Of(httpContext) is not null)
        {
            httpContext.Features.Set(problem);
        }
    }
}

/// <summary>Why a request has no verified token: left on the request by authentication, for whoever answers.</summary>
internal interface ITokenRefusal
{
    SystemUserProblem Problem { get; }
}
