using Microsoft.AspNetCore.Authorization;
using SystemUser.AspNetCore.Maskinporten;

namespace SystemUser.AspNetCore.Authorization.Internal;

/// <summary>Endpoint metadata of a parameter: makes the authorization middleware demand what the value is read from.</summary>
internal sealed class ParameterDemand : AuthorizeAttribute, IAuthorizationRequirementData
{
    public ParameterDemand(ParameterKind kind)
    {
        Kind = kind;
        AuthenticationSchemes = MaskinportenDefaults.AuthenticationScheme;
    }

    public ParameterKind Kind { get; }

    /// <summary>Gets or sets whether a filter answers in place of the endpoint when the value cannot be had.</summary>
    public bool IsGuarded { get; set; }

    public IEnumerable<IAuthorizationRequirement> GetRequirements() => [new ParameterRequirement(Kind)];
}
