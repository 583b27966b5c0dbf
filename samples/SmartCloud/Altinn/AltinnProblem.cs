namespace SmartCloud.Altinn;

/// <summary>Altinn's problem details.</summary>
/// <param name="Title">What is wrong, in general.</param>
/// <param name="Detail">What is wrong.</param>
/// <param name="Code">Altinn's code, such as <c>AUTH-00004</c>.</param>
/// <param name="ValidationErrors">Each fault of a body that was not accepted.</param>
internal sealed record AltinnProblem(
    string? Title,
    string? Detail,
    string? Code,
    IReadOnlyList<AltinnValidationError>? ValidationErrors
);
