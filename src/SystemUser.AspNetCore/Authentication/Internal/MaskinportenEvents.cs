using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.IdentityModel.JsonWebTokens;
using SystemUser.AspNetCore.Answers.Internal;
using SystemUser.AspNetCore.Claims.Internal;

namespace SystemUser.AspNetCore.Authentication.Internal;

/// <summary>The events of the scheme <c>Maskinporten</c>, around those of the app.</summary>
internal sealed class MaskinportenEvents : JwtBearerEvents
{
    private readonly AppEvents _app;
    private readonly IReadOnlyList<string> _appAudiences;
    private readonly MaskinportenEventServices _services;

    /// <summary>Creates the events.</summary>
    /// <param name="app">What the app has set.</param>
    /// <param name="appAudiences">Audiences that the app has set on the scheme.</param>
    /// <param name="services">What the events work with.</param>
    public MaskinportenEvents(
        JwtBearerEvents app,
        IReadOnlyList<string> appAudiences,
        MaskinportenEventServices services
    )
    {
        _app = new AppEvents(this);
        _app.TakeOver(app);
        _appAudiences = appAudiences;
        _services = services;
    }

    public override Task MessageReceived(MessageReceivedContext context) =>
        _app.HasMessageReceived ? ReceiveAfterAppAsync(context) : ReceiveAsync(context);

    // Never reached: what comes in is accepted or refused above, and the handler validates nothing itself.
    public override Task TokenValidated(TokenValidatedContext context) => RefuseAsync(context, TokenFault.Refused);

    public override async Task AuthenticationFailed(AuthenticationFailedContext context)
    {
        if (await _app.AuthenticationFailedAsync(context, context.Exception) is { } ended)
        {
            context.EndAs(ended);
        }
    }

    public override async Task Challenge(JwtBearerChallengeContext context)
    {
        await ProblemAnswer.RunAsync(context, _app.ChallengeAsync);
        var problem = context.HttpContext.Features.Get<ITokenRefusal>()?.Problem;
        if (problem is null && context.AuthenticateFailure is not null)
        {
            problem = TokenFault.Refused.ToProblem(); // by the app's own events
        }

        if (!context.Handled && problem is not null)
        {
            context.HandleResponse();
            await _services.Answer.WriteAsync(context.HttpContext, problem);
        }
    }

    public override async Task Forbidden(ForbiddenContext context)
    {
        await ProblemAnswer.RunAsync(context, _app.ForbiddenAsync);
        await _services.Answer.WriteRefusalAsync(context.HttpContext);
    }

    private static void Present(
        ResultContext<JwtBearerOptions> context,
        ReadOnlyMemory<char> token,
        MaskinportenReading reading
    )
    {
        context.Principal = new ClaimsPrincipal(new MaskinportenIdentity(reading, token, context.Scheme.Name));
        if (context.HttpContext.GetEndpoint()?.Metadata.GetMetadata<IHttpMethodMetadata>() is null)
        {
            // Hubs, which are mapped without a method, may close connections by it. For all others it would only be written
            // and read again, twice in every request.
            context.Properties.ExpiresUtc = reading.Caller.ExpiresAt;
        }
    }

    private async Task ReceiveAfterAppAsync(MessageReceivedContext context)
    {
        var (ended, hasSetToken) = await _app.MessageReceivedAsync(context);
        if (ended is not null)
        {
            context.EndAs(ended);
            return;
        }

        if (hasSetToken)
        {
            _services.WarnOfTokenFromElsewhere();
        }

        await ReceiveAsync(context);
    }

    private Task ReceiveAsync(MessageReceivedContext context)
    {
        var header = context.Request.Headers.Authorization;
        var fault = BearerHeader.Read(header, out var token);
        if (fault == TokenFault.Missing)
        {
            context.HttpContext.Features.Set<ITokenRefusal>(new TokenRefusal(fault));
            context.NoResult();
            return Task.CompletedTask;
        }

        if (fault != TokenFault.None)
        {
            return RefuseAsync(context, fault);
        }

        MaskinportenReading? known;
        TokenDigest? digest;
        try
        {
            known = _services.Recognition.Find(header.ToString(), token.Span, context.Options, out digest);
        }
        catch (Exception exception) // a fault of ours says nothing about the token
        {
            _services.LogVerificationFailed(exception);
            return RefuseAsync(context, TokenFault.VerificationFailed);
        }

        return known is null ? VerifyAsync(context, token, digest) : AcceptAsync(context, token, known, "cache");
    }

    private async Task VerifyAsync(MessageReceivedContext context, ReadOnlyMemory<char> token, TokenDigest? digest)
    {
        var aborted = context.HttpContext.RequestAborted;
        TokenFault fault;
        VerifiedToken? verified = null;
        try
        {
            (fault, verified) = await _services.Verifier.VerifyAsync(token, _appAudiences, aborted);
            if (verified is not null && digest is not null)
            {
                _services.Recognition.Remember(digest.Value, verified, context.Options);
            }
        }
        catch (OperationCanceledException) when (aborted.IsCancellationRequested)
        {
            fault = TokenFault.VerificationUnavailable; // nobody is left to be answered
        }
        catch (Exception exception)
        {
            _services.LogVerificationFailed(exception);
            fault = TokenFault.VerificationFailed;
            verified = null;
        }

        await (
            verified is null ? RefuseAsync(context, fault) : AcceptAsync(context, token, verified.Reading, "signature")
        );
    }

