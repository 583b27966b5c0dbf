using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;

namespace SystemUser.AspNetCore.Authentication.Internal;

/// <summary>The events that the app has set on the scheme. They may refuse, add to the principal and answer; they cannot let in what the package refuses.</summary>
internal sealed class AppEvents(JwtBearerEvents events)
{
    private static readonly JwtBearerEvents s_none = new();
    private readonly bool _isDerived = events.GetType() != typeof(JwtBearerEvents);

    public bool HasMessageReceived => _isDerived || events.OnMessageReceived != s_none.OnMessageReceived;

    public bool HasTokenValidated => _isDerived || events.OnTokenValidated != s_none.OnTokenValidated;

    /// <summary>Runs the app's event on a context of its own: neither a token from elsewhere nor a success comes out of it.</summary>
    /// <returns>How the app ended the authentication; <see langword="null"/> if it goes on.</returns>
    public async Task<AuthenticateResult?> MessageReceivedAsync(MessageReceivedContext context)
    {
        var own = new MessageReceivedContext(context.HttpContext, context.Scheme, context.Options);
        await events.MessageReceived(own);
        return own.Result is { Succeeded: false } ended ? ended : null;
    }

    public Task TokenValidatedAsync(TokenValidatedContext context) => events.TokenValidated(context);

    /// <inheritdoc cref="MessageReceivedAsync"/>
    public async Task<AuthenticateResult?> AuthenticationFailedAsync(
        ResultContext<JwtBearerOptions> context,
        Exception exception
    )
    {
        var own = new AuthenticationFailedContext(context.HttpContext, context.Scheme, context.Options)
        {
            Exception = exception,
        };
        await events.AuthenticationFailed(own);
        return own.Result is { Succeeded: false } ended ? ended : null;
    }

    public Task ChallengeAsync(JwtBearerChallengeContext context) => events.Challenge(context);

    public Task ForbiddenAsync(ForbiddenContext context) => events.Forbidden(context);
}
