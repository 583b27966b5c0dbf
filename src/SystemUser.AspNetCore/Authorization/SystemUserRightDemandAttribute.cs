using Microsoft.AspNetCore.Authorization;
using SystemUser.AspNetCore.Maskinporten;

namespace SystemUser.AspNetCore.Authorization;

/// <summary>What <see cref="RequireSystemUserRightAttribute"/> and <see cref="RequireAnySystemUserRightAttribute"/> say beside the resource: action, scope, party and instance.</summary>
public abstract class SystemUserRightDemandAttribute : AuthorizeAttribute, IAuthorizationRequirementData
{
    private protected SystemUserRightDemandAttribute() =>
        AuthenticationSchemes = MaskinportenDefaults.AuthenticationScheme;

    /// <summary>Gets or sets the action as the policy writes it. Defaults to <c>read</c> for GET and HEAD and <c>write</c> for POST, PUT, PATCH and DELETE; must be set for anything else.</summary>
    public string? Action { get; set; }

    /// <summary>Gets or sets scopes of which the token must hold one, with spaces between them. Defaults to none beside <c>RequiredScopes</c>.</summary>
    public string? Scope { get; set; }

    /// <summary>Gets or sets the route value that holds the party's organization number. Defaults to none.</summary>
    public string? PartyFromRoute { get; set; }

    /// <summary>Gets or sets the query parameter that holds the party's organization number. Defaults to none.</summary>
    public string? PartyFromQuery { get; set; }

    /// <summary>Gets or sets the header that holds the party's organization number. Defaults to none.</summary>
    public string? PartyFromHeader { get; set; }

    /// <summary>Gets or sets the type of the <see cref="ISystemUserPartyResolver"/> that finds the party: a stored document's owner, or what stands in a body. Defaults to none.</summary>
    /// <remarks>It is taken from the app's services under this type, and the start stops if it is not there.</remarks>
    public Type? PartyFrom { get; set; }

    /// <summary>Gets or sets whether a party that is not the caller's to see is answered as one that the resolver did not find: 404 <c>party-not-found</c>. Defaults to <see langword="false"/>.</summary>
    /// <remarks>The audit keeps what it was: not the owner, no right, or unknown to Altinn.</remarks>
    public bool HidePartyExistence { get; set; }

    /// <summary>Gets or sets whether the party may be another than the owner: an accountant's client, or a sub-unit. Defaults to <see langword="false"/>.</summary>
    public bool AllowClients { get; set; }

    /// <summary>Gets or sets the attribute that an instance is asked about with, such as <c>urn:altinn:instance-id</c>. Defaults to none; needed with an <c>InstanceFrom…</c>.</summary>
    /// <remarks>A policy decision point passes over attributes that it does not know: an instance narrows a right only where the resource's policy reads it.</remarks>
    public string? InstanceType { get; set; }

    /// <summary>Gets or sets the route value that holds the instance: one value of 1 to 256 characters. Defaults to none.</summary>
    public string? InstanceFromRoute { get; set; }

    /// <summary>Gets or sets the query parameter that holds the instance: one value of 1 to 256 characters. Defaults to none.</summary>
    public string? InstanceFromQuery { get; set; }

    /// <summary>Gets or sets the header that holds the instance: one value of 1 to 256 characters, without a comma. Defaults to none.</summary>
    public string? InstanceFromHeader { get; set; }

    /// <summary>Gets or sets the name of a policy of the app's that satisfies the demand too: that of a person's token, say. Defaults to none.</summary>
    /// <remarks>
    /// The policy names its schemes, and judges callers whom these alone have authenticated; <c>HttpContext.User</c> is then such a caller. A request with a
    /// token that says it is Maskinporten's is judged by the demand alone. All demands on an endpoint name the same policy.
    /// </remarks>
    public string? Or { get; set; }

    /// <inheritdoc/>
    public abstract IEnumerable<IAuthorizationRequirement> GetRequirements();
}
