using System.Reflection;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.IdentityModel.Tokens;

namespace SystemUser.AspNetCore.Internal.Start;

/// <summary>The versions that run, which the app may have lifted above those that the package was built on.</summary>
internal static class LineInUse
{
    public static string Package { get; } = VersionOf(typeof(LineInUse));

    public static string JwtBearer { get; } = VersionOf(typeof(JwtBearerHandler));

    public static string IdentityModel { get; } = VersionOf(typeof(SecurityToken));

    private static string VersionOf(Type type) =>
        type.Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0]
        ?? "unknown";
}
