using System.Net.Http.Headers;
using SystemUser.Sandbox.Wire.Scripted;

namespace SystemUser.AspNetCore.Testing;

/// <summary>Sends tokens with a client's requests.</summary>
public static class HttpClientExtensions
{
    /// <summary>Sends a token, made now, with every request from here on.</summary>
    /// <param name="client">The client.</param>
    /// <param name="token">The token.</param>
    /// <returns>A reference to <paramref name="client"/> after the operation has completed.</returns>
    public static HttpClient AuthenticateAs(this HttpClient client, MaskinportenToken token)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(token);
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token.ToString());
        return client;
    }
}
