using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace SystemUser.Sandbox.Wire.Internal.Http;

/// <summary>Reads a JSON body. Whatever is wrong with it is a problem, never an exception.</summary>
internal static class JsonBody
{
    /// <summary>How much a body may hold, in bytes.</summary>
    public const int MaxLength = 1024 * 1024;

    private static readonly Problem s_missing = SandboxProblems.BodyInvalid.At(
        "",
        "A non-empty request body is required."
    );

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <summary>Reads a body that is one JSON value of the type, and not null.</summary>
    public static async ValueTask<Result<T>> ReadAsync<T>(
        HttpRequest request,
        JsonTypeInfo<T> type,
        CancellationToken cancellationToken
    )
        where T : notnull
    {
        if (!request.HasJsonContentType())
        {
            return SandboxProblems.NotJson;
        }

        return (await ReadBytesAsync(request, cancellationToken)).Is(out var body, out var problem)
            ? Parse(body, type)
            : problem;
    }

    /// <summary>Reads a body of any kind.</summary>
    public static async ValueTask<Result<byte[]>> ReadBytesAsync(
        HttpRequest request,
        CancellationToken cancellationToken
    )
    {
        var (body, statusCode) = await LimitedBody.ReadAsync(request, MaxLength, cancellationToken);
        return body is not null ? body
            : statusCode == StatusCodes.Status413PayloadTooLarge ? SandboxProblems.BodyTooLarge
            : SandboxProblems.BodyInvalid;
    }

    private static Result<T> Parse<T>(ReadOnlySpan<byte> json, JsonTypeInfo<T> type)
        where T : notnull
    {
        if (json.StartsWith(ByteOrderMark))
        {
            json = json[ByteOrderMark.Length..];
        }

        if (json.IsEmpty)
        {
            return s_missing;
        }

        try
        {
            return JsonSerializer.Deserialize(json, type) is { } value ? value : s_missing;
        }
        catch (JsonException fault)
        {
            return SandboxProblems.BodyInvalid.With(
                fault.Path is { Length: > 1 } path
                    ? $"The body is not the JSON that was expected, at {path}."
                    : "The body is not the JSON that was expected."
            );
        }
    }
}
