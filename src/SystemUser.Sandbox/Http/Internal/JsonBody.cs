using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using SystemUser.Sandbox.World.Internal;

namespace SystemUser.Sandbox.Http.Internal;

/// <summary>Reads a JSON body whole, within bounds. Whatever is wrong with it is a problem, never an exception.</summary>
internal static class JsonBody
{
    /// <summary>How much a body may hold, in bytes.</summary>
    public const int MaxLength = 1024 * 1024;

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <summary>Reads a body that is one JSON value of the type, and not null.</summary>
    public static async ValueTask<Result<T>> ReadAsync<T>(
        HttpRequest request,
        JsonTypeInfo<T> type,
        CancellationToken cancellationToken
    )
        where T : class
    {
        if (!request.HasJsonContentType())
        {
            return HttpProblems.NotJson;
        }

        var (body, problem) = await ReadBytesAsync(request, cancellationToken);
        return problem is null ? Parse(body, type) : problem;
    }

    private static Result<T> Parse<T>(byte[] body, JsonTypeInfo<T> type)
        where T : class
    {
        var json = body.AsSpan();
        if (json.StartsWith(ByteOrderMark))
        {
            json = json[ByteOrderMark.Length..];
        }

        try
        {
            return JsonSerializer.Deserialize(json, type) is { } value
                ? value
                : Problems.BodyInvalid.With("The body is null.");
        }
        catch (JsonException fault)
        {
            return Problems.BodyInvalid.With(
                fault.Path is { Length: > 1 } path
                    ? $"The body is not the JSON that was expected, at {path}."
                    : "The body is not the JSON that was expected."
            );
        }
    }

    private static async ValueTask<(byte[] Body, Problem? Problem)> ReadBytesAsync(
        HttpRequest request,
        CancellationToken cancellationToken
    )
    {
        if (request.ContentLength > MaxLength)
        {
            return ([], HttpProblems.BodyTooLarge);
        }

        try
        {
            while (true)
            {
                var read = await request.BodyReader.ReadAsync(cancellationToken);
                if (read.Buffer.Length > MaxLength)
                {
                    request.BodyReader.AdvanceTo(read.Buffer.End);
                    return ([], HttpProblems.BodyTooLarge);
                }

                if (read.IsCompleted)
                {
                    var body = System.Buffers.BuffersExtensions.ToArray(read.Buffer);
                    request.BodyReader.AdvanceTo(read.Buffer.End);
                    return (body, null);
                }

                request.BodyReader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
            }
        }
        catch (BadHttpRequestException fault)
        {
            return (
                [],
                fault.StatusCode == StatusCodes.Status413PayloadTooLarge
                    ? HttpProblems.BodyTooLarge
                    : Problems.BodyInvalid
            );
        }
    }
}
