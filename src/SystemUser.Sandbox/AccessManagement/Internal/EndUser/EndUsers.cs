using System.Text.Json;
using SystemUser.Sandbox.Wire.Internal.Http;
using SystemUser.Sandbox.Wire.Internal.Tokens;
using SystemUser.Sandbox.World.Internal;
using SystemUser.Sandbox.World.Internal.Model;

namespace SystemUser.Sandbox.AccessManagement.Internal.EndUser;

/// <summary>Finds out who calls with a token of Altinn's: a person, or a system user whose token was exchanged.</summary>
/// <remarks>Access management takes no token of Maskinporten's as it is.</remarks>
internal sealed class EndUsers(WorldStore store, AltinnTokenIssuer altinn)
{
    private const string SystemUserType = "urn:altinn:systemuser";

    /// <summary>Finds the caller, who must hold one of the scopes.</summary>
    public Result<EndUserCaller> Find(HttpRequest request, params IReadOnlyList<string> scopes)
    {
        if (AuthorizationHeader.Read(request) is not { } token || altinn.Verify(token) is not { } claims)
        {
            return SandboxProblems.NotAuthenticated.With(
                "There is no valid token of Altinn's. A Maskinporten token is exchanged first, at /authentication/api/v1/exchange/maskinporten."
            );
        }

        return JwtClaims.Scopes(claims).Any(scopes.Contains)
            ? new EndUserCaller(PersonIn(claims), SystemUserIn(claims))
            : SandboxProblems.ScopeMissing.With($"The token lacks the scope {string.Join(" or ", scopes)}.");
    }

    private RegisteredPerson? PersonIn(JsonElement claims) => store.Current.Persons.Find(JwtClaims.Text(claims, "pid"));

    // As Altinn reads it: the first of the details counts, and the first of its ids.
    private static Guid? SystemUserIn(JsonElement claims) =>
        claims.TryGetProperty("authorization_details", out var details)
        && details.ValueKind == JsonValueKind.Array
        && details.GetArrayLength() > 0
        && details[0] is { ValueKind: JsonValueKind.Object } first
        && JwtClaims.Text(first, "type") == SystemUserType
        && first.TryGetProperty("systemuser_id", out var ids)
        && ids.ValueKind == JsonValueKind.Array
        && ids.GetArrayLength() > 0
        && ids[0].ValueKind == JsonValueKind.String
        && ids[0].TryGetGuid(out var id)
            ? id
            : null;
}

/// <summary>Who calls for itself.</summary>
/// <param name="Person">The person, if it is one.</param>
/// <param name="SystemUser">The id of the system user, if it is one.</param>
internal sealed record EndUserCaller(RegisteredPerson? Person, Guid? SystemUser);
