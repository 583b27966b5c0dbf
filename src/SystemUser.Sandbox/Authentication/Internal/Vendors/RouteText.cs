using SystemUser.Sandbox.Wire.Internal.Http;

namespace SystemUser.Sandbox.Authentication.Internal.Vendors;

/// <summary>Reads parameters out of the path and the query.</summary>
internal static class RouteText
{
    public static string Text(this HttpContext context, string name) => (string)context.Request.RouteValues[name]!;

    public static Result<Guid> Id(this HttpContext context, string name) =>
        Guid.TryParse(context.Text(name), out var id) ? id : Problems.ParameterInvalid.With($"{name} must be a uuid.");

    /// <summary>A parameter of the query that is given once and not empty.</summary>
    public static string? QueryText(this HttpContext context, string name) =>
        context.Request.Query[name] is [{ Length: > 0 } value] ? value : null;
}
