using Microsoft.AspNetCore.TestHost;

namespace SystemUser.AspNetCore.Testing.Internal;

/// <summary>Sends requests to the in-memory sandbox, and makes a dropped connection look as it does on a socket.</summary>
internal sealed class SandboxHandler(Lazy<Task<TestServer>> server) : HttpMessageHandler
{
    private HttpMessageInvoker? _invoker;

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        var running = await server.Value.WaitAsync(cancellationToken);
        var invoker = LazyInitializer.EnsureInitialized(
            ref _invoker,
            () => new HttpMessageInvoker(running.CreateHandler())
        );
        try
        {
            return await invoker.SendAsync(request, cancellationToken);
        }
        catch (Exception exception)
            when (exception is OperationCanceledException or IOException && !cancellationToken.IsCancellationRequested)
        {
            throw new HttpRequestException(
                "The sandbox dropped the connection, as arranged.",
                new IOException("Connection reset by peer.", exception)
            );
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _invoker?.Dispose();
        }

        base.Dispose(disposing);
    }
}
