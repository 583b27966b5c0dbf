namespace KravOgBetalingerApi.Operations;

/// <summary>How much one vendor may ask of one instance: the section <c>RateLimit</c>.</summary>
internal sealed class VendorRateLimit
{
    /// <summary>Gets or sets the requests per second in the long run. Defaults to 1000.</summary>
    public int RequestsPerSecond { get; set; } = 1000;

    /// <summary>Gets or sets how many requests may come at once. Defaults to 60 000.</summary>
    public int Burst { get; set; } = 60_000;
}
