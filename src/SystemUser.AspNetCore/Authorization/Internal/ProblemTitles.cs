namespace SystemUser.AspNetCore.Authorization.Internal;

/// <summary>The titles of the problem types: the same words for every occurrence of a code (RFC 9457 §3.1.3).</summary>
internal static class ProblemTitles
{
    public static string Of(string code) =>
        code switch
        {
            SystemUserProblemCodes.TokenMissing => "Maskinporten token missing",
            SystemUserProblemCodes.TokenExpired => "Maskinporten token expired",
            SystemUserProblemCodes.TokenWrongIssuer => "Token from another issuer",
            SystemUserProblemCodes.TokenInvalid => "Maskinporten token invalid",
            SystemUserProblemCodes.TokenVerificationUnavailable => "Token cannot be verified now",
            SystemUserProblemCodes.SystemUserRequired => "System user required",
            SystemUserProblemCodes.SystemUserInvalid => "System user invalid",
            SystemUserProblemCodes.InsufficientScope => "Scope missing",
            SystemUserProblemCodes.PartyInvalid => "Organization number missing or malformed",
            SystemUserProblemCodes.NotFound => "Not found",
            SystemUserProblemCodes.PartyNotOwner => "Organization does not own the system user",
            SystemUserProblemCodes.PartyUnknown => "Organization unknown",
            SystemUserProblemCodes.RightMissing => "Right missing",
            SystemUserProblemCodes.ObligationNotMet => "Condition of the right not met",
            SystemUserProblemCodes.PolicyNotMet => "Another requirement not met",
            SystemUserProblemCodes.TooManyQuestions => "Too many questions",
            SystemUserProblemCodes.DecisionUnavailable => "Decision unavailable now",
            SystemUserProblemCodes.DecisionIndeterminate => "Right could not be decided",
            _ => "Decision failed",
        };
}
