using System.Net.Http.Headers;
using Microsoft.Extensions.Options;
using SmartCloud.Configuration;
using SmartCloud.Customers;
using SmartCloud.Failures;
using SmartCloud.Http;
using SmartCloud.Maskinporten;

namespace SmartCloud.Altinn;

/// <summary>Calls Altinn's authentication API as the vendor.</summary>
/// <param name="http">The HTTP client.</param>
/// <param name="tokens">The vendor's token.</param>
/// <param name="options">Where Altinn is.</param>
internal sealed class AltinnCalls(HttpClient http, MaskinportenTokens tokens, IOptions<SmartCloudOptions> options)
{
    private static readonly TokenRequest s_vendor = new(SystemKind.Standard, string.Join(' ', Scopes))
    {
        IsForAltinn = true,
    };

    /// <summary>Gets the scopes that a vendor needs at Altinn.</summary>
    public static IReadOnlyList<string> Scopes =>
        [
            "altinn:authentication/systemregister.write",
            "altinn:authentication/systemuser.request.read",
            "altinn:authentication/systemuser.request.write",
        ];

    /// <summary>Makes a call. A token that is not accepted is renewed once.</summary>
    /// <param name="method">The method.</param>
    /// <param name="path">The path under <c>authentication/api/v1/</c>.</param>
    /// <param name="body">The JSON body, if any.</param>
    /// <param name="cancellationToken">Ends when the caller hangs up.</param>
    /// <returns>The answer, whatever its status code; or why there is none.</returns>
    public async Task<Answer<ServiceReply>> SendAsync(
        HttpMethod method,
        string path,
        byte[]? body,
        CancellationToken cancellationToken
    )
    {
        var address = new Uri(options.Value.Altinn.BaseAddress!, "authentication/api/v1/" + path);
        for (var renewed = false; ; renewed = true)
        {
            if (!(await tokens.GetAsync(s_vendor, cancellationToken)).TryGet(out var token, out var failure))
            {
                return failure;
            }

            var request = new HttpRequestMessage(method, address);
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token.Value);
            if (body is not null)
            {
                request.Content = new ByteArrayContent(body);
                request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            }

            var answer = await http.CallAsync(Service.Altinn, request, cancellationToken);
            if (renewed || answer.Value is not { StatusCode: 401 })
            {
                return answer;
            }

            tokens.Forget(token);
        }
    }
}
