namespace SmartCloud.Configuration;

/// <summary>Where Maskinporten is.</summary>
internal sealed class MaskinportenOptions
{
    /// <summary>Gets or sets its issuer, exactly as it writes it; the <c>aud</c> of every assertion. Defaults from the environment.</summary>
    public string? Issuer { get; set; }

    /// <summary>Gets or sets its token endpoint. Defaults to <c>token</c> under the issuer.</summary>
    public Uri? TokenEndpoint { get; set; }
}
