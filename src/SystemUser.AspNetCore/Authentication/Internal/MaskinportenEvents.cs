using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Http;
using SystemUser.AspNetCore.Authorization.Internal;
using SystemUser.AspNetCore.Claims.Internal;

namespace SystemUser.AspNetCore.Authentication.Internal;

/// <summary>The events of the scheme <c>Maskinporten</c>, around those of the app.</summary>
/// <param name="app">What the app has set.</param>
/// <param name="appAudiences">Audiences that the app has set on the scheme.</param>
/// <param name="services">What the events work with.</param>
internal sealed class MaskinportenEvents(
    AppEvents app,
    IReadOnlyList<string> appAudiences,
    MaskinportenEventServices services
) : JwtBearerEvents
{
    public override Task MessageReceived(MessageReceivedContext context) =>
        app.HasMessageReceived ? ReceiveAfterAppAsync(context) : ReceiveAsync(context);

    public override async Task TokenValidated(TokenValidatedContext context)
    {
        var pending = context.HttpContext.Features.Get<PendingToken>();
        if (pending is null || !IsSame(pending.Token.Reading, context))
        {
            await RefuseAsync(context, TokenFault.RefusedByHandler);
            return;
        }

        pending.IsAccepted = true;
        var kept = app.HasTokenValidated ? context.SecurityToken : null;
        services.Recognition.Remember(pending.Text, pending.Token, context.Options, kept);
        services.CountValidated("signature");
        Present(context, pending.Token.Reading);
        await app.TokenValidatedAsync(context);
    }

    public override async Task AuthenticationFailed(AuthenticationFailedContext context)
    {
        var pending = context.HttpContext.Features.Get<PendingToken>();
        if (pending is { IsAccepted: false })
        {
            await RefuseAsync(context, TokenFault.RefusedByHandler);
        }
        else if (await app.AuthenticationFailedAsync(context, context.Exception) is { } ended)
        {
            context.EndAs(ended);
        }
    }

    public override async Task Challenge(JwtBearerChallengeContext context)
    {
        await app.ChallengeAsync(context);
        var refusal = context.HttpContext.Features.Get<ITokenRefusal>() as TokenRefusal;
        var fault = refusal?.Fault ?? TokenFault.None;
        if (fault == TokenFault.None && context.AuthenticateFailure is not null)
        {
            fault = TokenFault.RefusedByHandler;
        }

        if (!context.Handled && fault != TokenFault.None)
        {
            context.HandleResponse();
            await services.Answer.WriteAsync(context.HttpContext, fault.ToProblem());
        }
    }

    public override async Task Forbidden(ForbiddenContext context)
    {
        await app.ForbiddenAsync(context);
        await services.Answer.WriteRefusalAsync(context.HttpContext);
    }

    private static bool IsSame(MaskinportenReading reading, TokenValidatedContext context) =>
        context.SecurityToken is { } token
        && token.Issuer == reading.Issuer
        && token.ValidTo == reading.Caller.ExpiresAt.UtcDateTime;

    private static void Present(ResultContext<JwtBearerOptions> context, MaskinportenReading reading)
    {
        context.Principal = new ClaimsPrincipal(new MaskinportenIdentity(reading, context.Scheme.Name));
        context.Properties.ExpiresUtc = reading.Caller.ExpiresAt; // hubs may close connections by it
    }

    private async Task ReceiveAfterAppAsync(MessageReceivedContext context)
    {
        if (await app.MessageReceivedAsync(context) is { } ended)
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
        var fault = BearerHeader.Read(context.Request.Headers.Authorization, out var token);
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

        return services.Recognition.Find(token, context.Options) is { } known
            ? RecognizeAsync(context, known)
            : VerifyAsync(context, token.ToString());
    }

    private Task RecognizeAsync(MessageReceivedContext context, RecognizableToken known)
    {
        services.CountValidated("cache");
        if (app.HasTokenValidated)
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
        await app.TokenValidatedAsync(validated);
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
            var (fault, verified) = await services.Verifier.VerifyAsync(token, appAudiences, aborted);
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
        services.LogRefusal(fault);
        var exception = fault.ToException();
        var ended = await app.AuthenticationFailedAsync(context, exception);
        context.EndAs(ended ?? AuthenticateResult.Fail(exception));
    }
}
