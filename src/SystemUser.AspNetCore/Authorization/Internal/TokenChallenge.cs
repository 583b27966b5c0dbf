using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using SystemUser.AspNetCore.Maskinporten;

namespace SystemUser.AspNetCore.Authorization.Internal;

/// <summary>Answers a request that has no Maskinporten identity.</summary>
internal static class TokenChallenge
{
    /// <summary>Has the scheme answer: it knows what was wrong with the token that was sent, if any, and runs the app's own events.</summary>
    public static async Task AnswerAsync(HttpContext httpContext, ProblemAnswer answer)
    {
        await httpContext.ChallengeAsync(MaskinportenDefaults.AuthenticationScheme);
        if (httpContext.Features.Get<ITokenRefusal>() is null)
        {
            // The token was good, but the app has put another identity in the place of the scheme's.
            await answer.WriteAsync(httpContext, SystemUserProblems.TokenMissing);
        }
    }
}
