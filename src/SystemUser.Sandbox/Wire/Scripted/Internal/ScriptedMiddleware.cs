using System.Text;
using System.Text.Json;
using SystemUser.Sandbox.Wire.Internal.Xacml;

namespace SystemUser.Sandbox.Wire.Scripted.Internal;

/// <summary>Records every call, and does to it what the test has arranged before the wire sees it.</summary>
internal sealed class ScriptedMiddleware(RequestDelegate next, ScriptedSandbox sandbox)
{
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await AnswerAsync(context, await RecordAsync(context.Request, context.RequestAborted));
        }
        catch (UnarrangedCallException exception)
        {
            context.Response.StatusCode = StatusCodes.Status501NotImplemented;
            context.Response.ContentType = "text/plain; charset=utf-8";
            await context.Response.WriteAsync(exception.Message, context.RequestAborted);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The caller has hung up; nobody is there to answer.
        }
    }

    private async Task AnswerAsync(HttpContext context, RecordedCall call)
    {
        if (EndpointTable.IsPdp(call.Method, call.Url.AbsolutePath))
        {
            sandbox.Pdp.Receive(call);
            await next(context);
            return;
        }

        var endpoint = sandbox.Find(call);
        var arrangement = endpoint?.Receive(call);
        if (arrangement is null && endpoint is not { Works: true })
        {
            throw sandbox.Unarranged(call);
        }

        if (arrangement is not null)
        {
            await arrangement.WaitAsync(sandbox.TimeProvider, context.RequestAborted);
        }

        await (arrangement?.Fault is { } fault ? fault.ExecuteAsync(context) : next(context));
    }

    private async Task<RecordedCall> RecordAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var body = new MemoryStream();
        await request.Body.CopyToAsync(body, cancellationToken);
        body.Position = 0;
        request.Body = body;
        var call = new RecordedCall(
            request.Method,
            new Uri(sandbox.BaseAddress, request.Path + request.QueryString.ToString()),
            request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase),
            Encoding.UTF8.GetString(body.GetBuffer(), 0, (int)body.Length),
            EndpointTable.IsPdp(request.Method, request.Path)
                ? Questions(body.GetBuffer().AsSpan(0, (int)body.Length))
                : [],
            sandbox.TimeProvider.GetUtcNow()
        );
        sandbox.Receive(call);
        return call;
    }

    private static IReadOnlyList<PdpQuestion> Questions(ReadOnlySpan<byte> body)
    {
        try
        {
            var request = JsonSerializer.Deserialize(body, XacmlJson.Default.XacmlEnvelope)?.Request;
            return XacmlReader.Read(request, out _) ?? [];
        }
        catch (JsonException)
        {
            return [];
        }
    }
}
