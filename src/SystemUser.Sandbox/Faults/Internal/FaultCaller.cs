using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;
using SystemUser.Sandbox.Wire.Internal;
using SystemUser.Sandbox.Wire.Internal.Tokens;

namespace SystemUser.Sandbox.Faults.Internal;

/// <summary>Finds out whether a call is that of the client whose calls are to fail. What a token says counts here unverified: nothing is given for it.</summary>
internal static class FaultCaller
{
    private const int LongestForm = 64 * 1024;

    /// <summary>Whether the call is the client's, or the organization's.</summary>
    /// <param name="client">A client id, or an organization number.</param>
    /// <param name="request">The call.</param>
    public static async ValueTask<bool> IsAsync(string client, HttpRequest request)
    {
        var text = request.Path.StartsWithSegments(WireAddress.TokenPath, StringComparison.OrdinalIgnoreCase)
            ? await ReadAssertionAsync(request)
            : AuthorizationHeader.Read(request);
        return Jwt.Parse(text ?? "")?.Payload is { } claims && Names(claims).Contains(client, StringComparer.Ordinal);
    }

    private static IEnumerable<string?> Names(JsonElement claims) =>
        [
            JwtClaims.Text(claims, "client_id"),
            JwtClaims.Text(claims, "iss"),
            JwtClaims.OrganizationNumber(claims, "consumer"),
        ];

    // The endpoint reads the body again.
    private static async ValueTask<string?> ReadAssertionAsync(HttpRequest request)
    {
        request.EnableBuffering(LongestForm);
        using var reader = new StreamReader(request.Body, Encoding.UTF8, leaveOpen: true);
        var text = await reader.ReadToEndAsync(request.HttpContext.RequestAborted);
        request.Body.Position = 0;
        try
        {
            return new FormReader(text).ReadForm().GetValueOrDefault("assertion");
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }
}
