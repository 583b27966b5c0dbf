using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using SystemUser.AspNetCore.Answers.Internal;

namespace SystemUser.AspNetCore.Authorization.Internal;

/// <summary>Says so where a demand stands in an app that has not registered what enforces it.</summary>
internal static class RegistrationCheck
{
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
                throw new InvalidOperationException(ProblemAnswer.NotRegistered);
            }
        });
}
