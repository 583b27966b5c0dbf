using SmartCloud.Customers;

namespace SmartCloud.Configuration;

/// <summary>The section <c>SmartCloud</c> of the configuration.</summary>
internal sealed class SmartCloudOptions
{
    /// <summary>The name of the section.</summary>
    public const string Section = "SmartCloud";

    /// <summary>Gets or sets the environment; it gives every address that is not set. Required.</summary>
    public SmartCloudEnvironment? Environment { get; set; }

    /// <summary>
    /// Gets or sets where browsers reach SmartCloud. Altinn sends them back to <c>receipt</c> under it. Defaults to where it listens
    /// (<c>--urls</c>).
    /// </summary>
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

/// <summary>Where Altinn is.</summary>
internal sealed class AltinnOptions
{
    /// <summary>Gets or sets the address of its platform. Defaults from the environment.</summary>
    public Uri? BaseAddress { get; set; }
}

/// <summary>What SmartCloud starts beside itself, so that one command shows the whole story. Sandbox only.</summary>
internal sealed class CompanionOptions
{
    /// <summary>Gets or sets whether it starts what does not answer yet. Defaults to <see langword="false"/>.</summary>
    public bool Start { get; set; }

    /// <summary>Gets or sets whether it builds them first. Defaults to <see langword="true"/>.</summary>
    public bool Build { get; set; } = true;

    /// <summary>Gets or sets the project of the API, relative to SmartCloud's own.</summary>
    public string ApiProject { get; set; } = "../KravOgBetalingerApi";

    /// <summary>Gets or sets the project of the sandbox, relative to SmartCloud's own.</summary>
    public string SandboxProject { get; set; } = "../../src/SystemUser.Sandbox";
}

/// <summary>The API that is called for customers.</summary>
internal sealed class KravOgBetalingerOptions
{
    /// <summary>Gets or sets its address, version included. Defaults from the environment.</summary>
    public Uri? BaseAddress { get; set; }

    /// <summary>Gets or sets the scope that it demands. Required.</summary>
    public string? Scope { get; set; }

    /// <summary>Gets or sets the Altinn resource that it protects. Required.</summary>
    public string? Resource { get; set; }
}

/// <summary>Where Maskinporten is.</summary>
internal sealed class MaskinportenOptions
{
    /// <summary>Gets or sets its issuer, exactly as it writes it; the <c>aud</c> of every assertion. Defaults from the environment.</summary>
    public string? Issuer { get; set; }

    /// <summary>Gets or sets its token endpoint. Defaults to <c>token</c> under the issuer.</summary>
    public Uri? TokenEndpoint { get; set; }
}

/// <summary>Who the vendor is.</summary>
internal sealed class VendorOptions
{
    /// <summary>Gets or sets its organization number. Required.</summary>
    public string? OrganizationNumber { get; set; }

    /// <summary>Gets or sets its name. Required.</summary>
    public string? Name { get; set; }
}

/// <summary>Whose Maskinporten, Altinn and API SmartCloud talks to.</summary>
internal enum SmartCloudEnvironment
{
    /// <summary>The sandbox and the sample API, twenty and ten ports after SmartCloud's own: http://localhost:5090 and :5080.</summary>
    Sandbox,

    /// <summary>Maskinporten's test environment, Altinn TT02 and Skatteetaten's test API.</summary>
    Test,

    /// <summary>The real ones.</summary>
    Production,
}

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
