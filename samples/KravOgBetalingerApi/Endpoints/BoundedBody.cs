using System.Buffers;

namespace KravOgBetalingerApi.Endpoints;

/// <summary>Reads a request's body as long as it keeps within a bound.</summary>
internal static class BoundedBody
{
    /// <summary>Reads the body.</summary>
    /// <returns>The body, or <see langword="null"/> if it is longer than the bound; the rest is then not read.</returns>
    /// <exception cref="BadHttpRequestException">The body does not come through.</exception>
    public static async Task<byte[]?> ReadAsync(HttpRequest request, int maxBytes, CancellationToken cancellationToken)
    {
        try
        {
            return request.ContentLength > maxBytes
                ? null
                : await ReadWithinAsync(request, maxBytes, cancellationToken);
        }
        catch (IOException exception) when (exception is not BadHttpRequestException)
        {
            throw new BadHttpRequestException("The body does not come through.", exception);
        }
    }

    private static async Task<byte[]?> ReadWithinAsync(
        HttpRequest request,
        int maxBytes,
        CancellationToken cancellationToken
    )
    {
        while (true)
        {
            var read = await request.BodyReader.ReadAsync(cancellationToken);
            if (read.Buffer.Length > maxBytes || read.IsCompleted)
            {
                var body = read.Buffer.Length > maxBytes ? null : read.Buffer.ToArray();
                request.BodyReader.AdvanceTo(read.Buffer.End);
                return body;
            }

            request.BodyReader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }
}
