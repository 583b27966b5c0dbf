using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.IdentityModel.Tokens;
using SystemUser.AspNetCore.Authorization.Internal;
using SystemUser.AspNetCore.Claims.Internal;
using SystemUser.AspNetCore.Maskinporten.Internal;

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

    public override async Task TokenValidated(TokenValidatedContext context)
    {
        var pending = context.HttpContext.Features.Get<PendingToken>();
        if (pending is null || !IsSame(pending.Token.Reading, context))
        {
            await RefuseAsync(context, TokenFault.RefusedByHandler);
            return;
        }

        pending.IsAccepted = true;
        var kept = _app.HasTokenValidated ? context.SecurityToken : null;
        _services.Recognition.Remember(pending.Text, pending.Token, context.Options, kept);
        _services.CountValidated("signature");
        Present(context, pending.Token.Reading);
        await _app.TokenValidatedAsync(context);
    }

    public override async Task AuthenticationFailed(AuthenticationFailedContext context)
    {
        var pending = context.HttpContext.Features.Get<PendingToken>();
        if (pending is { IsAccepted: false })
        {
            await RefuseAsync(context, SinceVerified(context.Exception));
        }
        else if (await _app.AuthenticationFailedAsync(context, context.Exception) is { } ended)
        {
            context.EndAs(ended);
        }
    }

    public override async Task Challenge(JwtBearerChallengeContext context)
    {
        await _app.ChallengeAsync(context);
        var problem = context.HttpContext.Features.Get<ITokenRefusal>()?.Problem;
        if (problem is null && context.AuthenticateFailure is not null)
        {
            problem = TokenFault.RefusedByHandler.ToProblem(); // by the app's own events
        }

        if (!context.Handled && problem is not null)
        {
            context.HandleResponse();
            await _services.Answer.WriteAsync(context.HttpContext, problem);
        }
    }

    public override async Task Forbidden(ForbiddenContext context)
    {
        await _app.ForbiddenAsync(context);
        await _services.Answer.WriteRefusalAsync(context.HttpContext);
    }

    // The handler sees no reason to refuse what was verified a moment before, but for that moment.
    private static TokenFault SinceVerified(Exception exception) =>
        exception switch
        {
            MaskinportenMetadataException => TokenFault.VerificationUnavailable,
            SecurityTokenInvalidLifetimeException => TokenFault.Expired,
            _ => TokenFault.RefusedByHandler,
        };

    private static bool IsSame(MaskinportenReading reading, TokenValidatedContext context) =>
        context.SecurityToken is { } token
        && token.Issuer == reading.Issuer
        && token.ValidTo == reading.Caller.ExpiresAt.UtcDateTime;

    private static void Present(ResultContext<JwtBearerOptions> context, MaskinportenReading reading)
    {
        context.Principal = new ClaimsPrincipal(new MaskinportenIdentity(reading, context.Scheme.Name));
        if (context.HttpContext.GetEndpoint()?.Metadata.GetMetadata<IHttpMethodMetadata>() is null)
        {
            // Hubs, which are mapped without a method, may close connections by it. For all others it would only be written
            // and read again, twice in every request.
            context.Properties.ExpiresUtc = reading.Caller.ExpiresAt;
        }
    }

    private async Task ReceiveAfterAppAsync(MessageReceivedContext context)
    {
        if (await _app.MessageReceivedAsync(context) is { } ended)
        {
            context.EndAs(ended);
        }
        else
        {
            await ReceiveAsync(context);
        }
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

        return _services.Recognition.Find(header.ToString(), token, context.Options) is { } known
            ? RecognizeAsync(context, known)
            : VerifyAsync(context, token.ToString());
    }

    private Task RecognizeAsync(MessageReceivedContext context, RecognizableToken known)
    {
        _services.CountValidated("cache");
        if (_app.HasTokenValidated)
        {
            return RecognizeWithAppAsync(context, known);
        }

        Present(context, known.Token.Reading);
        context.Success();
        return Task.CompletedTask;
    }

    private async Task RecognizeWithAppAsync(MessageReceivedContext context, RecognizableToken known)
    {
        var validated = new TokenValidatedContext(context.HttpContext, context.Scheme, context.Options)
        {
            SecurityToken = known.SecurityToken,
        };
        Present(validated, known.Token.Reading);
        await _app.TokenValidatedAsync(validated);
        if (validated.Result is null)
        {
            validated.Success();
        }

        context.EndAs(validated.Result!);
    }

    private async Task VerifyAsync(MessageReceivedContext context, string token)
    {
        var aborted = context.HttpContext.RequestAborted;
        try
        {
            var (fault, verified) = await _services.Verifier.VerifyAsync(token, _appAudiences, aborted);
            if (verified is null)
            {
                await RefuseAsync(context, fault);
                return;
            }

            context.HttpContext.Features.Set(new PendingToken(token, verified));
            context.Token = token;
        }
        catch (OperationCanceledException) when (aborted.IsCancellationRequested)
        {
            context.Fail(TokenFault.VerificationUnavailable.ToException()); // nobody is left to be answered
        }
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
