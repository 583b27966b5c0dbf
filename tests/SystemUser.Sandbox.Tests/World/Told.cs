using System.Text.Json;
using System.Text.Json.Nodes;

namespace SystemUser.Sandbox.Tests.World;

/// <summary>Reads what the sandbox says: the body; or, where the service that it plays says nothing of use, the header with the particulars.</summary>
internal static class Told
{
    public const string Header = "Sandbox-Why";

    public static async Task<JsonElement> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var bytes = await response.Content.ReadAsByteArrayAsync(cancellationToken);
        var isJson =
            response.Content.Headers.ContentType?.MediaType?.EndsWith("json", StringComparison.Ordinal) == true;
        var body = isJson ? JsonElement.Parse(bytes) : default;
        return HasCode(body) || !response.Headers.TryGetValues(Header, out var values)
            ? body
            : WithParticulars(body, values.Single());
    }

    private static bool HasCode(JsonElement body) =>
        body.ValueKind == JsonValueKind.Object && body.TryGetProperty("code", out _);

    private static JsonElement WithParticulars(JsonElement body, string why)
    {
        var parts = Uri.UnescapeDataString(why).Split(' ', 2);
        var told = body.ValueKind == JsonValueKind.Object ? JsonObject.Create(body)! : [];
        told["code"] = parts[0];
        told["detail"] = parts[1];
        return JsonElement.Parse(told.ToJsonString());
    }
}
