namespace SmartCloud.Altinn;

/// <summary>A fault of a body that Altinn did not accept.</summary>
/// <param name="Code">Altinn's code, such as <c>AUTH.VLD-00003</c>.</param>
/// <param name="Detail">What is wrong.</param>
internal sealed record AltinnValidationError(string? Code, string? Detail);
