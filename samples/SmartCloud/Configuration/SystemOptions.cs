namespace SmartCloud.Configuration;

/// <summary>A system in Altinn's system register, and its Maskinporten client.</summary>
internal sealed class SystemOptions
{
    /// <summary>Gets or sets its id: the vendor's organization number, an underscore and a name. Required.</summary>
    public string? Id { get; set; }

    /// <summary>Gets or sets its Maskinporten client. Required. A client belongs to one system only.</summary>
    public string? ClientId { get; set; }

    /// <summary>Gets or sets the client package that accountants grant; for the agent system only, where it is required.</summary>
    public string? AccessPackage { get; set; }

    /// <summary>
    /// Gets or sets the resource of a further right that connected customers can be asked for, by a change request; for
    /// the standard system only. Defaults to none.
    /// </summary>
    public string? FurtherResource { get; set; }
}
