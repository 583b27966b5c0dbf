using System.Globalization;

namespace SystemUser.Sandbox.Wire.Internal.Http;

/// <summary>
/// Altinn's problems, with its codes, statuses and titles. Clients match on the titles, so that spelling mistakes stand as they
/// are. AUTH is the prefix of its authentication component, RR of its resource registry.
/// </summary>
/// <remarks>
/// Source: Altinn/altinn-authentication, <c>Problem.cs</c> and <c>ValidationErrors.cs</c>; Altinn/altinn-resource-registry,
/// <c>Problems.cs</c>.
/// </remarks>
internal static class Problems
{
    public static readonly Problem PartyNotFound = Auth(
        0,
        400,
        "Can't resolve the Organisation Number from the logged in Reportee PartyId."
    );
    public static readonly Problem RightNotDelegable = Auth(1, 400, "One or more Right not found or not delegable.");
    public static readonly Problem SystemUserExists = Auth(
        4,
        400,
        "Failed to create new SystemUser, existing SystemUser tied to the given System-Id."
    );
    public static readonly Problem RequestAccepted = Auth(
        6,
        400,
        "The combination of External Ids refer to an already Accepted SystemUser."
    );
    public static readonly Problem RequestPending = Auth(
        7,
        400,
        "The combination of External Ids refer to a Pending Request, please reuse or delete."
    );
    public static readonly Problem RequestDenied = Auth(
        8,
        400,
        "The combination of External Ids refer to a Denied Request, please delete and renew the Request."
    );
    public static readonly Problem RequestRejected = Auth(
        9,
        400,
        "The combination of External Ids refer to a Rejected Request, please delete and renew the Request."
    );
    public static readonly Problem RequestNotFound = Auth(10, 404, "The Id does not refer to a Request in our system.");
    public static readonly Problem SystemNotFound = Auth(11, 404, "The Id does not refer to a Registered System.");
    public static readonly Problem RequestNotNew = Auth(13, 409, "The Status of the Request is not New.");
    public static readonly Problem SystemUserNotFound = Auth(15, 404, "The SystemUser was not found.");
    public static readonly Problem RedirectUrlNotListed = Auth(21, 400, "The RedirectUri was not found or not valid.");
    public static readonly Problem VendorUnknown = Auth(
        23,
        401,
        "Can't resolve the Organisation Number for the Vendor from the Token."
    );
    public static readonly Problem DeleteNotOwned = Auth(24, 403, "you don't have rights to delete this systemuser");
    public static readonly Problem NotAnAgentRequest = Auth(
        25,
        400,
        "The request id is valid but its not a valid request for creating an agent system user"
    );
    public static readonly Problem NoRedirectUrls = Auth(26, 400, "No redirect uris are set for the system");
    public static readonly Problem AgentRequestNotFound = Auth(
        30,
        404,
        "The Id does not refer to an AgentRequest in our system."
    );
    public static readonly Problem UserIsNoAgent = Auth(
        34,
        400,
        "The system user type of the provided system user GUID is not an agent."
    );
    public static readonly Problem UserIsNotStandard = Auth(
        36,
        400,
        "The system user type of the provided system user GUID is not standard."
    );
    public static readonly Problem DelegationNotFound = Auth(38, 400, "Delegation not found");
    public static readonly Problem PartyMismatch = Auth(41, 403, "Party does not match request's orgno");
    public static readonly Problem AgentPartyMismatch = Auth(42, 403, "Party does not match agent request's orgno");
    public static readonly Problem PackageInvalid = Auth(52, 400, "One or more access packages are invalid");
    public static readonly Problem AgentNeedsPackage = Auth(
        58,
        400,
        "No AccessPackages found, an Agent SystemUser must have at least one"
    );
    public static readonly Problem NeedsRightOrPackage = Auth(
        59,
        400,
        "No AccessPackages or Single Rights found, a SystemUser must have at least one"
    );
    public static readonly Problem ChangeRequestNotNew = Auth(
        61,
        409,
        "The Status of the Request is not New. Please generate a new CorrellationId for a new Change Request"
    );
    public static readonly Problem PackageNotOnSystem = Auth(
        63,
        400,
        "One or more accesspackage is not found in the referenced system in the System Register."
    );
    public static readonly Problem PackageNotForStandard = Auth(
        64,
        400,
        "One or more access packages cannot be delegated. Either they are intended for clients or they cannot be delegated further."
    );
    public static readonly Problem PackageNotForAgent = Auth(
        65,
        400,
        "One or more access packages cannot be delegated because they are not intended for client relationships"
    );
    public static readonly Problem NotAccessManager = Auth(
        66,
        403,
        "The request requires logged in user to have accessmanager write."
    );
    public static readonly Problem RightNotDelegableToOthers = Auth(
        70,
        403,
        "DelegationCheck failed with error: The resource cannot be delegated to another user or entity."
    );
    public static readonly Problem ResourceIsMaskinportenSchema = Auth(
        71,
        403,
        "DelegationCheck failed with error: The resource is not delegable because it is a Maskinporten schema resource."
    );
    public static readonly Problem ClientNotFound = Auth(79, 400, "Client not found.");
    public static readonly Problem ClientLacksPackages = Auth(
        80,
        400,
        "Client does not have the accesspackages the agent system user requires"
    );

    public static readonly Problem MemberNotFound = new("RR-00001", 400, "One or more party references not found.");
    public static readonly Problem ConnectionNotFound = new(
        "RR-00002",
        400,
        "One or more resource references not found."
    );
    public static readonly Problem ConnectionNotOwned = new(
        "RR-00004",
        403,
        "Cannot create a access-list connection to a resource not owned by the same service-owner as the access-list."
    );

    /// <summary>A body with faults that have codes of their own.</summary>
    public static Problem Validation(params IEnumerable<ValidationFault> faults) =>
        new("STD-00000", 400, "One or more validation errors occurred.") { Faults = [.. faults] };

    private static Problem Auth(int number, int status, string title) =>
        new($"AUTH-{number.ToString("D5", CultureInfo.InvariantCulture)}", status, title);
}
