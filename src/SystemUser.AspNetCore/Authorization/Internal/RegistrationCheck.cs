using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace SystemUser.AspNetCore.Authorization.Internal;

/// <summary>Says so where a demand stands in an app that has not registered what enforces it.</summary>
internal static class RegistrationCheck
{
    public const string Missing =
        "A right or scope is demanded, but what enforces it is not registered. Call builder.Services.AddSystemUserAuthorization().";

    /// <summary>Adds the check to endpoints: it runs when they are built.</summary>
    public static void AddTo<TBuilder>(TBuilder endpoints)
        where TBuilder : IEndpointConventionBuilder =>
        endpoints.Add(endpoint =>
        {
            if (
                endpoint.ApplicationServices.GetService<IServiceProviderIsService>()?.IsService(typeof(RightGate))
                == false
            )
            {
                throw new InvalidOperationException(Missing);
            }
        });
}
