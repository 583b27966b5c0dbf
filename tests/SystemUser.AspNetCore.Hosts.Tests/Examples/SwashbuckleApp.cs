using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;

namespace SystemUser.AspNetCore.Hosts.Tests.Examples;

internal static class SwashbuckleApp
{
    public static void Add(IServiceCollection services)
    {
        services.AddSwaggerGen(swagger =>
        {
            swagger.AddSecurityDefinition(
                "Maskinporten",
                new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer" }
            );
            swagger.OperationFilter<SystemUserRightsFilter>();
        });
    }
}
