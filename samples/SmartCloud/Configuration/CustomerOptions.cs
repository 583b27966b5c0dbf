using SmartCloud.Customers;

namespace SmartCloud.Configuration;

/// <summary>A customer that a new state folder begins with.</summary>
internal sealed class CustomerOptions
{
    /// <summary>Gets or sets its organization number.</summary>
    public string? OrganizationNumber { get; set; }

    /// <summary>Gets or sets its name.</summary>
    public string? Name { get; set; }

    /// <summary>Gets or sets what it is to SmartCloud. Defaults to <see cref="SystemKind.Standard"/>.</summary>
    public SystemKind Kind { get; set; }
}
