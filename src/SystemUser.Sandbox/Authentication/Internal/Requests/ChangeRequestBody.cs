using SystemUser.Sandbox.Authentication.Internal.Access;

namespace SystemUser.Sandbox.Authentication.Internal.Requests;

/// <summary>A request to change the rights of a system user, as its vendor makes it.</summary>
/// <param name="RequiredRights">The single rights that it is to have.</param>
/// <param name="UnwantedRights">The single rights that it is not to have.</param>
/// <param name="RequiredAccessPackages">The access packages that it is to have.</param>
/// <param name="UnwantedAccessPackages">The access packages that it is not to have.</param>
/// <param name="RedirectUrl">Where the customer's browser is sent afterwards. Defaults to nowhere.</param>
internal sealed record ChangeRequestBody(
    IReadOnlyList<RequestedRight?>? RequiredRights,
    IReadOnlyList<RequestedRight?>? UnwantedRights,
    IReadOnlyList<AccessPackageReference?>? RequiredAccessPackages,
    IReadOnlyList<AccessPackageReference?>? UnwantedAccessPackages,
    string? RedirectUrl
)
{
    /// <summary>Whether nothing is asked for.</summary>
    public bool AsksForNothing() =>
        (RequiredRights?.Count ?? 0) == 0
        && (UnwantedRights?.Count ?? 0) == 0
        && (RequiredAccessPackages?.Count ?? 0) == 0
        && (UnwantedAccessPackages?.Count ?? 0) == 0;
}
