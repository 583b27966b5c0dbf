namespace SystemUser.AspNetCore.Configuration;

/// <summary>The pairs of Maskinporten and Altinn that belong together.</summary>
public enum SystemUserEnvironment
{
    /// <summary>Maskinporten's and Altinn's production.</summary>
    Production = 1,

    /// <summary>Maskinporten's test environment and Altinn's TT02.</summary>
    Test,

    /// <summary>The local sandbox on http://localhost:5090, for both. In Development only.</summary>
    Sandbox,
}
