using Microsoft.Extensions.Configuration;

namespace SystemUser.AspNetCore.Configuration;

/// <summary>The options of the package: section <c>SystemUser</c>.</summary>
public sealed class SystemUserOptions
{
    /// <summary>The name of the configuration section that is read by default.</summary>
    public const string SectionName = "SystemUser";

    /// <summary>What names a problem, or a fault that stops the start, where the app says nothing else.</summary>
    internal const string DefaultProblemTypeBase = "urn:systemuser-aspnetcore:problem:";

    /// <summary>Gets or sets the environment that supplies addresses that are not set. Defaults to none: this or the addresses must be set.</summary>
    public SystemUserEnvironment? Environment { get; set; }

    /// <summary>Gets the scopes that every protected request must hold, all of them; those of several sources add up. Defaults to none.</summary>
    public IList<string> RequiredScopes { get; } = [];

    /// <summary>Gets or sets whether the tokens that Altinn gives in exchange for Maskinporten's are accepted too, of system users alone. Defaults to <see langword="false"/>.</summary>
    /// <remarks>
    /// They are bound to no audience, so every protected endpoint then needs a scope. What the token says of its authentication level
    /// (<c>urn:altinn:authlevel</c>) counts, up to <see cref="DecisionOptions.SystemUserAuthenticationLevel"/>.
    /// </remarks>
    public bool AcceptExchangedTokens { get; set; }

    /// <summary>Gets the hosts, by name or address, that may be called over http, such as a sandbox in another container. Defaults to none: this machine alone.</summary>
    /// <value>For Development: in any other environment one entry stops the start. Lists of several sources add up.</value>
    public IList<string> AllowInsecureHosts { get; } = [];

    /// <summary>Gets or sets what the <c>type</c> of every problem begins with, before its code: an absolute URI up to where the code stands, such as <c>https://developer.example.no/errors#</c>.</summary>
    /// <value>Defaults to <c>urn:systemuser-aspnetcore:problem:</c>, a name and no address.</value>
    public string ProblemTypeBase { get; set; } = DefaultProblemTypeBase;

    /// <summary>Gets how tokens from Maskinporten are verified.</summary>
    public MaskinportenOptions Maskinporten { get; } = new();

    /// <summary>Gets the provider's own Maskinporten client.</summary>
    public MaskinportenClientOptions Client { get; } = new();

    /// <summary>Gets which vendors are kept out.</summary>
    public VendorOptions Vendors { get; } = new();

    /// <summary>Gets where Altinn is.</summary>
    public AltinnOptions Altinn { get; } = new();

    /// <summary>Gets how decisions are asked for and kept.</summary>
    public DecisionOptions Decisions { get; } = new();

    /// <summary>Whether neither a scope nor an audience is demanded of every token, so that one for another API would do.</summary>
    internal bool TakesTokensForOtherApis =>
        RequiredScopes.Count == 0 && (Maskinporten.Audience is null || AcceptExchangedTokens);

    /// <summary>The issuer of exchanged tokens, whether they are accepted or not; <see langword="null"/> if Altinn has no address.</summary>
    /// <remarks>As Altinn's metadata has it, in every environment: https://platform.altinn.no/authentication/api/v1/openid/.well-known/openid-configuration.</remarks>
    internal string? AltinnIssuer =>
        Uri.TryCreate(Altinn.BaseAddress, UriKind.Absolute, out var address)
            ? $"{address.AbsoluteUri.TrimEnd('/')}/authentication/api/v1/openid/"
            : null;

    /// <summary>The issuer of the exchanged tokens that are accepted; <see langword="null"/> if none are.</summary>
    internal string? ExchangedIssuer => AcceptExchangedTokens ? AltinnIssuer : null;

    /// <summary>What could not be read from the configuration, reported by the validator together with everything else.</summary>
    internal List<string> ReadingFaults { get; } = [];

    /// <summary>The section <see cref="SectionName"/> of the app's configuration, if it is there and nothing reads it.</summary>
    internal IConfigurationSection? Unread { get; set; }

    /// <summary>The configuration path that faults are reported under.</summary>
    internal string Path { get; set; } = SectionName;

    /// <summary>Gets the full key of a setting.</summary>
    internal string KeyOf(string setting) => Path.Length == 0 ? setting : $"{Path}:{setting}";
}
