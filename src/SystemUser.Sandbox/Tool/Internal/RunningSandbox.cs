using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using SystemUser.Sandbox.Wire.Internal.Http;

namespace SystemUser.Sandbox.Tool.Internal;

/// <summary>A sandbox that a command talks to.</summary>
internal sealed class RunningSandbox : IDisposable
{
    public const string Option = "--sandbox";

    private readonly HttpClient _http;

    /// <exception cref="ToolFailure">The address is none.</exception>
    public RunningSandbox(ToolArguments arguments)
    {
        var address = arguments[Option] ?? SandboxOptions.DefaultAddress;
        Address =
            Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"
                ? uri
                : throw ToolFailure.OfCommandLine(
                    $"{Option} is '{address}'. Write an address, such as {SandboxOptions.DefaultAddress}."
                );
        _http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = Address };
    }

    public Uri Address { get; }

    public Task<string> GetAsync(string path, CancellationToken cancellationToken) =>
        SendAsync(new HttpRequestMessage(HttpMethod.Get, path), cancellationToken);

    /// <returns>The body of the answer.</returns>
    /// <exception cref="ToolFailure">Nothing answers there, or what does is no sandbox, or it refuses; the message is its own.</exception>
    public async Task<string> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            using (request)
            {
                using var response = await _http.SendAsync(request, cancellationToken);
                var body = await response.Content.ReadAsStringAsync(cancellationToken);
                if (response.IsSuccessStatusCode)
                {
                    return body;
                }

                var refusal = Why(response, body) is { } why
                    ? $"The sandbox answered {(int)response.StatusCode}: {why}"
                    : NoSandbox;
                throw response.StatusCode == HttpStatusCode.BadRequest
                    ? ToolFailure.OfCommandLine(refusal)
                    : ToolFailure.OfSandbox(refusal);
            }
        }
        catch (Exception exception)
            when (exception is HttpRequestException
                || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested)
            )
        {
            throw ToolFailure.OfSandbox(
                $"No sandbox answers at {Address}. Start one with systemuser-sandbox, or name where it is with {Option} http://localhost:5091."
            );
        }
    }

    /// <summary>Reads an answer that is of the form that a sandbox gives it.</summary>
    /// <exception cref="ToolFailure">It is not.</exception>
    public T Read<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception exception)
            when (exception
                    is JsonException
                        or FormatException
                        or InvalidOperationException
                        or ArgumentOutOfRangeException
            )
        {
            throw ToolFailure.OfSandbox(NoSandbox);
        }
    }

    public void Dispose() => _http.Dispose();

    private string NoSandbox =>
        $"What answers at {Address} is no sandbox, or one with a fault. Name where one is with {Option}, such as {Option} {SandboxOptions.DefaultAddress}.";

    private static string? Why(HttpResponseMessage response, string body)
    {
        if (response.Headers.TryGetValues(ProblemAnswer.WhyHeader, out var why))
        {
            return string.Join(' ', why);
        }

        try
        {
            return JsonNode.Parse(body) switch
            {
                JsonObject problem => (problem["detail"] ?? problem["title"])?.ToString(),
                JsonArray errors => string.Join(' ', errors),
                _ => null,
            };
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
