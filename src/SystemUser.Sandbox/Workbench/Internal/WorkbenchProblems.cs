using SystemUser.Sandbox.Wire.Internal.Http;

namespace SystemUser.Sandbox.Workbench.Internal;

/// <summary>What the workbench itself refuses.</summary>
internal static class WorkbenchProblems
{
    public static readonly Problem PageNotFound = new("WORKBENCH-00002", 404, "The workbench has no such page.");

    public static readonly Problem CallNotFound = new(
        "WORKBENCH-00003",
        404,
        "The log no longer has this call: it keeps the latest ones, and forgets them when it is cleared or the sandbox starts anew."
    );

    public static readonly Problem RowNotFound = new("WORKBENCH-00004", 404, "The world has no such row.");

    public static readonly Problem JsonInvalid = new("WORKBENCH-00005", 400, "The text is not the JSON of such a row.");

    public static readonly Problem SeedInvalid = new("WORKBENCH-00006", 400, "The text is no seed.");

    public static readonly Problem ClaimsInvalid = new("WORKBENCH-00007", 400, "The claims are no JSON object.");

    public static readonly Problem ValueInvalid = new("WORKBENCH-00008", 400, "A value of the form is out of range.");

    public static readonly Problem RowInUse = new("WORKBENCH-00009", 409, "Another row refers to this one.");
}
