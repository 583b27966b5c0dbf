using SystemUser.Sandbox.Wire.Internal.Http;

namespace SystemUser.Sandbox.Portal.Internal;

/// <summary>What can be wrong with a call to the portal itself.</summary>
internal static class PortalProblems
{
    public static readonly Problem FormNotOurs = new(
        "PORTAL-00001",
        StatusCodes.Status400BadRequest,
        "The form was not sent from a page shown to you just now."
    );

    public static readonly Problem PageNotFound = new(
        "PORTAL-00002",
        StatusCodes.Status404NotFound,
        "There is no page at this address."
    );

    public static readonly Problem AnswerUnknown = new(
        "PORTAL-00003",
        StatusCodes.Status400BadRequest,
        "The form must say approve or reject."
    );

    public static readonly Problem ChoiceInvalid = new(
        "PORTAL-00004",
        StatusCodes.Status400BadRequest,
        "The person has no role in the organization, or one of them does not exist."
    );

    public static readonly Problem NothingChosen = new(
        "PORTAL-00005",
        StatusCodes.Status400BadRequest,
        "Nothing was chosen."
    );

    public static readonly Problem OtherOrigin = new(
        "PORTAL-00006",
        StatusCodes.Status403Forbidden,
        "The form was sent from a page of another site."
    );

    public static readonly Problem OtherParty = new(
        "PORTAL-00007",
        StatusCodes.Status409Conflict,
        "The form is about another organization than the one that its sender now acts for."
    );
}
