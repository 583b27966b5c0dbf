namespace SmartCloud.Failures;

/// <summary>Who failed.</summary>
internal enum Service
{
    /// <summary>SmartCloud itself.</summary>
    SmartCloud,

    /// <summary>Maskinporten.</summary>
    Maskinporten,

    /// <summary>Altinn.</summary>
    Altinn,

    /// <summary>The API Krav og betalinger.</summary>
    KravOgBetalinger,
}
