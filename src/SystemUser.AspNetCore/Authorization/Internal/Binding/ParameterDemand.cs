using Microsoft.AspNetCore.Authorization;
using SystemUser.AspNetCore.Claims;
using SystemUser.AspNetCore.Maskinporten;

namespace SystemUser.AspNetCore.Authorization.Internal.Binding;

/// <summary>Endpoint metadata of a parameter: makes the authorization middleware demand what the value is read from.</summary>
internal sealed class ParameterDemand : AuthorizeAttribute, IAuthorizationRequirementData
{
    public ParameterDemand(ParameterKind kind)
    {
        Kind = kind;
        AuthenticationSchemes = MaskinportenDefaults.AuthenticationScheme;
    }

    public ParameterKind Kind { get; }

    /// <summary>Gets or sets whether a filter answers in place of the endpoint when there is no value.</summary>
    public bool IsGuarded { get; set; }

    public IEnumerable<IAuthorizationRequirement> GetRequirements() => [new MaskinportenTokenRequirement(Kind)];
}

/// <summary>Which of the package's values an endpoint takes as a parameter.</summary>
internal enum ParameterKind
{
    Caller = 0,
    SystemUser,
    Party,
}

/// <summary>The types that actions take as parameters.</summary>
internal static class ParameterTypes
{
    public static readonly Type[] All = [typeof(AltinnSystemUser), typeof(MaskinportenCaller), typeof(AuthorizedParty)];

    public static ParameterKind? KindOf(Type type) =>
        type == typeof(AltinnSystemUser) ? ParameterKind.SystemUser
        : type == typeof(AuthorizedParty) ? ParameterKind.Party
        : type == typeof(MaskinportenCaller) ? ParameterKind.Caller
        : null;
}
