namespace SystemUser.Sandbox.Wire.Internal.Http;

/// <summary>What can be wrong with a call before anybody has looked at what it asks for.</summary>
internal static class HttpProblems
{
    public static readonly Problem NotAuthenticated = new(
        "SANDBOX-00101",
        StatusCodes.Status401Unauthorized,
        "There is no valid bearer token. Send one of this sandbox's Maskinporten, exchanged at Altinn or as it is."
    );

    public static readonly Problem NotAPerson = new(
        "SANDBOX-00105",
        StatusCodes.Status401Unauthorized,
        "The token is not a person's. GET /api/GetPersonalToken?pid= makes one."
    );

    public static readonly Problem ScopeMissing = new(
        "SANDBOX-00102",
        StatusCodes.Status403Forbidden,
        "The token lacks the scope."
    );

    public static readonly Problem BodyTooLarge = new(
        "SANDBOX-00103",
        StatusCodes.Status413PayloadTooLarge,
        "The body is larger than 1 MiB."
    );

    public static readonly Problem NotJson = new(
        "SANDBOX-00104",
        StatusCodes.Status415UnsupportedMediaType,
        "The body must be JSON, with Content-Type: application/json."
    );
}
