namespace SystemUser.AspNetCore.Authorization;

/// <summary>The codes of the package's answers; each has its section in docs/errors.md.</summary>
public static class SystemUserProblemCodes
{
    /// <summary>401: no bearer token.</summary>
    public const string TokenMissing = "token-missing";

    /// <summary>401: the token has expired.</summary>
    public const string TokenExpired = "token-expired";

    /// <summary>401: the token is another environment's.</summary>
    public const string TokenWrongIssuer = "token-wrong-issuer";

    /// <summary>401: the token is invalid in another way.</summary>
    public const string TokenInvalid = "token-invalid";

    /// <summary>403: the caller is on the API's own block-list.</summary>
    public const string CallerBlocked = "caller-blocked";

    /// <summary>403: the token speaks for no system user.</summary>
    public const string SystemUserRequired = "system-user-required";

    /// <summary>403: the token's system user is malformed or ambiguous.</summary>
    public const string SystemUserInvalid = "system-user-invalid";

    /// <summary>403: the token lacks a scope.</summary>
    public const string InsufficientScope = "insufficient-scope";

    /// <summary>400: the party of the request is missing, malformed or given twice, or what a resolver found is no organization number.</summary>
    public const string PartyInvalid = "party-invalid";

    /// <summary>400: the instance of the request is missing, malformed or given twice.</summary>
    public const string InstanceInvalid = "instance-invalid";

    /// <summary>404: what the request is about does not exist, or is hidden from who holds no right for it.</summary>
    public const string PartyNotFound = "party-not-found";

    /// <summary>404: no endpoint is there.</summary>
    public const string NotFound = "not-found";

    /// <summary>403: the party does not own the system user, and the endpoint is for owners.</summary>
    public const string PartyNotOwner = "party-not-owner";

    /// <summary>403: Altinn does not know the party.</summary>
    public const string PartyUnknown = "party-unknown";

    /// <summary>403: the policy decision point answered Deny or NotApplicable.</summary>
    public const string RightMissing = "right-missing";

    /// <summary>403: the right is there on a condition that a system user does not meet.</summary>
    public const string ObligationNotMet = "obligation-not-met";

    /// <summary>403: another requirement that stands beside the package's, the app's own, is not met.</summary>
    public const string PolicyNotMet = "policy-not-met";

    /// <summary>429: the system user asked too many uncached questions.</summary>
    public const string TooManyQuestions = "too-many-questions";

    /// <summary>503: there is no decision now; trying again may help.</summary>
    public const string DecisionUnavailable = "decision-unavailable";

    /// <summary>503: the policy decision point could not decide (Indeterminate).</summary>
    public const string DecisionIndeterminate = "decision-indeterminate";

    /// <summary>503: there is no decision, and trying again will not help.</summary>
    public const string DecisionFailed = "decision-failed";

    /// <summary>503: Maskinporten's keys are not available now; trying again may help.</summary>
    public const string TokenVerificationUnavailable = "token-verification-unavailable";
}
