using System.Globalization;
using SystemUser.Sandbox.Wire.Internal.Http;

namespace SystemUser.Sandbox.AccessManagement.Internal;

/// <summary>Reads the ids in paths.</summary>
internal static class PathId
{
    public static Result<Guid> Read(string text, string name = "requestId") =>
        Guid.TryParse(text, out var id)
            ? id
            : SandboxProblems.ParameterInvalid.At(name, $"The value '{text}' is not valid.");

    public static Result<int> ReadNumber(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : SandboxProblems.ParameterInvalid.With("The version in the path must be a whole number.");
}
