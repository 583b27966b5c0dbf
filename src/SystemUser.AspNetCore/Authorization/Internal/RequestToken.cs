using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using SystemUser.AspNetCore.Answers.Internal;
using SystemUser.AspNetCore.Claims;
using SystemUser.AspNetCore.Claims.Internal;
using SystemUser.AspNetCore.Maskinporten;

namespace SystemUser.AspNetCore.Authorization.Internal;

/// <summary>The token of a request for which code asks for a right, wherever in the pipeline it does.</summary>
internal sealed class RequestToken(TokenGate tokens)
{
    /// <summary>Gets the system user of a request whose token is in order; else the problem with it.</summary>
    public async Task<(AltinnSystemUser? SystemUser, SystemUserProblem? Problem)> ReadAsync(HttpContext httpContext)
    {
        var reading = MaskinportenIdentities.Single(httpContext.User, out var several);
        if (reading is null && !several)
        {
            var result = await httpContext.AuthenticateAsync(MaskinportenDefaults.AuthenticationScheme);
            reading = MaskinportenIdentities.Single(result.Principal, out several);
        }

        if (reading is null)
        {
            var refusal = httpContext.Features.Get<ITokenRefusal>()?.Problem ?? SystemUserProblems.TokenMissing;
            return (null, several ? SystemUserProblems.SeveralTokens : refusal);
        }

        // The endpoint's own demands of the token were checked at the door; elsewhere the rules of a bare right hold.
        var admitted =
            reading.SystemUser is not null
            && Admission.Covers(httpContext, reading)
            && tokens.CheckCaller(reading) is null;
        return (reading.SystemUser, admitted ? null : tokens.Check(reading, needsSystemUser: true, scopes: []));
    }
}
