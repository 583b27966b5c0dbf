using Microsoft.IdentityModel.Tokens;
using SystemUser.AspNetCore.Authorization;
using SystemUser.AspNetCore.Authorization.Internal;
using SystemUser.AspNetCore.Claims.Internal;

namespace SystemUser.AspNetCore.Authentication.Internal;

/// <summary>What each fault is called in logs, what the caller is answered, and what the app's own events get to see.</summary>
internal static class TokenFaults
{
    public static TokenFault Of(PayloadFault fault) =>
        fault == PayloadFault.SenderConstrained ? TokenFault.SenderConstrained : TokenFault.Payload;

    /// <summary>The fault in a sentence without its full stop, in words that owe nothing to the token.</summary>
    public static string Sentence(this TokenFault fault) =>
        fault switch
        {
            TokenFault.Missing => "There is no bearer token",
            TokenFault.SeveralHeaders => "There are several 'Authorization' headers",
            TokenFault.TooLong => "The token is too long",
            TokenFault.Malformed => "The token is no signed JWT",
            TokenFault.Algorithm => "The token's algorithm is not RS256, RS384 or RS512",
            TokenFault.CriticalHeader => "The token has the header 'crit'",
            TokenFault.NoKeyId => "The token has no 'kid'",
            TokenFault.UnknownKey => "The token's 'kid' is no key of Maskinporten's",
            TokenFault.Signature => "The token's signature is wrong",
            TokenFault.Payload => "The token's payload lacks a member, or has one twice or of the wrong type",
            TokenFault.SenderConstrained => "The token is bound to a key ('cnf')",
            TokenFault.WrongIssuer => "The token's issuer is another one",
            TokenFault.Exchanged => "The token was issued by Altinn, in exchange for another one",
            TokenFault.Expired => "The token has expired",
            TokenFault.NotYetValid => "The token is not valid yet",
            TokenFault.WrongAudience => "The token is meant for another audience",
            TokenFault.VerificationUnavailable => "Maskinporten's keys cannot be had",
            TokenFault.VerificationFailed => "The token could not be verified",
            _ => "The token was not accepted",
        };

    public static SystemUserProblem ToProblem(this TokenFault fault) =>
        fault switch
        {
            TokenFault.Missing => SystemUserProblems.TokenMissing,
            TokenFault.Expired => SystemUserProblems.TokenExpired,
            TokenFault.WrongIssuer => SystemUserProblems.TokenWrongIssuer,
            TokenFault.Exchanged => SystemUserProblems.TokenExchanged,
            TokenFault.VerificationUnavailable or TokenFault.VerificationFailed =>
                SystemUserProblems.TokenVerificationUnavailable(),
            _ => SystemUserProblems.TokenInvalid($"{fault.Sentence()}."),
        };

    /// <summary>The exception of IdentityModel's that apps look for in <c>OnAuthenticationFailed</c>. Never thrown, so it has no stack trace.</summary>
    public static Exception ToException(this TokenFault fault)
    {
        var message = $"{fault.Sentence()}.";
        return fault switch
        {
            TokenFault.Expired => new SecurityTokenExpiredException(message),
            TokenFault.NotYetValid => new SecurityTokenNotYetValidException(message),
            TokenFault.WrongIssuer or TokenFault.Exchanged => new SecurityTokenInvalidIssuerException(message),
            TokenFault.WrongAudience => new SecurityTokenInvalidAudienceException(message),
            TokenFault.UnknownKey => new SecurityTokenSignatureKeyNotFoundException(message),
            TokenFault.Signature => new SecurityTokenInvalidSignatureException(message),
            _ => new SecurityTokenException(message),
        };
    }
}
