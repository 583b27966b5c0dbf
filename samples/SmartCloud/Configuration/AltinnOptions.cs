namespace SmartCloud.Configuration;

/// <summary>Where Altinn is.</summary>
internal sealed class AltinnOptions
{
    /// <summary>Gets or sets the address of its platform. Defaults from the environment.</summary>
    public Uri? BaseAddress { get; set; }
}
