namespace SmartCloud.Failures;

/// <summary>Why something could not be done.</summary>
/// <param name="Kind">What went wrong.</param>
/// <param name="From">Who said so.</param>
internal sealed record Failure(FailureKind Kind, Service From)
{
    private const int MaxTextLength = 300;

    /// <summary>Gets the service's own code, such as <c>MP-303</c>, <c>AUTH-00004</c> or <c>DAS-008</c>.</summary>
    public string? Code { get; init; }

    /// <summary>Gets the service's own words, at most 300 characters. Never a token or a key.</summary>
    public string? Detail
    {
        get;
        init => field = value is { Length: > MaxTextLength } ? value[..MaxTextLength] + "…" : value;
    }

    /// <summary>Gets the id by which the service finds the call again.</summary>
    public string? CorrelationId { get; init; }

    /// <summary>Gets how long the service asks to wait.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Gets the HTTP status code.</summary>
    public int? StatusCode { get; init; }
}
