using System.Globalization;

namespace SystemUser.Sandbox.Wire.Internal.Http;

/// <summary>The faults of bodies and parameters that Altinn's authentication component has codes for, in its own words.</summary>
/// <remarks>Source: Altinn/altinn-authentication, <c>ValidationErrors.cs</c>, <c>ErrorPathConstant.cs</c> and <c>SystemRegisterController.cs</c>.</remarks>
internal static class ValidationFaults
{
    private const string Body = "/registersystemrequest/";
    private const string SystemIdPath = Body + "systemid";
    private const string ClientIdPath = Body + "clientid";
    private const string RightsPath = Body + "rights/resource";
    private const string PackagesPath = Body + "accesspackages";
    private const string AgentPath = "?agent";

    public static readonly ValidationFault VendorInvalid = Auth(
        0,
        "the org number identifier is not valid ISO6523 identifier",
        Body + "vendor/id"
    );
    public static readonly ValidationFault SystemIdFormat = Auth(
        1,
        "The system id does not match the format orgnumber_xxxx...",
        SystemIdPath
    );
    public static readonly ValidationFault SystemIdExists = Auth(2, "The system id already exists", SystemIdPath);
    public static readonly ValidationFault ResourceUnknown = Auth(
        3,
        "One or more resources specified in rights were not found in Altinn's resource register.",
        RightsPath,
        "ResourceIds Not Found : "
    );
    public static readonly ValidationFault ClientIdTaken = Auth(
        4,
        "One of the client id is already tagged with an existing system",
        ClientIdPath
    );
    public static readonly ValidationFault RedirectUrlFormat = Auth(
        5,
        "One or more of the redirect urls format is not valid. The valid format is https://xxx.xx",
        Body + "allowedredirecturls"
    );
    public static readonly ValidationFault RightTwice = Auth(6, "One or more duplicate rights found", RightsPath);
    public static readonly ValidationFault PackageTwice = Auth(
        7,
        "One or more duplicate access package(s) found",
        PackagesPath
    );
    public static readonly ValidationFault PackageInvalid = Auth(
        8,
        "One or all the accesspackage(s) is not found in altinn's access packages or is not delegable",
        PackagesPath,
        "Invalid Urn Details : "
    );
    public static readonly ValidationFault ResourceIdFormat = Auth(
        9,
        "One or more resource id is in wrong format. The valid format is urn:altinn:resource",
        RightsPath,
        "Invalid Resource Id Details : "
    );
    public static readonly ValidationFault ClientIdTwice = Auth(
        11,
        "Request contains duplicate client ids",
        ClientIdPath
    );
    public static readonly ValidationFault SystemIdMismatch = Auth(
        12,
        "The system ID in the request body does not match the system ID in the URL",
        SystemIdPath
    );
    public static readonly ValidationFault SystemIdSpaces = Auth(
        13,
        "System ID cannot have spaces in id (leading, trailing or in between the id)",
        SystemIdPath
    );
    public static readonly ValidationFault AgentMissing = Auth(
        14,
        "The agent query parameter is missing or invalid",
        AgentPath
    );
    public static readonly ValidationFault AgentUnknown = Auth(14, "System user not found", AgentPath);
    public static readonly ValidationFault NotAnAgent = Auth(
        15,
        "SystemUser is not a valid system user of type agent",
        AgentPath
    );
    public static readonly ValidationFault ClientMissing = Auth(
        16,
        "The client query parameter is missing or invalid",
        "?client"
    );
    public static readonly ValidationFault ResourceNotDelegable = Auth(
        17,
        "One or more resources specified in rights is of resource type which is not delegable.",
        RightsPath,
        "ResourceIds Not Delegable : "
    );
    public static readonly ValidationFault VisibleWithClientPackages = Auth(
        18,
        "Access packages meant for system user for client relations can't be used in combination with the flag isVisible: true",
        PackagesPath
    );

    private static ValidationFault Auth(int number, string title, string path, string? extensionName = null) =>
        new($"AUTH.VLD-{number.ToString("D5", CultureInfo.InvariantCulture)}", title, path)
        {
            ExtensionName = extensionName,
        };
}
