using System.Text.Json;

namespace SmartCloud.Tests.Support;

/// <summary>A call that SmartCloud made.</summary>
internal sealed record Call(HttpMethod Method, Uri Address, string Body, string? Bearer, string? ContentType)
{
    public string Path => Address.AbsolutePath;

    public JsonElement Json => JsonDocument.Parse(Body).RootElement;

    public override string ToString() => $"{Method} {Address}";
}
