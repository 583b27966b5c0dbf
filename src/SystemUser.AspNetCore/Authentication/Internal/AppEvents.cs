using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;

namespace SystemUser.AspNetCore.Authentication.Internal;

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
