using System.Buffers;

namespace SystemUser.Sandbox.Wire.Internal.Http;

/// <summary>Reads a body whole, but no more than it may hold.</summary>
internal static class LimitedBody
{
    /// <summary>Reads the body.</summary>
    /// <param name="request">The request.</param>
    /// <param name="maxLength">How much the body may hold, in bytes.</param>
    /// <param name="cancellationToken">Ends when the caller hangs up.</param>
    /// <returns>The body; or the status code to refuse with: 413 if it is too large, 400 if it cannot be read.</returns>
    public static async ValueTask<(byte[]? Body, int StatusCode)> ReadAsync(
        HttpRequest request,
        int maxLength,
        CancellationToken cancellationToken
    )
    {
        if (request.ContentLength > maxLength)
        {
            return (null, StatusCodes.Status413PayloadTooLarge);
        }

        try
        {
            while (true)
            {
                var read = await request.BodyReader.ReadAsync(cancellationToken);
                if (read.Buffer.Length > maxLength)
                {
                    request.BodyReader.AdvanceTo(read.Buffer.End);
                    return (null, StatusCodes.Status413PayloadTooLarge);
                }

                if (read.IsCompleted)
                {
                    var body = read.Buffer.ToArray();
                    request.BodyReader.AdvanceTo(read.Buffer.End);
                    return (body, StatusCodes.Status200OK);
                }

                request.BodyReader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
            }
        }
        catch (BadHttpRequestException fault)
        {
            return (null, fault.StatusCode);
        }
        // A chunk whose size is not a number, or a caller that hung up.
        catch (IOException)
        {
            return (null, StatusCodes.Status400BadRequest);
        }
    }
}
