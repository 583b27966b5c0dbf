using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace SystemUser.AspNetCore.Authorization.Internal;

/// <summary>Registers the policy enforcement point: handler, answers and audit.</summary>
internal static class AuthorizationServices
{
    public static void Add(IServiceCollection services)
    {
        services.AddAuthorization();
        services.TryAddSingleton<ProblemAnswer>();
        services.TryAddSingleton<ISystemUserProblemWriter, ProblemJsonWriter>();
    }
}
