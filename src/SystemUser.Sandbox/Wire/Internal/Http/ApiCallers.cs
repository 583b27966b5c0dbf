using SystemUser.Sandbox.Wire.Internal.Tokens;

namespace SystemUser.Sandbox.Wire.Internal.Http;

/// <summary>Finds out who calls: takes the sandbox's Maskinporten tokens, exchanged at Altinn or as they are.</summary>
internal sealed class ApiCallers(MaskinportenTokenIssuer maskinporten, AltinnTokenIssuer altinn)
{
    /// <summary>Finds the caller, who must hold one of the scopes.</summary>
    /// <param name="request">The call.</param>
    /// <param name="scopes">The scopes, one of which is enough; empty if no scope is needed.</param>
    public Result<ApiCaller> Find(HttpRequest request, params IReadOnlyList<string> scopes)
    {
        if (
            AuthorizationHeader.Read(request) is not { } token
            || (altinn.Verify(token) ?? maskinporten.Verify(token)) is not { } claims
        )
        {
            return SandboxProblems.NotAuthenticated;
        }

        var caller = new ApiCaller(
            JwtClaims.OrganizationNumber(claims, "consumer"),
            JwtClaims.Text(claims, "client_id"),
            JwtClaims.Scopes(claims),
            JwtClaims.Text(claims, "pid")
        );
        var notes = CallNotes.Of(request.HttpContext);
        (notes.Organization, notes.ClientId) = (caller.Organization, caller.ClientId);
        notes.Scopes = string.Join(' ', caller.Scopes);
        return scopes.Count == 0 || scopes.Any(caller.Scopes.Contains)
            ? caller
            : SandboxProblems.ScopeMissing.With($"The token lacks the scope {string.Join(" or ", scopes)}.");
    }

    /// <summary>Finds the organization that calls, which must hold one of the scopes.</summary>
    public Result<string> FindOrganization(HttpRequest request, params IReadOnlyList<string> scopes) =>
        !Find(request, scopes).Is(out var caller, out var problem) ? problem
        : caller.Organization is { } number ? number
        : SandboxProblems.NotAnOrganization;

    /// <summary>Finds the person who calls, by the identity number; the token must hold one of the scopes.</summary>
    public Result<string> FindPerson(HttpRequest request, params IReadOnlyList<string> scopes) =>
        !Find(request, scopes).Is(out var caller, out var problem) ? problem
        : caller.Person is { } pid ? pid
        : SandboxProblems.NotAPerson;
}

/// <summary>Who calls one of Altinn's APIs, by the token in hand.</summary>
/// <param name="Organization">The organization number of the consumer; <see langword="null"/> if it is no Norwegian one.</param>
/// <param name="ClientId">The Maskinporten client.</param>
/// <param name="Scopes">The scopes of the token.</param>
/// <param name="Person">The identity number of the person, if it is a person's token.</param>
internal sealed record ApiCaller(
    string? Organization,
    string? ClientId,
    IReadOnlyList<string> Scopes,
    string? Person = null
);
