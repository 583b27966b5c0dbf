using Microsoft.AspNetCore.Http;
using SystemUser.AspNetCore.Authorization;
using SystemUser.AspNetCore.Claims;
using SystemUser.AspNetCore.Decisions;

namespace SystemUser.AspNetCore.Answers.Internal;

/// <summary>Makes every problem, each with its sentence: what is wrong, then what puts it right.</summary>
internal static class SystemUserProblems
{
    /// <summary>What callers are asked to wait when nothing better is known.</summary>
    public static readonly TimeSpan DefaultRetryAfter = TimeSpan.FromSeconds(5);

    public static SystemUserProblem TokenMissing { get; } =
        new(
            SystemUserProblemCodes.TokenMissing,
            StatusCodes.Status401Unauthorized,
            "The request has no Maskinporten token. Send one in the header 'Authorization: Bearer <token>'."
        );

    public static SystemUserProblem TokenExpired { get; } =
        new(
            SystemUserProblemCodes.TokenExpired,
            StatusCodes.Status401Unauthorized,
            "The token has expired. Get a new one from Maskinporten."
        );

    public static SystemUserProblem TokenWrongIssuer { get; } =
        new(
            SystemUserProblemCodes.TokenWrongIssuer,
            StatusCodes.Status401Unauthorized,
            "The token was issued by another party or in another environment. Get one from the Maskinporten environment that this API uses."
        );

    public static SystemUserProblem TokenExchanged { get; } =
        new(
            SystemUserProblemCodes.TokenWrongIssuer,
            StatusCodes.Status401Unauthorized,
            "The token was issued by Altinn, in exchange for another one. Send the token of the system user as Maskinporten issued it, without exchanging it."
        );

    public static SystemUserProblem CallerBlocked { get; } =
        new(
            SystemUserProblemCodes.CallerBlocked,
            StatusCodes.Status403Forbidden,
            "The API's owner has blocked the vendor or its client. Ask the API's owner why."
        );

    public static SystemUserProblem SystemUserRequired { get; } =
        new(
            SystemUserProblemCodes.SystemUserRequired,
            StatusCodes.Status403Forbidden,
            "The token speaks for no system user. Ask Maskinporten for one with 'authorization_details' of type 'urn:altinn:systemuser'."
        );

    public static SystemUserProblem TokenInvalid(
        string reason = "The token is invalid.",
        string wayOut = "Send the access token as Maskinporten issued it."
    ) => new(SystemUserProblemCodes.TokenInvalid, StatusCodes.Status401Unauthorized, $"{reason} {wayOut}");

    public static SystemUserProblem TokenVerificationUnavailable(TimeSpan? retryAfter = null) =>
        new(
            SystemUserProblemCodes.TokenVerificationUnavailable,
            StatusCodes.Status503ServiceUnavailable,
            "The token cannot be verified now. Try again later with the same token."
        )
        {
            RetryAfter = retryAfter ?? DefaultRetryAfter,
        };

    public static SystemUserProblem SystemUserInvalid(SystemUserFault fault) =>
        new(
            SystemUserProblemCodes.SystemUserInvalid,
            StatusCodes.Status403Forbidden,
            $"{FaultSentences.Of(fault)} Get a token for exactly one system user from Maskinporten."
        );

    public static SystemUserProblem InsufficientScope(IReadOnlyList<string> demanded) =>
        new(
            SystemUserProblemCodes.InsufficientScope,
            StatusCodes.Status403Forbidden,
            $"The token lacks a scope. This call asks for: {string.Join(' ', demanded)}."
        )
        {
            Scopes = demanded,
        };

    /// <summary>A policy that any Maskinporten token would meet, whatever API it was issued for.</summary>
    public static SystemUserProblem NoScopeDemanded { get; } =
        new(
            SystemUserProblemCodes.InsufficientScope,
            StatusCodes.Status403Forbidden,
            "No scope opens this call to Maskinporten tokens. The API's owner must name the one that it takes."
        );

    /// <summary>An endpoint that takes the authorized party, but demands no right: nobody is authorized for anything.</summary>
    public static SystemUserProblem NoRightDemanded { get; } =
        new(
            SystemUserProblemCodes.RightMissing,
            StatusCodes.Status403Forbidden,
            "This call asks for no right, so it is open to no organization. The API's owner must add the right that it takes."
        );

    /// <summary>A method that stands for no action, on an endpoint that takes any: nobody can be asked for a right.</summary>
    public static SystemUserProblem MethodWithoutAction { get; } =
        new(
            SystemUserProblemCodes.RightMissing,
            StatusCodes.Status403Forbidden,
            "The request's method stands for no right: GET and HEAD ask for 'read', POST, PUT, PATCH and DELETE for 'write'; other methods and upgraded connections for neither. Use one of these, or have the API's owner set the right's action."
        );

    /// <summary>The same where no endpoint is: a fallback policy covers paths that lead nowhere.</summary>
    public static SystemUserProblem NotFound { get; } =
        new(
            SystemUserProblemCodes.NotFound,
            StatusCodes.Status404NotFound,
            "There is nothing at this address. Check the path and the method."
        );

    /// <summary>What the app itself requires beside the package's demands: a role, a claim, its default policy.</summary>
    public static SystemUserProblem PolicyNotMet { get; } =
        new(
            SystemUserProblemCodes.PolicyNotMet,
            StatusCodes.Status403Forbidden,
            "The API itself requires something more of its callers, beside rights and scopes, and it is not met. Ask the API's owner what."
        );

