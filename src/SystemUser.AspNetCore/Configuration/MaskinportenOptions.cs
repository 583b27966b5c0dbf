namespace SystemUser.AspNetCore.Configuration;

/// <summary>How tokens from Maskinporten are verified: section <c>SystemUser:Maskinporten</c>.</summary>
public sealed class MaskinportenOptions
{
    /// <summary>Gets or sets the exact issuer, with its trailing slash. Defaults to the environment's.</summary>
    public string? Issuer { get; set; }

    /// <summary>Gets or sets the address of the OAuth authorization-server metadata. Defaults to the environment's.</summary>
    public string? MetadataAddress { get; set; }

    /// <summary>Gets or sets what <c>aud</c> must contain. Defaults to <see langword="null"/>: not checked, since only audience-restricted tokens carry one.</summary>
    public string? Audience { get; set; }

    /// <summary>Gets or sets how far clocks may differ.</summary>
    /// <value>0 to 30 seconds. Defaults to 10 seconds.</value>
    public TimeSpan ClockSkew { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Gets or sets how long a validated token may be recognized without verifying its signature again; never past its expiry.</summary>
    /// <value>0 (off) to 5 minutes. Defaults to 1 minute.</value>
    public TimeSpan ValidatedTokenLifetime { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Gets or sets how many validated tokens are recognized; beyond it the oldest go.</summary>
    /// <value>1 to 10,000,000, at about half a kilobyte each. Defaults to 100,000.</value>
    public int MaxValidatedTokens { get; set; } = 100_000;
}
