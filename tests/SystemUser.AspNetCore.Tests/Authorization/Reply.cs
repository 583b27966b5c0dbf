using System.Text.Json;

namespace SystemUser.AspNetCore.Tests.Authorization;

/// <summary>What a caller got.</summary>
internal sealed record Reply(
    int Status,
    string Challenge,
    string? RetryAfter,
    string? CacheControl,
    string? Type,
    string Body,
    string? Location = null
)
{
    public JsonElement Problem => JsonDocument.Parse(Body).RootElement;

    public string? this[string member] => Problem.TryGetProperty(member, out var value) ? value.ToString() : null;

    public static async Task<Reply> OfAsync(HttpResponseMessage response, CancellationToken cancellationToken) =>
        new(
            (int)response.StatusCode,
            string.Join(" | ", response.Headers.WwwAuthenticate),
            response.Headers.RetryAfter?.ToString(),
            response.Headers.CacheControl?.ToString(),
            response.Content.Headers.ContentType?.MediaType,
            await response.Content.ReadAsStringAsync(cancellationToken),
            response.Headers.Location?.ToString()
        );

    /// <summary>Checks all of a refusal: status, code, challenge, and that no header or body says more than it should.</summary>
    public Reply ShouldBe(int status, string code, string challenge = "", string? retryAfter = null)
    {
        Status.ShouldBe(status, Body);
        Type.ShouldBe("application/problem+json");
        this["code"].ShouldBe(code);
        this["status"].ShouldBe(status.ToString());
        this["type"].ShouldBe("urn:systemuser-aspnetcore:problem:" + code);
        this["title"].ShouldNotBeNullOrEmpty();
        this["detail"].ShouldNotBeNullOrEmpty();
        this["traceId"].ShouldNotBeNullOrEmpty();
        Challenge.ShouldBe(challenge);
        RetryAfter.ShouldBe(retryAfter);
        CacheControl.ShouldBe("no-store");
        return this;
    }

    /// <summary>Checks for 401 with the code, as every token that was sent and not accepted gets.</summary>
    public Reply ShouldBeInvalid(string code = "token-invalid") =>
        ShouldBe(401, code, "Bearer error=\"invalid_token\"");

    public void ShouldBeOk(string? body = null)
    {
        Status.ShouldBe(200, Body);
        if (body is not null)
        {
            Body.ShouldBe(body);
        }
    }
}
