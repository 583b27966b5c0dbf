using System.Security.Claims;

namespace SystemUser.AspNetCore.Authorization.Internal.Pipeline;

/// <summary>A caller whom the schemes of another policy authenticated, without any identity of the scheme <c>Maskinporten</c>.</summary>
/// <remarks>Being a type of its own, it is the proof of that, wherever it is judged again: by a filter, in a hub, in code.</remarks>
/// <param name="policy">The policy's name.</param>
/// <param name="identities">What its schemes made.</param>
internal sealed class AlternativePrincipal(string policy, IEnumerable<ClaimsIdentity> identities)
    : ClaimsPrincipal(identities)
{
    public string Policy => policy;
}
