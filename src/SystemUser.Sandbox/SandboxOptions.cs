using SystemUser.Sandbox.Hosting.Internal;
using SystemUser.Sandbox.World.Internal.Seed;

namespace SystemUser.Sandbox;

/// <summary>Where the sandbox listens, and what world it plays: section <c>SystemUserSandbox</c>.</summary>
public sealed class SandboxOptions
{
    /// <summary>The name of the configuration section.</summary>
    public const string SectionName = "SystemUserSandbox";

    internal const string DefaultAddress = "http://localhost:5090";

    /// <summary>Gets or sets whether an app that embeds the sandbox starts it; <see langword="false"/> where another one plays, beside the app. Defaults to <see langword="true"/>.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>
    /// Gets or sets where it listens, and plays both Maskinporten and Altinn: <c>http</c>, or <c>https</c> with a <see cref="CertificatePath"/>, the host
    /// localhost, 127.0.0.1 or [::1], and a port. Defaults to <c>http://localhost:5090</c>.
    /// </summary>
    public Uri Address { get; set; } = new(DefaultAddress);

    /// <summary>
    /// Gets or sets the address by which apps reach it, and so the issuer of its tokens, where that is another than <see cref="Address"/>: from other
    /// containers, say. Defaults to <see cref="Address"/>, or to that of each request where <see cref="Address"/> names every interface (0.0.0.0, [::]).
    /// </summary>
    public Uri? PublicAddress { get; set; }

    /// <summary>Gets or sets the path of the certificate with its key, PFX or PEM, that an <c>https</c> address needs. Defaults to none.</summary>
    public string? CertificatePath { get; set; }

    /// <summary>Gets or sets the password of <see cref="CertificatePath"/>. Defaults to none.</summary>
    public string? CertificatePassword { get; set; }

    /// <summary>
    /// Gets or sets whether the sandbox may listen on an address that other machines can reach. It gives tokens to all who
    /// ask. Defaults to <see langword="false"/>; an app that embeds the sandbox cannot set it.
    /// </summary>
    public bool UnsafeListenBeyondLoopback { get; set; }

    /// <summary>
    /// Gets or sets the path of a world to begin with, in the format of the sandbox's own <c>world.json</c>. Defaults to the
    /// sandbox's own.
    /// </summary>
    public string? SeedFile { get; set; }

    /// <summary>Gets or sets the folder that keeps the world between starts. Defaults to none: each start begins from the seed.</summary>
    public string? StateFolder { get; set; }

    /// <summary>
    /// Gets or sets the subscription keys that Altinn's gateway knows; any other is refused with 401, as Altinn's own does.
    /// The key in the configuration of an app that embeds the sandbox is one of them without being named. Defaults to none:
    /// any key will do.
    /// </summary>
    public IReadOnlyList<string> SubscriptionKeys { get; set; } = [];

    /// <summary>
    /// Gets or sets the resources of an API of one's own, each with its scope; several scopes with spaces between them. They
    /// are in the world from the start, and its system users hold the right. Defaults to none.
    /// </summary>
    public IReadOnlyDictionary<string, string> Resources { get; set; } = new Dictionary<string, string>();

    /// <summary>
    /// Gets or sets whether an app that embeds the sandbox follows the sandbox's clock, which the workbench moves: its
    /// <see cref="TimeProvider"/> is then that clock. Defaults to <see langword="false"/>.
    /// </summary>
    public bool MoveAppClock { get; set; }

    /// <summary>The address by which it is known.</summary>
    internal Uri KnownAddress => PublicAddress ?? Address;

    internal bool IsDefaultAddress => KnownAddress == new Uri(DefaultAddress);

    /// <summary>Whether only each request knows by which address it came.</summary>
    internal bool IsKnownByRequests => PublicAddress is null && Address.Host is "0.0.0.0" or "[::]";

    /// <summary>Checks what a sandbox is started with: where it listens, and its resources.</summary>
    /// <exception cref="InvalidOperationException">It cannot or must not listen there, or a resource is none; the message names the key and the way out.</exception>
    public void Validate()
    {
        Validate(nameof(Address), Address);
        if (Address.Scheme == Uri.UriSchemeHttps && CertificatePath is null)
        {
            throw new InvalidOperationException(
                $"'{SectionName}:Address' is '{Address}', and https needs a certificate. Set '{SectionName}:{nameof(CertificatePath)}' "
                    + $"to one with its key, or the address to http, such as {DefaultAddress}."
            );
        }

        if (PublicAddress is not null)
        {
            Validate(nameof(PublicAddress), PublicAddress);
        }

        _ = OwnResources();
    }

    private void Validate(string key, Uri address)
    {
        if (address is not { IsAbsoluteUri: true, Scheme: "http" or "https", PathAndQuery: "/", UserInfo: "" })
        {
            throw new InvalidOperationException(
                $"'{SectionName}:{key}' is '{address}'. Set it to http, a host and a port, such as {DefaultAddress}."
            );
        }

        if (!Loopback.IsHost(address.Host) && !UnsafeListenBeyondLoopback)
        {
            throw new InvalidOperationException(
                $"'{SectionName}:{key}' is '{address}', and the sandbox gives tokens to all who ask. Set its host to "
                    + $"localhost, 127.0.0.1 or [::1], such as {DefaultAddress}."
            );
        }
    }

    /// <summary>Reads <see cref="Resources"/>.</summary>
    /// <exception cref="InvalidOperationException">One is no resource, or has no scope.</exception>
    internal IReadOnlyList<OwnResource> OwnResources() =>
        [
            .. Resources.Select(entry =>
                OwnResource.Read(entry.Key, entry.Value).Is(out var resource, out var problem)
                    ? resource
                    : throw new InvalidOperationException(
                        $"'{SectionName}:{nameof(Resources)}:{entry.Key}' is no resource with its scope. {problem.Text}"
                    )
            ),
        ];
}
