using Microsoft.AspNetCore.Authorization;
using SystemUser.AspNetCore.Authorization.Internal;
using SystemUser.AspNetCore.Authorization.Internal.Binding;

namespace SystemUser.AspNetCore.Authorization;

/// <summary>The requirement behind a parameter of type <c>MaskinportenCaller</c>, <c>AltinnSystemUser</c> or <c>AuthorizedParty</c>: a verified Maskinporten token that the value can be read from.</summary>
public sealed class MaskinportenTokenRequirement : IAuthorizationRequirement, ITokenDemand
{
    internal MaskinportenTokenRequirement(ParameterKind kind) => Kind = kind;

    /// <summary>Gets whether the token must speak for a system user.</summary>
    public bool NeedsSystemUser => Kind is not ParameterKind.Caller;

    IReadOnlyList<string> ITokenDemand.AnyOfScopes => [];

    internal ParameterKind Kind { get; }

    /// <summary>Returns what is read from the token, for the framework's log of failed requirements.</summary>
    public override string ToString() => $"{nameof(MaskinportenTokenRequirement)}: {Kind}";
}
