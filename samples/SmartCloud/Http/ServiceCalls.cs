using System.Net.Http.Headers;
using SmartCloud.Failures;

namespace SmartCloud.Http;

/// <summary>Calls a service and never throws for what the service, or the network, does.</summary>
internal static class ServiceCalls
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);

    /// <summary>Sends a request and reads the whole answer, within the client's time-out and size limit.</summary>
    /// <param name="client">The client.</param>
    /// <param name="service">Who is called.</param>
    /// <param name="request">The request; disposed of.</param>
    /// <param name="cancellationToken">Ends when the caller hangs up.</param>
    public static async Task<Answer<ServiceReply>> CallAsync(
        this HttpClient client,
        Service service,
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        using (request)
        {
            return await ReadAsync(service, () => client.SendAsync(request, cancellationToken), cancellationToken);
        }
    }

    /// <summary>Reads the whole answer of a request, or why there is none.</summary>
    /// <param name="service">Who is called.</param>
    /// <param name="send">Sends the request.</param>
    /// <param name="cancellationToken">Ends when the caller hangs up.</param>
    public static async Task<Answer<ServiceReply>> ReadAsync(
        Service service,
        Func<Task<HttpResponseMessage>> send,
        CancellationToken cancellationToken
    )
    {
        try
        {
            using var response = await send();
            return new ServiceReply(
                service,
                (int)response.StatusCode,
                await response.Content.ReadAsByteArrayAsync(cancellationToken)
            )
            {
                RetryAfter = RetryAfter(response.Headers),
                BearerError = BearerError(response.Headers),
            };
        }
        catch (HttpRequestException exception)
        {
            // The size limit and a broken answer surface as the same exception type as a refused connection.
            return new Failure(
                exception.HttpRequestError
                    is HttpRequestError.ConfigurationLimitExceeded
                        or HttpRequestError.InvalidResponse
                    ? FailureKind.UnusableAnswer
                    : FailureKind.Unreachable,
                service
            );
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new Failure(FailureKind.Unreachable, service);
        }
    }

    private static TimeSpan? RetryAfter(HttpResponseHeaders headers)
    {
        var wait = headers.RetryAfter switch
        {
            { Delta: { } delta } => delta,
            // A date is held against the service's own clock.
            { Date: { } date } => date - (headers.Date ?? date),
            _ => (TimeSpan?)null,
        };
        return wait < TimeSpan.Zero ? TimeSpan.Zero
            : wait > LongestWait ? LongestWait
            : wait;
    }

    private static string? BearerError(HttpResponseHeaders headers)
    {
        foreach (var challenge in headers.WwwAuthenticate)
        {
            if (challenge is { Scheme: "Bearer", Parameter: { } parameters })
            {
                foreach (var parameter in parameters.Split(',', StringSplitOptions.TrimEntries))
                {
                    if (parameter.StartsWith("error=", StringComparison.Ordinal))
                    {
                        return parameter["error=".Length..].Trim('"');
                    }
                }
            }
        }

        return null;
    }
}
