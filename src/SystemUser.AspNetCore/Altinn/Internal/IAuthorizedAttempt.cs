using SystemUser.AspNetCore.Maskinporten.Internal;

namespace SystemUser.AspNetCore.Altinn.Internal;

/// <summary>A call to Altinn with the provider's own token.</summary>
internal interface IAuthorizedAttempt : IOutboundAttempt
{
    /// <summary>Sets the value of the <c>Authorization</c> header.</summary>
    string Authorization { set; }
}
