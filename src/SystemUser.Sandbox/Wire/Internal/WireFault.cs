namespace SystemUser.Sandbox.Wire.Internal;

/// <summary>What a caller gets instead of an answer: a status code, a broken body, or a dropped connection.</summary>
internal sealed record WireFault : IResult
{
    /// <summary>Gets a connection that is cut before a byte of the answer.</summary>
    public static WireFault Dropped { get; } = new() { Drop = true };

    public int StatusCode { get; init; } = StatusCodes.Status200OK;

    public IReadOnlyDictionary<string, string> Headers { get; init; } =
        new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Gets the body, byte for byte.</summary>
    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>Gets whether the connection is cut instead.</summary>
    public bool Drop { get; init; }

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        if (Drop)
        {
            httpContext.Abort();
            return;
        }

        httpContext.Response.StatusCode = StatusCode;
        foreach (var (name, value) in Headers)
        {
            httpContext.Response.Headers[name] = value;
        }

        await httpContext.Response.BodyWriter.WriteAsync(Body, httpContext.RequestAborted);
    }
}
