namespace SmartCloud.Configuration;

/// <summary>Who the vendor is.</summary>
internal sealed class VendorOptions
{
    /// <summary>Gets or sets its organization number. Required.</summary>
    public string? OrganizationNumber { get; set; }

    /// <summary>Gets or sets its name. Required.</summary>
    public string? Name { get; set; }
}
