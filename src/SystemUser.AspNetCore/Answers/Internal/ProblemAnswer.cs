using System.Globalization;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SystemUser.AspNetCore.Authorization;
using SystemUser.AspNetCore.Claims;
using SystemUser.AspNetCore.Configuration.Internal;
using SystemUser.AspNetCore.Diagnostics.Internal;
using SystemUser.AspNetCore.Maskinporten;

namespace SystemUser.AspNetCore.Answers.Internal;

/// <summary>Turns a problem into an answer: status and headers here, the body by <see cref="ISystemUserProblemWriter"/>.</summary>
internal sealed class ProblemAnswer(
    LiveOptions options,
    SandboxWorkbench workbench,
    TimeProvider timeProvider,
    ILogger<ProblemAnswer> logger
)
{
    public const string NotRegistered =
        "A right or scope is demanded, but what enforces it is not registered. Call builder.Services.AddSystemUserAuthorization().";

    private readonly ProblemJsonWriter _usual = new(options, workbench);

    /// <summary>Has the scheme answer with a problem, so that the app's own events run.</summary>
    public async Task AnswerAsync(HttpContext httpContext, SystemUserProblem problem)
    {
        var state = StateOf(httpContext);
        if (state.AsksScheme)
        {
            // From within one of these events: the scheme would run it again.
            await WriteAsync(httpContext, problem);
            return;
        }

        state.AsksScheme = true;
        try
        {
            await AskSchemeAsync(httpContext, problem);
        }
        finally
        {
            state.AsksScheme = false;
        }
    }

    /// <summary>Runs an event of the app's, which may answer with a problem of its own.</summary>
    public static async Task RunAsync<TContext>(TContext context, Func<TContext, Task> appEvent)
        where TContext : BaseContext<JwtBearerOptions>
    {
        var state = StateOf(context.HttpContext);
        var before = state.AsksScheme;
        state.AsksScheme = true;
        try
        {
            await appEvent(context);
        }
        finally
        {
            state.AsksScheme = before;
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

        ProblemHeaders.Set(response, problem, workbench.TraceAddress);
        var state = StateOf(httpContext);
        if (state.Writes)
        {
            // From within the app's writer, which leaves the body to the package.
            await _usual.WriteAsync(httpContext, problem, httpContext.RequestAborted);
            return;
        }

        state.Writes = true;
        try
        {
            await WriteBodyAsync(httpContext, problem);
        }
        finally
        {
            state.Writes = false;
        }
    }

    /// <summary>Answers with the problem that authorization left on the request: for a scheme that is told to forbid. Does nothing if there is none.</summary>
    public Task WriteRefusalAsync(HttpContext httpContext) =>
        RequestProblem.Of(httpContext) is { } problem ? WriteAsync(httpContext, problem) : Task.CompletedTask;

    private static State StateOf(HttpContext httpContext)
    {
        if (httpContext.Features.Get<State>() is not { } state)
        {
            httpContext.Features.Set(state = new State());
        }

        return state;
    }

    private async Task AskSchemeAsync(HttpContext httpContext, SystemUserProblem problem)
    {
        var refused = httpContext.Features.Get<ITokenRefusal>()?.Problem;
        if (problem.Code != SystemUserProblemCodes.TokenMissing && problem != refused)
        {
            RequestProblem.Set(httpContext, problem);
            await httpContext.ForbidAsync(MaskinportenDefaults.AuthenticationScheme);
            return;
        }

        // Only the scheme knows what was wrong with the token that was sent, if any.
        await httpContext.ChallengeAsync(MaskinportenDefaults.AuthenticationScheme);
        if (httpContext.Features.Get<ITokenRefusal>() is null)
        {
            // The token was good, but the app has put another identity in the place of the scheme's.
            logger.IdentityTakenAway();
            await WriteAsync(httpContext, problem);
        }
    }

    private async Task WriteBodyAsync(HttpContext httpContext, SystemUserProblem problem)
    {
        var aborted = httpContext.RequestAborted;
        Task? writing = null;
        try
        {
            var writer = httpContext.RequestServices.GetRequiredService<ISystemUserProblemWriter>();
            writing = writer.WriteAsync(httpContext, problem, aborted);
            await writing.WaitAsync(options.Current.Decisions.TotalTimeout, timeProvider); // it has the request in its hands
        }
        catch (OperationCanceledException) when (aborted.IsCancellationRequested)
        {
            // Nobody is left to read the body.
        }
        catch (TimeoutException overrun) when (writing is { IsCompleted: false })
        {
            // It may still write, so that nothing else can be answered.
            logger.ProblemWriterFailed(problem.Code, overrun.GetType().FullName);
            httpContext.Abort();
        }
        catch (Exception exception)
        {
            // Whatever a writer throws, the caller gets the refusal, and nothing of the exception.
            logger.ProblemWriterFailed(problem.Code, exception.GetType().FullName);
            if (!httpContext.Response.HasStarted)
            {
                httpContext.Response.ContentType = null;
                httpContext.Response.ContentLength = null;
                httpContext.Response.StatusCode = problem.Status;
            }
        }
    }

    /// <summary>What the package is doing about the answer to a request, lest the app's code that it calls has it begin anew.</summary>
    private sealed class State
    {
        public bool AsksScheme { get; set; }

        public bool Writes { get; set; }
    }
}

/// <summary>Status and headers of an answer: RFC 6750 §3 for the challenges, RFC 9110 §10.2.3 for <c>Retry-After</c>.</summary>
internal static class ProblemHeaders
{
    /// <param name="response">The answer.</param>
    /// <param name="problem">What it says.</param>
    /// <param name="workbench">Where a developer sees why, if anywhere: for answers whose body is the app's own.</param>
    public static void Set(HttpResponse response, SystemUserProblem problem, string? workbench)
    {
        response.StatusCode = problem.Status;
        response.Headers.CacheControl = "no-store";
        response.Headers.Location = default; // of a scheme that was challenged before, and would have redirected
        if (Challenge(problem) is { } challenge && !response.Headers.WWWAuthenticate.Contains(challenge))
        {
            response.Headers.Append("WWW-Authenticate", challenge);
        }

        var help = workbench is null ? null : $"<{workbench}>; rel=\"help\"";
        if (help is not null && !response.Headers.Link.Contains(help))
        {
            response.Headers.Append("Link", help);
        }

        if (problem.RetryAfter is { } wait)
        {
            response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString("0", CultureInfo.InvariantCulture);
        }
    }

    private static string? Challenge(SystemUserProblem problem) =>
        problem switch
        {
            { Code: SystemUserProblemCodes.TokenMissing } => "Bearer",
            { Status: StatusCodes.Status401Unauthorized } => "Bearer error=\"invalid_token\"",
            { Code: SystemUserProblemCodes.InsufficientScope, Scopes.Count: 0 } =>
                "Bearer error=\"insufficient_scope\"",
            { Code: SystemUserProblemCodes.InsufficientScope } =>
                $"Bearer error=\"insufficient_scope\", scope=\"{string.Join(' ', problem.Scopes.Where(ScopeSet.IsScope))}\"",
            _ => null,
        };
}
