namespace SystemUser.Sandbox.Wire.Internal.Http;

/// <summary>Reads parameters out of the path and the query.</summary>
internal static class RequestText
{
    public static string Route(this HttpRequest request, string name) => (string)request.RouteValues[name]!;

    public static Result<Guid> RouteId(this HttpRequest request, string name) =>
        Guid.TryParse(request.Route(name), out var id) ? id : Problems.ParameterInvalid.With($"{name} must be a uuid.");

    /// <summary>A parameter of the query that is given once and not empty.</summary>
    public static string? QueryText(this HttpRequest request, string name) =>
        request.Query[name] is [{ Length: > 0 } value] ? value : null;
}
