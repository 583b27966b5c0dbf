namespace SmartCloud.Configuration;

/// <summary>The section <c>SmartCloud</c> of the configuration.</summary>
internal sealed class SmartCloudOptions
{
    /// <summary>The name of the section.</summary>
    public const string Section = "SmartCloud";

    /// <summary>Gets or sets the environment; it gives every address that is not set. Required.</summary>
    public SmartCloudEnvironment? Environment { get; set; }

    /// <summary>Gets or sets where browsers reach SmartCloud. Altinn sends them back to <c>receipt</c> under it.</summary>
    public Uri? PublicAddress { get; set; }

    /// <summary>
    /// Gets or sets the folder of keys and state. Defaults to <c>SmartCloud/{Environment}</c> in the user's local
    /// application data.
    /// </summary>
    public string? StateFolder { get; set; }

    /// <summary>
    /// Gets or sets whether SmartCloud may listen beyond this machine. It has no login: whoever reaches it acts for
    /// every customer. Defaults to <see langword="false"/>.
    /// </summary>
    public bool UnsafeListenBeyondLoopback { get; set; }

    /// <summary>Gets or sets who the vendor is.</summary>
    public VendorOptions Vendor { get; set; } = new();

    /// <summary>Gets or sets where Maskinporten is.</summary>
    public MaskinportenOptions Maskinporten { get; set; } = new();

    /// <summary>Gets or sets where Altinn is.</summary>
    public AltinnOptions Altinn { get; set; } = new();

    /// <summary>Gets or sets the API that is called for customers.</summary>
    public KravOgBetalingerOptions KravOgBetalinger { get; set; } = new();

    /// <summary>Gets or sets the system that ordinary customers connect to.</summary>
    public SystemOptions StandardSystem { get; set; } = new();

    /// <summary>Gets or sets the system that accountants connect to.</summary>
    public SystemOptions AgentSystem { get; set; } = new();

    /// <summary>Gets or sets the customers that a new state folder begins with.</summary>
    public IList<CustomerOptions> Customers { get; set; } = [];

    /// <summary>Gets or sets what SmartCloud starts beside itself.</summary>
    public CompanionOptions Companions { get; set; } = new();
}
