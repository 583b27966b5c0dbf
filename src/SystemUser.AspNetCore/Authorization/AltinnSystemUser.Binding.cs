using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using SystemUser.AspNetCore.Authorization.Internal.Binding;

namespace SystemUser.AspNetCore.Claims;

public sealed partial class AltinnSystemUser
    : IBindableFromHttpContext<AltinnSystemUser>,
        IEndpointParameterMetadataProvider
{
    /// <summary>Gets the system user for a parameter of an endpoint. Without one the caller is answered 401 or 403, and the endpoint is not run.</summary>
    public static ValueTask<AltinnSystemUser?> BindAsync(HttpContext context, ParameterInfo parameter) =>
        EndpointParameter.Bind(context, context.GetSystemUser());

    /// <summary>Adds the demand of a system user to the endpoint.</summary>
    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) =>
        EndpointParameter.Demand(builder, ParameterKind.SystemUser);
}
