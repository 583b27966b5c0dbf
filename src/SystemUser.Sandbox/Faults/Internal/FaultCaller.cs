using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;
using SystemUser.Sandbox.Wire.Internal;
using SystemUser.Sandbox.Wire.Internal.Tokens;
using SystemUser.Sandbox.World.Internal;

namespace SystemUser.Sandbox.Faults.Internal;

/// <summary>Finds out whether a call is that of the client whose calls are to fail. What a token says counts here unverified: nothing is given for it.</summary>
internal static class FaultCaller
{
    private const int LongestForm = 64 * 1024;

    /// <summary>Whether the call is the client's, or the organization's.</summary>
    /// <param name="client">A client id, or an organization number.</param>
    /// <param name="request">The call.</param>
    /// <param name="world">Knows whose client asks for a token.</param>
    public static async ValueTask<bool> IsAsync(string client, HttpRequest request, WorldState world)
    {
        var isGrant = request.Path.StartsWithSegments(WireAddress.TokenPath, StringComparison.OrdinalIgnoreCase);
        var text = isGrant ? await ReadAssertionAsync(request) : AuthorizationHeader.Read(request);
        return Jwt.Parse(text ?? "")?.Payload is { } claims
            && (isGrant ? NamesInAssertion(claims, world) : NamesInToken(claims)).Contains(
                client,
                StringComparer.Ordinal
            );
    }

    private static IEnumerable<string?> NamesInToken(JsonElement claims) =>
        [JwtClaims.Text(claims, "client_id"), JwtClaims.OrganizationNumber(claims, "consumer")];

    private static IEnumerable<string?> NamesInAssertion(JsonElement claims, WorldState world)
    {
        var clientId = JwtClaims.Text(claims, "iss");
        return
        [
            clientId,
            clientId is null ? null : world.Clients.Find(clientId)?.Organization,
            JwtClaims.Text(claims, "consumer_org"),
        ];
    }

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
