using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using SystemUser.Sandbox.Wire.Internal.Http;

namespace SystemUser.Sandbox.ResourceRegistry.Internal;

/// <summary>
/// Reads a policy that is sent as a form with the file <c>policyFile</c>, as Altinn wants it, or as plain XML.
/// </summary>
internal static class PolicyBody
{
    private const string FieldName = "policyFile";

    public static async Task<Result<string>> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (
            !MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            || !type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)
        )
        {
            return (await JsonBody.ReadBytesAsync(request, cancellationToken)).Is(out var text, out var fault)
                ? Encoding.UTF8.GetString(text).TrimStart('\uFEFF')
                : fault;
        }

        if (!(await JsonBody.ReadBytesAsync(request, cancellationToken)).Is(out var body, out var problem))
        {
            return problem;
        }

        var boundary = HeaderUtilities.RemoveQuotes(type.Boundary).ToString();
        try
        {
            var reader = new MultipartReader(boundary, new MemoryStream(body));
            while (await reader.ReadNextSectionAsync(cancellationToken) is { } section)
            {
                if (
                    ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var disposition)
                    && HeaderUtilities
                        .RemoveQuotes(disposition.Name)
                        .Equals(FieldName, StringComparison.OrdinalIgnoreCase)
                )
                {
                    using var file = new StreamReader(section.Body, Encoding.UTF8);
                    return await file.ReadToEndAsync(cancellationToken);
                }
            }
        }
        catch (Exception exception) when (exception is IOException or ArgumentException or InvalidDataException)
        {
            return SandboxProblems.BodyInvalid.With("The form cannot be read.");
        }

        return SandboxProblems.BodyInvalid.With($"The form has no file named {FieldName}.");
    }
}
