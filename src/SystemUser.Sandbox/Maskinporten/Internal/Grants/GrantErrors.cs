using SystemUser.Sandbox.Wire.Internal;

namespace SystemUser.Sandbox.Maskinporten.Internal.Grants;

/// <summary>
/// Why Maskinporten gives a client that has proved itself no token. Source of the codes: docs.digdir.no, <c>maskinporten_feilsoking</c>.
/// </summary>
internal static class GrantErrors
{
    public static MaskinportenError InvalidValue(string what) =>
        new(
            StatusCodes.Status400BadRequest,
            "invalid_request",
            "MP-011",
            $"Invalid assertion. Invalid parameter value: {what}"
        );

    public static MaskinportenError OwnConsumer(string organization) =>
        new(
            StatusCodes.Status400BadRequest,
            "invalid_request",
            Code: null,
            $"Validation of JWT claim failed: the consumer_org {organization} is the client's own organization. Leave the claim out."
        );

    public static MaskinportenError ScopeNotOnClient(string scope) =>
        new(
            StatusCodes.Status400BadRequest,
            "invalid_scope",
            "MP-200",
            $"Invalid scope - Token request contains invalid scopes for client: {scope} is not registered on it."
        );

    public static MaskinportenError ScopeOfAnotherKind(string scope) =>
        new(
            StatusCodes.Status400BadRequest,
            "invalid_scope",
            "MP-201",
            $"Invalid scope - Token request contains scopes not allowed for maskinporten: {scope}."
        );

    public static MaskinportenError ScopeNotGranted(string scope, string consumer) =>
        new(
            StatusCodes.Status400BadRequest,
            "invalid_scope",
            "MP-250",
            $"Consumer {consumer} has not been granted access to the scope {scope}. Its owner can grant it."
        );

    public static MaskinportenError ScopeNotDelegated(string scope, string consumer, string supplier) =>
        new(
            StatusCodes.Status403Forbidden,
            "access_denied",
            "MP-251",
            $"Consumer {consumer} has not delegated access to the scope {scope} to supplier {supplier}."
        );

    public static MaskinportenError UnknownDetailsType(string type) =>
        Details("MP-301", $"Unknown authorization_details type: {type}. The only one is {RequestedSystemUser.Type}.");

    public static MaskinportenError UnknownDetailsField(string field) =>
        Details("MP-302", $"Unknown fields in authorization_details: {field}.");

    public static MaskinportenError InvalidReference() =>
        Details(
            "MP-302",
            "externalRef must be at most 255 letters, digits, hyphens and underscores, though Altinn takes any text in a request."
        );

    public static MaskinportenError InvalidTarget(string resource) =>
        new(
            StatusCodes.Status400BadRequest,
            "invalid_target",
            Code: null,
            $"Invalid assertion. The resource {resource} must not have a fragment."
        );

    public static MaskinportenError InvalidDetails(string what) =>
        Details("MP-303", $"Invalid authorization_details values: {what}");

    /// <summary>There is no approved system user. The real answer does not say why; this one tells what to look at.</summary>
    public static MaskinportenError NoSystemUser(string owner, string? externalRef) =>
        new(
            StatusCodes.Status400BadRequest,
            "invalid_altinn_customer_configuration",
            "MP-303",
            $"Altinn knows no approved system user of {owner} for this client"
                + (externalRef is null ? "" : $" and the externalRef {externalRef}")
                + ". Is the client registered on the system, is the request approved, is systemuser_org the owner and not its client, and is the externalRef the one of the request?"
        );

    private static MaskinportenError Details(string code, string description) =>
        new(StatusCodes.Status400BadRequest, "invalid_authorization_details", code, description);
}