    /// <summary>Two identities of the scheme in one request: nobody can tell which of them speaks.</summary>
    public static SystemUserProblem SeveralTokens { get; } =
        new(
            SystemUserProblemCodes.SystemUserInvalid,
            StatusCodes.Status403Forbidden,
            "The request holds several Maskinporten tokens. Send one."
        );

    public static SystemUserProblem PartyInvalid(string place, SystemUserRight right) =>
        new(
            SystemUserProblemCodes.PartyInvalid,
            StatusCodes.Status400BadRequest,
            $"The organization number is missing, malformed or given twice. Give it once, as nine digits, in {place}."
        )
        {
            Right = right,
        };

    /// <summary>What a resolver found for the request is no organization number.</summary>
    public static SystemUserProblem PartyMalformed(SystemUserRight right) =>
        new(
            SystemUserProblemCodes.PartyInvalid,
            StatusCodes.Status400BadRequest,
            "The organization number of what the request is about is malformed or given twice. It must be nine digits, without spaces or prefix."
        )
        {
            Right = right,
        };

    public static SystemUserProblem InstanceInvalid(string place, SystemUserRight right) =>
        new(
            SystemUserProblemCodes.InstanceInvalid,
            StatusCodes.Status400BadRequest,
            $"The instance is missing, malformed or given twice. Give it once, as 1 to 256 characters without control characters or spaces around it, in {place}."
        )
        {
            Right = right,
        };

    /// <summary>The same words whether there is nothing, or nothing that the caller may know of.</summary>
    public static SystemUserProblem PartyNotFound(SystemUserRight right) =>
        new(
            SystemUserProblemCodes.PartyNotFound,
            StatusCodes.Status404NotFound,
            "What the request is about does not exist, or not for this system user. Check the address and what was sent."
        )
        {
            Right = right,
        };

    public static SystemUserProblem PartyNotOwner(SystemUserRight right, OrganizationNumber party) =>
        new(
            SystemUserProblemCodes.PartyNotOwner,
            StatusCodes.Status403Forbidden,
            "The organization does not own the system user. This call is open to the owner alone."
        )
        {
            Right = right,
            Party = party,
        };

    public static SystemUserProblem PartyUnknown(SystemUserRight right, OrganizationNumber party) =>
        new(
            SystemUserProblemCodes.PartyUnknown,
            StatusCodes.Status403Forbidden,
            "Altinn does not know the organization. Check its number."
        )
        {
            Right = right,
            Party = party,
        };

    public static SystemUserProblem RightMissing(SystemUserRight right, OrganizationNumber party) =>
        new(
            SystemUserProblemCodes.RightMissing,
            StatusCodes.Status403Forbidden,
            $"The system user does not hold the right '{right}' for the organization. Have it delegated in Altinn; for an agent, have the client added."
        )
        {
            Right = right,
            Party = party,
        };

    public static SystemUserProblem ObligationNotMet(SystemUserRight right, OrganizationNumber party) =>
        new(
            SystemUserProblemCodes.ObligationNotMet,
            StatusCodes.Status403Forbidden,
            $"The right '{right}' is there, on a condition that a system user does not meet. The API's owner must change the resource's policy."
        )
        {
            Right = right,
            Party = party,
        };

    public static SystemUserProblem TooManyQuestions(TimeSpan? retryAfter = null) =>
        new(
            SystemUserProblemCodes.TooManyQuestions,
            StatusCodes.Status429TooManyRequests,
            "The system user has asked for too many organizations or rights in a short time. Slow down, and ask again for the same ones while they are remembered."
        )
        {
            RetryAfter = retryAfter ?? DefaultRetryAfter,
        };

    public static SystemUserProblem DecisionUnavailable(TimeSpan? retryAfter = null, SystemUserRight? right = null) =>
        new(
            SystemUserProblemCodes.DecisionUnavailable,
            StatusCodes.Status503ServiceUnavailable,
            "Altinn cannot be asked for the right now; this is no refusal. Try again later."
        )
        {
            Right = right,
            RetryAfter = retryAfter ?? DefaultRetryAfter,
        };

    public static SystemUserProblem DecisionIndeterminate(SystemUserRight right) =>
        new(
            SystemUserProblemCodes.DecisionIndeterminate,
            StatusCodes.Status503ServiceUnavailable,
            "Altinn could not decide the right; this is no refusal. The API's owner must see whether the fault is in its configuration or at Altinn."
        )
        {
            Right = right,
        };

    public static SystemUserProblem DecisionFailed(SystemUserRight? right = null) =>
        new(
            SystemUserProblemCodes.DecisionFailed,
            StatusCodes.Status503ServiceUnavailable,
            "The right could not be decided; this is no refusal. Trying again will not help before the API's owner has mended it."
        )
        {
            Right = right,
        };
}

/// <summary>What is wrong with a system user, in a sentence for the caller.</summary>
internal static class FaultSentences
{
    public static string Of(SystemUserFault fault) =>
        fault switch
        {
            SystemUserFault.SeveralSystemUsers => "The token speaks for several system users.",
            SystemUserFault.SeveralIds => "The token's 'systemuser_id' holds several ids.",
            SystemUserFault.InvalidId => "The token's 'systemuser_id' is missing or not a uuid.",
            SystemUserFault.InvalidOwner => "The token's 'systemuser_org' is missing or not an organization number.",
            _ => "The token's 'authorization_details' is malformed.",
        };
}
