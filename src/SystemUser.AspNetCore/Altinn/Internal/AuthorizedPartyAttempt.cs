using System.Net.Http.Headers;
using System.Text.Json;
using SystemUser.AspNetCore.Claims;
using SystemUser.AspNetCore.Maskinporten.Internal;

namespace SystemUser.AspNetCore.Altinn.Internal;

/// <summary>One question for a system user's parties.</summary>
internal sealed class AuthorizedPartyAttempt(
    OutboundHttp http,
    Uri address,
    string? subscriptionKey,
    SystemUserId systemUser
) : IAuthorizedAttempt
{
    private const int MaxAnswerBytes = 32 * 1024 * 1024; // a large accountant has tens of thousands of clients

    private readonly byte[] _body = JsonSerializer.SerializeToUtf8Bytes(
        new AuthorizedPartyRequest("urn:altinn:systemuser:uuid", systemUser.ToString()),
        AltinnJson.Default.AuthorizedPartyRequest
    );

    public string Authorization { private get; set; } = string.Empty;

    public async ValueTask<OutboundResponse> SendAsync(CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new ByteArrayContent(_body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        request.Headers.TryAddWithoutValidation("Authorization", Authorization);
        request.Headers.TryAddWithoutValidation("Ocp-Apim-Subscription-Key", subscriptionKey);
        return await http.SendAsync(request, MaxAnswerBytes, cancellationToken);
    }
}
