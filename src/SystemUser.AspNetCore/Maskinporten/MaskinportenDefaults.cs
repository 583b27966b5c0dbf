namespace SystemUser.AspNetCore.Maskinporten;

/// <summary>Fixed names of the Maskinporten scheme.</summary>
public static class MaskinportenDefaults
{
    /// <summary>The name of the authentication scheme, and the authentication type of its identities.</summary>
    public const string AuthenticationScheme = "Maskinporten";
}
