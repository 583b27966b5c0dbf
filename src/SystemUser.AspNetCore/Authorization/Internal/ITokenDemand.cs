namespace SystemUser.AspNetCore.Authorization.Internal;

/// <summary>What a requirement of the package demands of the token.</summary>
internal interface ITokenDemand
{
    bool NeedsSystemUser { get; }

    /// <summary>Gets the scopes of which the token must hold one; empty when none is demanded beside <c>RequiredScopes</c>.</summary>
    IReadOnlyList<string> AnyOfScopes { get; }
}
