using System.Collections.Concurrent;

namespace SmartCloud.Tests.Support;

/// <summary>Answers calls as arranged; the latest arrangement that fits wins, and a call that nobody arranged fails.</summary>
internal sealed class ScriptedHandler : HttpMessageHandler
{
    private readonly ConcurrentStack<Func<Call, CancellationToken, Task<HttpResponseMessage?>>> _arranged = [];
    private readonly ConcurrentQueue<Call> _calls = [];

    public IReadOnlyList<Call> Calls => [.. _calls];

    public IEnumerable<Call> CallsTo(string method, string pathPart) =>
        Calls.Where(call => call.Method.Method == method && call.Path.Contains(pathPart, StringComparison.Ordinal));

    /// <summary>Ends when a call has been made.</summary>
    public Task Expect(string method, string path)
    {
        var called = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _arranged.Push(
            (call, _) =>
            {
                if (call.Method.Method == method && call.Path == path)
                {
                    called.TrySetResult();
                }

                return Task.FromResult<HttpResponseMessage?>(null);
            }
        );
        return called.Task;
    }

    public ScriptedHandler On(string method, string path, Func<Call, HttpResponseMessage> answer) =>
        On(method, path, (call, _) => Task.FromResult(answer(call)));

    public ScriptedHandler On(
        string method,
        string path,
        Func<Call, CancellationToken, Task<HttpResponseMessage>> answer
    )
    {
        _arranged.Push(
            async (call, cancellationToken) =>
                call.Method.Method == method && call.Path == path ? await answer(call, cancellationToken) : null
        );
        return this;
    }

    public ScriptedHandler OnAny(Func<Call, HttpResponseMessage?> answer)
    {
        _arranged.Push((call, _) => Task.FromResult(answer(call)));
        return this;
    }

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        var call = new Call(
            request.Method,
            request.RequestUri!,
            request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken),
            request.Headers.Authorization is { Scheme: "Bearer", Parameter: var token } ? token : null,
            request.Content?.Headers.ContentType?.ToString()
        );
        _calls.Enqueue(call);
        foreach (var answer in _arranged)
        {
            if (await answer(call, cancellationToken) is { } response)
            {
                return response;
            }
        }

        throw new InvalidOperationException($"Nobody arranged an answer to {call}.");
    }
}
