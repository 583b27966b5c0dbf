using Microsoft.AspNetCore.Authorization;

namespace SystemUser.AspNetCore.Authorization.Internal;

/// <summary>The requirement behind a parameter: a token that the value can be read from.</summary>
internal sealed class ParameterRequirement(ParameterKind kind) : IAuthorizationRequirement, ITokenDemand
{
    public ParameterKind Kind => kind;

    public bool NeedsSystemUser => kind is not ParameterKind.Caller;

    public IReadOnlyList<string> AnyOfScopes => [];

    public override string ToString() => $"{nameof(ParameterRequirement)}: {kind}";
}
