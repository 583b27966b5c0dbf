using Microsoft.AspNetCore.Authorization;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;
using SystemUser.AspNetCore.Authorization;

namespace SystemUser.AspNetCore.Hosts.Tests.Examples;

public sealed class SystemUserRightsFilter : IOperationFilter
{
    public void Apply(OpenApiOperation operation, OperationFilterContext context)
    {
        var rights = context
            .ApiDescription.ActionDescriptor.EndpointMetadata.OfType<IAuthorizationRequirementData>()
            .SelectMany(demand => demand.GetRequirements())
            .OfType<SystemUserRightRequirement>()
            .ToList();
        foreach (var right in rights)
        {
            operation.Description +=
                $"Demands a right on `{right.Resource}` for {right.Action?.ToString() ?? "what the method does"}. ";
        }

        if (rights.Count > 0)
        {
            var scheme = new OpenApiSecuritySchemeReference("Maskinporten", context.Document);
            operation.Security = [new() { [scheme] = [.. rights.SelectMany(right => right.Scopes)] }];
            operation.Responses!.TryAdd("401", new OpenApiResponse { Description = "No valid token." });
            operation.Responses.TryAdd("403", new OpenApiResponse { Description = "Scope or right is missing." });
            operation.Responses.TryAdd("503", new OpenApiResponse { Description = "Nobody can tell now." });
        }
    }
}
