namespace SmartCloud.Altinn;

/// <summary>Asks a customer to change what its system user may do.</summary>
internal sealed record ChangeRequest
{
    /// <summary>Gets the single rights that the system user is to get.</summary>
    public required IReadOnlyList<Right> RequiredRights { get; init; }

    /// <summary>Gets the single rights that it no longer needs.</summary>
    public IReadOnlyList<Right> UnwantedRights { get; init; } = [];

    /// <summary>Gets the access packages that it is to get.</summary>
    public IReadOnlyList<AccessPackage> RequiredAccessPackages { get; init; } = [];

    /// <summary>Gets the access packages that it no longer needs.</summary>
    public IReadOnlyList<AccessPackage> UnwantedAccessPackages { get; init; } = [];

    /// <summary>Gets where the browser is sent afterwards; must be on the system's list.</summary>
    public required Uri RedirectUrl { get; init; }
}
