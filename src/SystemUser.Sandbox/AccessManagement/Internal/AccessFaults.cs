using System.Collections.Immutable;
using SystemUser.Sandbox.Wire.Internal.Http;

namespace SystemUser.Sandbox.AccessManagement.Internal;

/// <summary>
/// What is wrong with a call, as access management tells it: in the older form of Altinn's problems, with <c>detail</c>.
/// </summary>
/// <remarks>Source: Altinn/altinn-authorization-tmp, <c>ValidationErrors</c> of its contracts, and <c>ClientDelegationService</c>.</remarks>
internal sealed class AccessFaults : IResult
{
    private readonly List<(AccessFault Fault, string Path, string Name, string Text)> _faults = [];

    public bool IsEmpty => _faults.Count == 0;

    public void Add(AccessFault fault, string path, string name, string text) => _faults.Add((fault, path, name, text));

    public Task ExecuteAsync(HttpContext httpContext) =>
        Answers
            .Problem(
                StatusCodes.Status400BadRequest,
                writer =>
                {
                    writer.WriteStartObject();
                    writer.WriteString("type", "https://tools.ietf.org/html/rfc9110#section-15.5.1");
                    writer.WriteString("title", "Bad Request");
                    writer.WriteNumber("status", StatusCodes.Status400BadRequest);
                    writer.WriteString("detail", "One or more validation errors occurred.");
                    writer.WriteString("code", "STD-00000");
                    writer.WriteStartArray("validationErrors");
                    foreach (var (fault, path, name, text) in _faults)
                    {
                        writer.WriteStartObject();
                        writer.WriteString("code", fault.Code);
                        writer.WriteString("detail", fault.Detail);
                        writer.WriteStartArray("paths");
                        writer.WriteStringValue(path);
                        writer.WriteEndArray();
                        writer.WriteString(name, text);
                        writer.WriteEndObject();
                    }

                    writer.WriteEndArray();
                    writer.WriteEndObject();
                }
            )
            .ExecuteAsync(httpContext);
}

/// <summary>One kind of fault.</summary>
/// <param name="Code">Altinn's code.</param>
/// <param name="Detail">Altinn's words.</param>
internal sealed record AccessFault(string Code, string Detail)
{
    public static readonly AccessFault EntityUnknown = new("AM.VLD-00006", "Entity do not exists.");
    public static readonly AccessFault KindNotAllowed = new("AM.VLD-00008", "This entity type is not allowed here.");
    public static readonly AccessFault ParameterInvalid = new(
        "AM.VLD-00009",
        "One or more query parameters are invalid."
    );
    public static readonly AccessFault ResourceUnknown = new("AM.VLD-00012", "Resource does not exist.");
    public static readonly AccessFault NotAuthorized = new("AM.VLD-00026", "User not authorized for operation.");
    public static readonly AccessFault RoleUnknown = new("AM.VLD-00029", "Invalid Role.");
    public static readonly AccessFault PackageUnknown = new("AM.VLD-00030", "Invalid Package.");
    public static readonly AccessFault StillActive = new(
        "AM.VLD-00031",
        "The delegation has one or more active access packages associated with it. Set cascade to true to remove the delegation and its active access packages."
    );
    public static readonly AccessFault RoleMissing = new("AM.VLD-00032", "Assignment of role do not exist.");
    public static readonly AccessFault NotDelegable = new("AM.VLD-00033", "Package is not delegable.");
}
