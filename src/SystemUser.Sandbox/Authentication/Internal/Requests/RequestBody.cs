using SystemUser.Sandbox.Authentication.Internal.Access;

namespace SystemUser.Sandbox.Authentication.Internal.Requests;

/// <summary>A request for a system user, standard or agent, as its vendor makes it.</summary>
/// <param name="IntegrationTitle">What the customer is to call it. Defaults to the name of the system.</param>
/// <param name="ExternalRef">The vendor's reference. Defaults to the customer's organization number.</param>
/// <param name="SystemId">The system.</param>
/// <param name="PartyOrgNo">The organization number of the customer.</param>
/// <param name="Rights">The single rights asked for; not read for an agent.</param>
/// <param name="AccessPackages">The access packages asked for.</param>
/// <param name="RedirectUrl">Where the customer's browser is sent afterwards. Defaults to nowhere.</param>
internal sealed record RequestBody(
    string? IntegrationTitle,
    string? ExternalRef,
    string? SystemId,
    string? PartyOrgNo,
    IReadOnlyList<RequestedRight?>? Rights,
    IReadOnlyList<AccessPackageReference?>? AccessPackages,
    string? RedirectUrl
);
