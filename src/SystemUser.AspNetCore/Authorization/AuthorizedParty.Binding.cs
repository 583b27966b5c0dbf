using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using SystemUser.AspNetCore.Authorization.Internal;
using SystemUser.AspNetCore.Authorization.Internal.Binding;

namespace SystemUser.AspNetCore.Authorization;

public sealed partial class AuthorizedParty
    : IBindableFromHttpContext<AuthorizedParty>,
        IEndpointParameterMetadataProvider
{
    /// <summary>Gets the party for a parameter of an endpoint. Without one the caller is answered 401 or 403, and the endpoint is not run.</summary>
    public static ValueTask<AuthorizedParty?> BindAsync(HttpContext context, ParameterInfo parameter) =>
        EndpointParameter.Bind(context, Admission.Of(context)?.Party);

    /// <summary>Adds the demand of a system user to the endpoint; the right that the party is checked for is demanded by the endpoint itself.</summary>
    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) =>
        EndpointParameter.Demand(builder, ParameterKind.Party);
}
