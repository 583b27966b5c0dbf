using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using SmartCloud.Failures;

namespace SmartCloud.Http;

/// <summary>An HTTP answer, read whole.</summary>
/// <param name="From">Who answered.</param>
/// <param name="StatusCode">The status code.</param>
/// <param name="Body">The body.</param>
internal sealed record ServiceReply(Service From, int StatusCode, byte[] Body)
{
    /// <summary>Gets how long the service asks to wait.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Gets the error of a bearer challenge, such as <c>insufficient_scope</c>.</summary>
    public string? BearerError { get; init; }

    /// <summary>Gets whether the status code is one of success.</summary>
    public bool Succeeded => StatusCode is >= 200 and < 300;

    /// <summary>Reads the body of a success.</summary>
    /// <param name="type">What is in it.</param>
    /// <typeparam name="T">What is in it.</typeparam>
    public Answer<T> Read<T>(JsonTypeInfo<T> type)
        where T : class => TryRead(type) is { } value ? value : Fail(FailureKind.UnusableAnswer);

    /// <summary>Reads the body of an error, which may be anything.</summary>
    /// <param name="type">What should be in it.</param>
    /// <typeparam name="T">What should be in it.</typeparam>
    /// <returns>What is in it; or <see langword="null"/>.</returns>
    public T? TryRead<T>(JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return JsonArrays.HoldNull(Body) ? null : JsonSerializer.Deserialize(Body, type);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Makes a failure of this answer.</summary>
    /// <param name="kind">What went wrong.</param>
    /// <param name="code">The service's own code.</param>
    /// <param name="detail">The service's own words.</param>
    public Failure Fail(FailureKind kind, string? code = null, string? detail = null) =>
        new(kind, From)
        {
            Code = code,
            Detail = detail,
            RetryAfter = RetryAfter,
            StatusCode = StatusCode,
        };

    /// <summary>
    /// Gives the kind of failure that a status code alone tells: busy, broken, or neither. A 503 without
    /// <c>Retry-After</c> is a fault at the service that retrying will not mend.
    /// </summary>
    /// <param name="otherwise">The kind if it is neither.</param>
    public FailureKind KindByStatus(FailureKind otherwise) =>
        StatusCode switch
        {
            408 or 429 => FailureKind.RetryLater,
            >= 500 when RetryAfter is not null => FailureKind.RetryLater,
            >= 500 => FailureKind.ServiceFault,
            _ => otherwise,
        };
}
