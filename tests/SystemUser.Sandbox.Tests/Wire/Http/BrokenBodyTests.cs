using System.Net.Sockets;
using System.Text;
using SystemUser.Sandbox.Tests.World;

namespace SystemUser.Sandbox.Tests.Wire.Http;

/// <summary>Bodies that break on the way in.</summary>
public sealed class BrokenBodyTests : WorldTest
{
    // More than fits in a number: the server's own reader fails, and not as it does for other bad bodies.
    private const string EndlessChunk = "FFFFFFFFFFFFFFFF\r\nabc";

    [Theory]
    [InlineData("POST", "/token", "application/x-www-form-urlencoded", "invalid_request")]
    [InlineData("POST", "/authorization/api/v1/authorize", "application/json", "One or more validation errors")]
    [InlineData("POST", "/resourceregistry/api/v1/resource", "application/json", "SANDBOX-00005")]
    [InlineData("PUT", $"/resourceregistry/api/v1/resource/{The.Resource}/policy", "text/xml", "SANDBOX-00005")]
    [InlineData("POST", "/authentication/api/v1/systemregister/vendor", "application/json", "SANDBOX-00005")]
    public async Task Answer_is_400_when_a_chunk_size_is_not_a_number(
        string method,
        string path,
        string type,
        string expected
    )
    {
        var before = World;
        using var socket = await SendAsync(method, path, type, "Transfer-Encoding: chunked", EndlessChunk);
        using var reader = new StreamReader(new NetworkStream(socket), Encoding.UTF8);

        var answer = await reader.ReadToEndAsync(Cancelled);

        answer.ShouldStartWith("HTTP/1.1 400 Bad Request\r\n");
        answer.ShouldContain(expected);
        World.ShouldBeSameAs(before);
    }

    private async Task<Socket> SendAsync(string method, string path, string type, string length, string body)
    {
        var token = await OrganizationTokenAsync(
            The.Provider,
            "altinn:authorization/authorize+altinn:resourceregistry/resource.write"
                + "+altinn:authentication/systemregister.write"
        );
        var address = Host.Http.BaseAddress!;
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(address.Host, address.Port, Cancelled);
        var call =
            $"{method} {path} HTTP/1.1\r\nHost: {address.Authority}\r\nConnection: close\r\n"
            + $"Authorization: Bearer {token}\r\nOcp-Apim-Subscription-Key: any\r\n"
            + $"Content-Type: {type}\r\n{length}\r\n\r\n{body}";
        await socket.SendAsync(Encoding.ASCII.GetBytes(call), Cancelled);
        return socket;
    }
}
