using SystemUser.AspNetCore.Claims;

namespace SystemUser.AspNetCore.Authorization.Internal.Binding;

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
