using SystemUser.AspNetCore.Claims;

namespace SystemUser.AspNetCore.Configuration;

/// <summary>Which vendors are kept out: section <c>SystemUser:Vendors</c>.</summary>
public sealed class VendorOptions
{
    /// <summary>Gets the callers that are refused with 403 <c>caller-blocked</c>, whatever rights their system users hold. Defaults to none; may change while the app runs.</summary>
    /// <value>
    /// Organization numbers of nine digits, which keep a vendor out as consumer and as supplier, and ids of Maskinporten
    /// clients. Lists of several sources add up.
    /// </value>
    public IList<string> Blocked { get; } = [];

    internal bool Blocks(MaskinportenCaller caller) =>
        Blocked.Count > 0
        && (IsBlocked(caller.ClientId) || IsBlocked(caller.Consumer.Number) || IsBlocked(caller.Supplier?.Number));

    private bool IsBlocked(OrganizationNumber? organization) => IsBlocked(organization?.ToString());

    private bool IsBlocked(string? caller) =>
        caller is not null && Blocked.Contains(caller, StringComparer.OrdinalIgnoreCase);
}