    private Task AcceptAsync(
        MessageReceivedContext context,
        ReadOnlyMemory<char> token,
        MaskinportenReading reading,
        string source
    )
    {
        _services.CountValidated(source, reading.Caller.IsExchanged);
        if (_app.HasTokenValidated)
        {
            return AcceptWithAppAsync(context, token, reading);
        }

        Present(context, token, reading);
        context.Success();
        return Task.CompletedTask;
    }

    private async Task AcceptWithAppAsync(
        MessageReceivedContext context,
        ReadOnlyMemory<char> token,
        MaskinportenReading reading
    )
    {
        var validated = new TokenValidatedContext(context.HttpContext, context.Scheme, context.Options)
        {
            SecurityToken = new JsonWebToken(token),
        };
        Present(validated, token, reading);
        await _app.TokenValidatedAsync(validated);
        if (validated.Result is null)
        {
            validated.Success();
        }

        context.EndAs(validated.Result!);
    }

    private async Task RefuseAsync(ResultContext<JwtBearerOptions> context, TokenFault fault)
    {
        context.HttpContext.Features.Set<ITokenRefusal>(new TokenRefusal(fault));
        _services.LogRefusal(fault);
        var exception = fault.ToException();
        var ended = await _app.AuthenticationFailedAsync(context, exception);
        context.EndAs(ended ?? AuthenticateResult.Fail(exception));
    }
}

/// <summary>Ends an event as another one ended.</summary>
internal static class ResultContextExtensions
{
    public static void EndAs(this ResultContext<JwtBearerOptions> context, AuthenticateResult result)
    {
        if (result.Failure is { } failure)
        {
            context.Fail(failure);
        }
        else if (result.Succeeded)
        {
            context.Principal = result.Principal;
            context.Properties = result.Properties;
            context.Success();
        }
        else
        {
            context.NoResult();
        }
    }
}

/// <summary>The events that the app has set on the scheme. They may refuse, add to the principal and answer; they cannot let in what the package refuses.</summary>
/// <param name="holder">The package's events, whose delegates are the app's: what the app sets there later counts too.</param>
internal sealed class AppEvents(JwtBearerEvents holder)
{
    private static readonly JwtBearerEvents s_none = new();

    public bool HasMessageReceived => holder.OnMessageReceived != s_none.OnMessageReceived;

    public bool HasTokenValidated => holder.OnTokenValidated != s_none.OnTokenValidated;

    /// <summary>Takes over what the app has set so far: delegates, or a type of its own.</summary>
    public void TakeOver(JwtBearerEvents events)
    {
        var isDerived = events.GetType() != typeof(JwtBearerEvents);
        holder.OnMessageReceived = isDerived ? events.MessageReceived : events.OnMessageReceived;
        holder.OnTokenValidated = isDerived ? events.TokenValidated : events.OnTokenValidated;
        holder.OnAuthenticationFailed = isDerived ? events.AuthenticationFailed : events.OnAuthenticationFailed;
        holder.OnChallenge = isDerived ? events.Challenge : events.OnChallenge;
        holder.OnForbidden = isDerived ? events.Forbidden : events.OnForbidden;
    }

    /// <summary>Runs the app's event on a context of its own: neither a token from elsewhere nor a success comes out of it.</summary>
    /// <returns>How the app ended the authentication, <see langword="null"/> if it goes on; and whether it has set a token, which is dropped.</returns>
    public async Task<(AuthenticateResult? Ended, bool HasSetToken)> MessageReceivedAsync(
        MessageReceivedContext context
    )
    {
        var own = new MessageReceivedContext(context.HttpContext, context.Scheme, context.Options);
        await holder.OnMessageReceived(own);
        return (own.Result is { Succeeded: false } ended ? ended : null, !string.IsNullOrEmpty(own.Token));
    }

    public Task TokenValidatedAsync(TokenValidatedContext context) => holder.OnTokenValidated(context);

    /// <summary>Runs the app's event on a context of its own: no success comes out of it.</summary>
    /// <returns>How the app ended the authentication; <see langword="null"/> if it goes on.</returns>
    public async Task<AuthenticateResult?> AuthenticationFailedAsync(
        ResultContext<JwtBearerOptions> context,
        Exception exception
    )
    {
        var own = new AuthenticationFailedContext(context.HttpContext, context.Scheme, context.Options)
        {
            Exception = exception,
        };
        await holder.OnAuthenticationFailed(own);
        return own.Result is { Succeeded: false } ended ? ended : null;
    }

    public Task ChallengeAsync(JwtBearerChallengeContext context) => holder.OnChallenge(context);

    public Task ForbiddenAsync(ForbiddenContext context) => holder.OnForbidden(context);
}
