using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using SystemUser.AspNetCore.Authorization.Internal;
using SystemUser.AspNetCore.Authorization.Internal.Binding;
using SystemUser.AspNetCore.Claims;

namespace SystemUser.AspNetCore.Authorization;

/// <summary>The organization that a right was checked for. Endpoints use this one, so that checked and used cannot differ.</summary>
/// <remarks>Declare it as a parameter of an endpoint, or get it from <c>HttpContext.GetAuthorizedParty()</c>.</remarks>
public sealed class AuthorizedParty : IBindableFromHttpContext<AuthorizedParty>, IEndpointParameterMetadataProvider
{
    /// <summary>Creates a party, for code that is tested without a request.</summary>
    public AuthorizedParty(OrganizationNumber number, bool isOwner)
    {
        ArgumentOutOfRangeException.ThrowIfEqual(number, default);
        Number = number;
        IsOwner = isOwner;
    }

    /// <summary>Gets the organization number.</summary>
    public OrganizationNumber Number { get; }

    /// <summary>Gets whether the organization owns the system user; if not, it is a client of the owner, or a sub-unit.</summary>
    public bool IsOwner { get; }

    /// <summary>Returns the organization number.</summary>
    public override string ToString() => Number.ToString();

    /// <summary>Gets the party for a parameter of an endpoint. Without one the caller is answered 401 or 403, and the endpoint is not run.</summary>
    public static ValueTask<AuthorizedParty?> BindAsync(HttpContext context, ParameterInfo parameter) =>
        EndpointParameter.Bind(context, Admission.Of(context)?.Party);

    /// <summary>Adds the demand of a system user to the endpoint; the right that the party is checked for is demanded by the endpoint itself.</summary>
    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) =>
        EndpointParameter.Demand(builder, ParameterKind.Party);
}
