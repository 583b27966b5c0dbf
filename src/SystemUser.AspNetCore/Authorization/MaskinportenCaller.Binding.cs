using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using SystemUser.AspNetCore.Authorization.Internal.Binding;

namespace SystemUser.AspNetCore.Claims;

public sealed partial class MaskinportenCaller
    : IBindableFromHttpContext<MaskinportenCaller>,
        IEndpointParameterMetadataProvider
{
    /// <summary>Gets the caller for a parameter of an endpoint. Without one the caller is answered 401 or 403, and the endpoint is not run.</summary>
    public static ValueTask<MaskinportenCaller?> BindAsync(HttpContext context, ParameterInfo parameter) =>
        EndpointParameter.Bind(context, context.GetMaskinportenCaller());

    /// <summary>Adds the demand of a Maskinporten token to the endpoint.</summary>
    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) =>
        EndpointParameter.Demand(builder, ParameterKind.Caller);
}
