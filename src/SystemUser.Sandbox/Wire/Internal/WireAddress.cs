namespace SystemUser.Sandbox.Wire.Internal;

/// <summary>The one address that plays both Maskinporten and Altinn.</summary>
/// <param name="address">The address, without path.</param>
/// <param name="requests">Where each request is known by the address by which it came, the request.</param>
internal sealed class WireAddress(Uri address, IHttpContextAccessor? requests = null)
{
    public const string MetadataPath = "/.well-known/oauth-authorization-server";
    public const string JwksPath = "/jwk";
    public const string TokenPath = "/token";
    public const string ExchangesPath = "/authentication/api/v1/exchange";
    public const string ExchangePath = ExchangesPath + "/maskinporten";
    public const string AuthorizePath = "/authorization/api/v1/authorize";
    public const string DecisionPath = "/authorization/api/v1/decision";
    public const string TestTokenPath = "/api/GetSystemUserToken";
    public const string AltinnIssuerPath = "/authentication/api/v1/openid/";
    public const string AltinnMetadataPath = AltinnIssuerPath + ".well-known/openid-configuration";
    public const string AltinnJwksPath = AltinnMetadataPath + "/jwks";

    /// <summary>Gets or sets the address, without path: set once more when a free port has been found.</summary>
    public Uri Base
    {
        get =>
            requests?.HttpContext?.Request is { } request
            && Uri.TryCreate($"{request.Scheme}://{request.Host}", UriKind.Absolute, out var reached)
                ? reached
                : field;
        set;
    } = address;

    /// <summary>Gets the issuer of Maskinporten tokens, with its slash.</summary>
    public string Issuer => Base.GetLeftPart(UriPartial.Authority) + "/";

    /// <summary>Gets the issuer of Altinn tokens, with its slash.</summary>
    public string AltinnIssuer => At(AltinnIssuerPath);

    public string At(string path) => Base.GetLeftPart(UriPartial.Authority) + path;
}
