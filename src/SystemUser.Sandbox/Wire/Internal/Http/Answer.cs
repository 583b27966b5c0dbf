namespace SystemUser.Sandbox.Wire.Internal.Http;

/// <summary>An answer that is written when the endpoint has returned.</summary>
internal sealed class Answer(Func<HttpContext, Task> write) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext) => write(httpContext);
}
