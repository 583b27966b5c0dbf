using Microsoft.IdentityModel.Tokens;
using SystemUser.AspNetCore.Answers.Internal;
using SystemUser.AspNetCore.Authorization;
using SystemUser.AspNetCore.Claims.Internal;

namespace SystemUser.AspNetCore.Authentication.Internal;

/// <summary>What each fault is called in logs, what the caller is answered, and what the app's own events get to see.</summary>
internal static class TokenFaults
{
    public static TokenFault Of(PayloadFault fault) =>
        fault switch
        {
            PayloadFault.SenderConstrained => TokenFault.SenderConstrained,
            PayloadFault.NoSystemUser => TokenFault.NoSystemUser,
            _ => TokenFault.Payload,
        };

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
            TokenFault.UnknownKey => "The token's 'kid' is not a key of Maskinporten's",
            TokenFault.Signature => "The token's signature is wrong",
            TokenFault.Payload => "The token's payload lacks a member, or has one twice or of the wrong type",
            TokenFault.SenderConstrained => "The token is bound to a key ('cnf')",
            TokenFault.WrongIssuer => "The token's issuer is another one",
            TokenFault.Exchanged => "The token was issued by Altinn, in exchange for another one",
            TokenFault.NoSystemUser => "The exchanged token is no system user's",
            TokenFault.Expired => "The token has expired",
            TokenFault.NotYetValid => "The token is not valid yet",
            TokenFault.WrongAudience => "The token is meant for another audience",
            TokenFault.VerificationUnavailable => "The issuer's keys are not available",
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
            TokenFault.NoSystemUser => SystemUserProblems.SystemUserRequired,
            TokenFault.VerificationUnavailable or TokenFault.VerificationFailed =>
                SystemUserProblems.TokenVerificationUnavailable(),
            TokenFault.UnknownKey => SystemUserProblems.TokenInvalid($"{fault.Sentence()}.", "Get a new one."),
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

/// <summary>Left on the request by authentication, for the challenge that may follow.</summary>
internal sealed record TokenRefusal(TokenFault Fault) : ITokenRefusal
{
    public SystemUserProblem Problem => Fault.ToProblem();
}

/// <summary>Why a request has no verified token. A closed set.</summary>
internal enum TokenFault
{
    None = 0,

    /// <summary>There is no bearer token.</summary>
    Missing,

    /// <summary>There are several <c>Authorization</c> headers.</summary>
    SeveralHeaders,

    TooLong,

    /// <summary>It is not three segments of base64url, or the first is no JSON object of the right members.</summary>
    Malformed,

    /// <summary>The algorithm is not RS256, RS384 or RS512.</summary>
    Algorithm,

    /// <summary>It demands extensions that nobody here knows (<c>crit</c>, RFC 7515 §4.1.11).</summary>
    CriticalHeader,

    /// <summary>It does not say which key it is signed with.</summary>
    NoKeyId,

    /// <summary>Maskinporten publishes no key of that id.</summary>
    UnknownKey,

    Signature,

    /// <summary>The payload is not what Maskinporten writes.</summary>
    Payload,

    /// <summary>It is bound to a key by <c>cnf</c>.</summary>
    SenderConstrained,

    WrongIssuer,

    /// <summary>Altinn issued it, in exchange for another one, and such tokens are not accepted.</summary>
    Exchanged,

    /// <summary>Altinn issued it in exchange for a person's token.</summary>
    NoSystemUser,

    Expired,

    /// <summary>Its <c>nbf</c> is still to come.</summary>
    NotYetValid,

    WrongAudience,

    /// <summary>The app's own events did not accept it.</summary>
    Refused,

    /// <summary>The issuer's keys are not available, so nobody knows.</summary>
    VerificationUnavailable,

    /// <summary>The package, or what it runs on, failed while it verified.</summary>
    VerificationFailed,
}
