using System.Globalization;

namespace SystemUser.Sandbox.Wire.Internal.Http;

/// <summary>The problems that several of the sandbox's services answer with.</summary>
/// <remarks>
/// AUTH is the prefix of Altinn's authentication component, RR of its resource registry; SANDBOX is for faults that Altinn
/// has no code for.
/// </remarks>
internal static class Problems
{
    public static readonly Problem PartyNotFound = Auth(0, 400, "No organization has the number of the party.");
    public static readonly Problem RightNotDelegable = Auth(1, 400, "A right was not found, or may not be delegated.");
    public static readonly Problem SystemUserExists = Auth(
        4,
        400,
        "The organization already has a system user for this system and external reference."
    );
    public static readonly Problem RequestAccepted = Auth(
        6,
        400,
        "A request with these external ids is already accepted."
    );
    public static readonly Problem RequestPending = Auth(7, 400, "A request with these external ids awaits an answer.");
    public static readonly Problem RequestDenied = Auth(8, 400, "A request with these external ids was denied.");
    public static readonly Problem RequestRejected = Auth(9, 400, "A request with these external ids was rejected.");
    public static readonly Problem RequestNotFound = Auth(10, 404, "No request has this id.");
    public static readonly Problem SystemNotFound = Auth(11, 404, "No system in the system register has this id.");
    public static readonly Problem RequestNotNew = Auth(13, 409, "The status of the request is not New.");
    public static readonly Problem SystemUserNotFound = Auth(15, 404, "No system user was found.");
    public static readonly Problem RoleMissing = Auth(
        16,
        403,
        "The person has no role in the organization that gives the rights asked for."
    );
    public static readonly Problem RedirectUrlNotListed = Auth(
        21,
        400,
        "The redirect URL is not one of those registered on the system."
    );
    public static readonly Problem VendorUnknown = Auth(
        23,
        401,
        "The token does not tell the vendor's organization number."
    );
    public static readonly Problem DeleteNotOwned = Auth(24, 403, "The system user belongs to someone else.");
    public static readonly Problem NotAnAgentRequest = Auth(25, 400, "The request is not for an agent system user.");
    public static readonly Problem NoRedirectUrls = Auth(26, 400, "The system has no redirect URLs.");
    public static readonly Problem AgentRequestNotFound = Auth(
        30,
        404,
        "No request for an agent system user has this id."
    );
    public static readonly Problem DelegationNotFound = Auth(38, 400, "The client is not delegated to the agent.");
    public static readonly Problem PartyMismatch = Auth(41, 403, "The request was made to another organization.");
    public static readonly Problem AgentPartyMismatch = Auth(
        42,
        403,
        "The agent request was made to another organization."
    );
    public static readonly Problem Unauthorized = Auth(43, 401, "The caller is not known.");
    public static readonly Problem Forbidden = Auth(44, 403, "The caller may not do this for the organization.");
    public static readonly Problem PackageInvalid = Auth(52, 400, "An access package does not exist.");
    public static readonly Problem AgentNeedsPackage = Auth(
        58,
        400,
        "An agent system user must have at least one access package."
    );
    public static readonly Problem NeedsRightOrPackage = Auth(
        59,
        400,
        "A system user must have at least one right or access package."
    );
    public static readonly Problem ChangeRequestNotNew = Auth(
        61,
        409,
        "The status of the change request is not New; use a new correlation id for a new one."
    );
    public static readonly Problem PackageNotOnSystem = Auth(
        63,
        400,
        "An access package is not registered on the system."
    );
    public static readonly Problem PackageNotForStandard = Auth(
        64,
        400,
        "An access package is for client relations, or may not be delegated."
    );
    public static readonly Problem PackageNotForAgent = Auth(65, 400, "An access package is not for client relations.");
    public static readonly Problem NotAccessManager = Auth(
        66,
        403,
        "The person may not give the organization's rights away."
    );
    public static readonly Problem RightNotDelegableToOthers = Auth(70, 403, "The resource may not be delegated.");
    public static readonly Problem ResourceIsMaskinportenSchema = Auth(
        71,
        403,
        "The resource is a Maskinporten schema, which may not be delegated to a system user."
    );
    public static readonly Problem ClientNotFound = Auth(79, 400, "No client was found.");
    public static readonly Problem ClientLacksPackages = Auth(
        80,
        400,
        "The client does not give its facilitator the access packages that the agent system user has."
    );

    public static readonly Problem RequestTimedOut = Auth(13, 409, "The request has timed out.");

    public static readonly Problem ResourceNotFound = new("SANDBOX-00001", 404, "No resource has this id.");
    public static readonly Problem ResourceExists = new(
        "SANDBOX-00002",
        409,
        "A resource with this id already exists."
    );
    public static readonly Problem PolicyInvalid = new("SANDBOX-00003", 400, "The policy is not XACML 3.0.");
    public static readonly Problem PolicyNotFound = new("SANDBOX-00004", 404, "The resource has no policy.");
    public static readonly Problem BodyInvalid = new("SANDBOX-00005", 400, "The body is not what was expected.");
    public static readonly Problem ParameterInvalid = new("SANDBOX-00006", 400, "A parameter is missing or malformed.");
    public static readonly Problem NotResourceOwner = new(
        "SANDBOX-00007",
        403,
        "The resource belongs to another organization."
    );
    public static readonly Problem PersonNotFound = new("SANDBOX-00008", 404, "No person has this identity number.");
    public static readonly Problem AccessListNotFound = new(
        "SANDBOX-00010",
        404,
        "The service owner has no access list with this identifier."
    );
    public static readonly Problem NotListOwner = new(
        "SANDBOX-00011",
        403,
        "The access lists belong to another service owner."
    );
    public static readonly Problem MemberNotFound = new("RR-00001", 400, "A member is no organization that exists.");
    public static readonly Problem ConnectionNotFound = new("RR-00002", 400, "There is no such resource.");
    public static readonly Problem ConnectionNotOwned = new(
        "RR-00004",
        403,
        "An access list opens resources of its own service owner only."
    );
    public static readonly Problem StorageFailed = new(
        "SANDBOX-00009",
        503,
        "The change could not be written to the state folder, and was not made. See the log, make room or mend the folder, and try again."
    );

    public static readonly Problem NotAuthenticated = new(
        "SANDBOX-00101",
        401,
        "There is no valid bearer token. Send one of this sandbox's Maskinporten, exchanged at Altinn or as it is."
    );

    public static readonly Problem NotAPerson = new(
        "SANDBOX-00105",
        401,
        "The token is not a person's. GET /api/GetPersonalToken?pid= makes one."
    );

    public static readonly Problem ScopeMissing = new("SANDBOX-00102", 403, "The token lacks the scope.");

    public static readonly Problem BodyTooLarge = new("SANDBOX-00103", 413, "The body is larger than 1 MiB.");

    public static readonly Problem NotJson = new(
        "SANDBOX-00104",
        415,
        "The body must be JSON, with Content-Type: application/json."
    );

    /// <summary>A body with faults that have codes of their own.</summary>
    public static Problem Validation(params IEnumerable<ValidationFault> faults) =>
        new("STD-00000", 400, "One or more validation errors occurred.") { Faults = [.. faults] };

    private static Problem Auth(int number, int status, string detail) =>
        new($"AUTH-{number.ToString("D5", CultureInfo.InvariantCulture)}", status, detail);
}
