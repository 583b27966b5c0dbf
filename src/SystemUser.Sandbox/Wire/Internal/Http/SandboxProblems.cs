namespace SystemUser.Sandbox.Wire.Internal.Http;

/// <summary>
/// The problems that Altinn has no code for. Its services tell them without one, in the form that is said here; the code goes with the
/// header <see cref="ProblemAnswer.WhyHeader"/>.
/// </summary>
internal static class SandboxProblems
{
    public static readonly Problem ResourceNotFound = new("SANDBOX-00001", 404, "No resource has this id.")
    {
        Form = ProblemForm.Framework,
    };
    public static readonly Problem ResourceExists = new("SANDBOX-00002", 409, "A resource with this id already exists.")
    {
        Form = ProblemForm.Text,
    };
    public static readonly Problem PolicyInvalid = new("SANDBOX-00003", 400, "The policy is not XACML 3.0.")
    {
        Form = ProblemForm.Text,
    };
    public static readonly Problem PolicyNotFound = new("SANDBOX-00004", 404, "The resource has no policy.")
    {
        Form = ProblemForm.Framework,
    };
    public static readonly Problem BodyInvalid = new("SANDBOX-00005", 400, "The body is not what was expected.")
    {
        Form = ProblemForm.ModelErrors,
    };
    public static readonly Problem ParameterInvalid = new("SANDBOX-00006", 400, "A parameter is missing or malformed.")
    {
        Form = ProblemForm.ModelErrors,
    };
    public static readonly Problem NotResourceOwner = new(
        "SANDBOX-00007",
        403,
        "The resource belongs to another organization."
    )
    {
        Form = ProblemForm.Empty,
    };
    public static readonly Problem PersonNotFound = new("SANDBOX-00008", 404, "No person has this identity number.")
    {
        Form = ProblemForm.Own,
    };
    public static readonly Problem StorageFailed = new(
        "SANDBOX-00009",
        503,
        "The change could not be written to the state folder, and was not made. See the log, make room or mend the folder, and try again."
    )
    {
        Form = ProblemForm.Own,
    };
    public static readonly Problem AccessListNotFound = new(
        "SANDBOX-00010",
        404,
        "The service owner has no access list with this identifier."
    )
    {
        Form = ProblemForm.Framework,
    };
    public static readonly Problem NotListOwner = new(
        "SANDBOX-00011",
        403,
        "The access lists belong to another service owner."
    )
    {
        Form = ProblemForm.Empty,
    };
    public static readonly Problem NotGovernor = new(
        "SANDBOX-00012",
        403,
        "The person may not do this for the organization: no role there gives it."
    )
    {
        Form = ProblemForm.Empty,
    };
    public static readonly Problem RoleNotYours = new(
        "SANDBOX-00013",
        403,
        "The person may not give or take this role: only a main administrator may, and an access manager that of access managers."
    )
    {
        Form = ProblemForm.Own,
    };
    public static readonly Problem LastAdministrator = new(
        "SANDBOX-00014",
        409,
        "The organization would have no main administrator left, nor a role of the register that makes one."
    )
    {
        Form = ProblemForm.Own,
    };
    public static readonly Problem NotAuthenticated = new(
        "SANDBOX-00101",
        401,
        "There is no valid bearer token. Send one of this sandbox's Maskinporten, exchanged at Altinn or as it is."
    )
    {
        Form = ProblemForm.Empty,
    };
    public static readonly Problem ScopeMissing = new("SANDBOX-00102", 403, "The token lacks the scope.")
    {
        Form = ProblemForm.Empty,
    };
    public static readonly Problem BodyTooLarge = new("SANDBOX-00103", 413, "The body is larger than 1 MiB.")
    {
        Form = ProblemForm.Empty,
    };
    public static readonly Problem NotJson = new(
        "SANDBOX-00104",
        415,
        "The body must be JSON, with Content-Type: application/json."
    )
    {
        Form = ProblemForm.Framework,
    };
    public static readonly Problem NotAPerson = new(
        "SANDBOX-00105",
        403,
        "The token is not a person's. GET /api/GetPersonalToken?pid= makes one."
    )
    {
        Form = ProblemForm.Empty,
    };
    public static readonly Problem NotPlayed = new(
        "SANDBOX-00109",
        501,
        "Altinn has this; it is not played here. docs/sandbox.md lists what is."
    )
    {
        Form = ProblemForm.Own,
    };
    public static readonly Problem NotAnOrganization = new(
        "SANDBOX-00108",
        401,
        "The token is not an organization's: it names no Norwegian consumer."
    )
    {
        Form = ProblemForm.Framework,
    };
}
