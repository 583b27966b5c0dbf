namespace SmartCloud.Configuration;

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
