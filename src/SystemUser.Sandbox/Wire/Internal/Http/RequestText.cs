namespace SystemUser.Sandbox.Wire.Internal.Http;

/// <summary>Reads parameters out of the path and the query.</summary>
internal static class RequestText
{
    public static string Route(this HttpRequest request, string name) => (string)request.RouteValues[name]!;

    public static Result<Guid> RouteId(this HttpRequest request, string name) =>
        Guid.TryParse(request.Route(name), out var id)
            ? id
            : SandboxProblems.ParameterInvalid.At(name, $"The value '{request.Route(name)}' is not valid.");

    /// <summary>A parameter of the query that must be there; the message names the field as ASP.NET Core does.</summary>
    public static Result<string> RequiredText(this HttpRequest request, string name, string field) =>
        request.QueryText(name) is { } value
            ? value
            : SandboxProblems.ParameterInvalid.At(name, $"The {field} field is required.");

    /// <summary>A parameter of the query that is given once and not empty.</summary>
    public static string? QueryText(this HttpRequest request, string name) =>
        request.Query[name] is [{ Length: > 0 } value] ? value : null;
}
