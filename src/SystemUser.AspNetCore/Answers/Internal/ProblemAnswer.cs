using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SystemUser.AspNetCore.Authorization;
using SystemUser.AspNetCore.Configuration.Internal;
using SystemUser.AspNetCore.Diagnostics.Internal;
using SystemUser.AspNetCore.Maskinporten;

namespace SystemUser.AspNetCore.Answers.Internal;

/// <summary>Turns a problem into an answer: status and headers here, the body by <see cref="ISystemUserProblemWriter"/>.</summary>
internal sealed class ProblemAnswer(LiveOptions options, TimeProvider timeProvider, ILogger<ProblemAnswer> logger)
{
    public const string NotRegistered =
        "A right or scope is demanded, but what enforces it is not registered. Call builder.Services.AddSystemUserAuthorization().";

    /// <summary>Has the scheme answer with a problem, so that the app's own events run.</summary>
    public async Task AnswerAsync(HttpContext httpContext, SystemUserProblem problem)
    {
        var refused = httpContext.Features.Get<ITokenRefusal>()?.Problem;
        if (problem.Code != SystemUserProblemCodes.TokenMissing && problem != refused)
        {
            Refusal.Set(httpContext, problem);
            await httpContext.ForbidAsync(MaskinportenDefaults.AuthenticationScheme);
            return;
        }

        // Only the scheme knows what was wrong with the token that was sent, if any.
        await httpContext.ChallengeAsync(MaskinportenDefaults.AuthenticationScheme);
        if (httpContext.Features.Get<ITokenRefusal>() is null)
        {
            // The token was good, but the app has put another identity in the place of the scheme's.
            await WriteAsync(httpContext, problem);
        }
    }

    /// <summary>Answers with a problem. Does nothing when a response has started.</summary>
    public async Task WriteAsync(HttpContext httpContext, SystemUserProblem problem)
    {
        var response = httpContext.Response;
        if (response.HasStarted)
        {
            return;
        }

        if (httpContext.RequestAborted.IsCancellationRequested)
        {
            response.StatusCode = StatusCodes.Status499ClientClosedRequest;
            return;
        }

        ProblemHeaders.Set(response, problem);
        try
        {
            var writer = httpContext.RequestServices.GetRequiredService<ISystemUserProblemWriter>();
            var writing = writer.WriteAsync(httpContext, problem, httpContext.RequestAborted);
            await writing.WaitAsync(options.Current.Decisions.TotalTimeout, timeProvider, httpContext.RequestAborted);
        }
        catch (TimeoutException overrun)
        {
            // It may still write, so that nothing else can be answered.
            logger.ProblemWriterFailed(problem.Code, overrun.GetType().FullName);
            httpContext.Abort();
        }
        catch (OperationCanceledException) when (httpContext.RequestAborted.IsCancellationRequested)
        {
            // Nobody is left to read the body.
        }
        catch (Exception exception)
        {
            // Whatever a writer throws, the caller gets the refusal, and nothing of the exception.
            logger.ProblemWriterFailed(problem.Code, exception.GetType().FullName);
            if (!response.HasStarted)
            {
                response.ContentType = null;
                response.ContentLength = null;
                response.StatusCode = problem.Status;
            }
        }
    }

    /// <summary>Answers with the problem that authorization left on the request: for a scheme that is told to forbid. Does nothing if there is none.</summary>
    public Task WriteRefusalAsync(HttpContext httpContext) =>
        Refusal.Of(httpContext) is { } problem ? WriteAsync(httpContext, problem) : Task.CompletedTask;
}
