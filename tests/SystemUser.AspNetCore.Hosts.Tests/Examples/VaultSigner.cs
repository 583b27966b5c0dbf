using System.Buffers.Text;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;
using Azure.Core;
using SystemUser.AspNetCore.Maskinporten;

namespace SystemUser.AspNetCore.Hosts.Tests.Examples;

internal sealed class VaultSigner(HttpClient vault, TokenCredential identity) : IClientAssertionSigner
{
    private static readonly TokenRequestContext s_vaultScope = new(["https://vault.azure.net/.default"]);

    public string Algorithm => "RS256";

    public string KeyId => "the id under which the key is registered at Maskinporten";

    public async ValueTask<byte[]> SignAsync(ReadOnlyMemory<byte> signingInput, CancellationToken cancellationToken)
    {
        var token = await identity.GetTokenAsync(s_vaultScope, cancellationToken);
        var digest = Base64Url.EncodeToString(SHA256.HashData(signingInput.Span));
        using var request = new HttpRequestMessage(HttpMethod.Post, "keys/maskinporten/sign?api-version=7.4")
        {
            Headers = { Authorization = new AuthenticationHeaderValue("Bearer", token.Token) },
            Content = JsonContent.Create(new { alg = Algorithm, value = digest }),
        };
        using var answer = await vault.SendAsync(request, cancellationToken);
        var signed = await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>(cancellationToken);
        return Base64Url.DecodeFromChars(signed.GetProperty("value").GetString());
    }
}
