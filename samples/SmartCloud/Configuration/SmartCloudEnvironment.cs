namespace SmartCloud.Configuration;

/// <summary>Whose Maskinporten, Altinn and API SmartCloud talks to.</summary>
internal enum SmartCloudEnvironment
{
    /// <summary>The sandbox on http://localhost:5090 and the sample API on http://localhost:5080.</summary>
    Sandbox,

    /// <summary>Maskinporten's test environment, Altinn TT02 and Skatteetaten's test API.</summary>
    Test,

    /// <summary>The real ones.</summary>
    Production,
}
