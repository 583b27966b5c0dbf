using Microsoft.Extensions.DependencyInjection;

namespace SystemUser.AspNetCore.Altinn.Internal;

/// <summary>Registers the provider's own token and the other calls to Altinn.</summary>
internal static class AltinnServices
{
    public static void Add(IServiceCollection services) { }
}
