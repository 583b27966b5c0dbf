namespace SystemUser.AspNetCore.Tests.Support;

/// <summary>A call as it left.</summary>
internal sealed record StubCall(
    HttpMethod Method,
    Uri Address,
    string Body,
    IReadOnlyDictionary<string, string> Headers
)
{
    public string? Bearer =>
        Headers.TryGetValue("Authorization", out var value) && value.StartsWith("Bearer ") ? value[7..] : null;
}
