using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using SystemUser.Sandbox.Hosting.Internal;

namespace SystemUser.Sandbox.Tests.Hosting;

public sealed class StandaloneSandboxTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Listens_where_the_command_line_says()
    {
        var address = new Uri($"http://127.0.0.1:{DevelopedApp.FreePort()}");
        await using var host = StandaloneSandbox.Build([$"--SystemUserSandbox:Address={address}"]);
        await host.StartAsync(Cancelled);
        using var client = new HttpClient { BaseAddress = address };

        var metadata = await client.GetFromJsonAsync<JsonElement>("/.well-known/oauth-authorization-server", Cancelled);

        metadata.GetProperty("issuer").GetString().ShouldBe(address.ToString());
        await host.StopAsync(Cancelled);
    }

    [Fact]
    public async Task Refuses_a_body_of_more_than_a_megabyte()
    {
        var address = new Uri($"http://127.0.0.1:{DevelopedApp.FreePort()}");
        await using var host = StandaloneSandbox.Build([$"--SystemUserSandbox:Address={address}"]);
        await host.StartAsync(Cancelled);
        using var client = new HttpClient { BaseAddress = address };
        var token = await client.GetStringAsync(
            "/api/GetEnterpriseToken?orgNo=974761076&scopes=altinn:authorization/authorize",
            Cancelled
        );
        client.DefaultRequestHeaders.Add("Authorization", $"Bearer {token}");
        client.DefaultRequestHeaders.Add("Ocp-Apim-Subscription-Key", "any");

        using var response = await client.PostAsync(
            "/authorization/api/v1/authorize",
            new StringContent($"\"{new string('x', 1024 * 1024)}\"", null, "application/json"),
            Cancelled
        );

        response.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        await host.StopAsync(Cancelled);
    }

    [Fact]
    public void Refuses_to_be_reached_from_elsewhere() =>
        Should
            .Throw<InvalidOperationException>(() =>
                StandaloneSandbox.Build(["--SystemUserSandbox:Address=http://0.0.0.0:5090"])
            )
            .Message.ShouldContain("gives tokens to all who ask");

    [Fact]
    public async Task Unless_a_key_says_so_that_is_called_unsafe()
    {
        await using var host = StandaloneSandbox.Build([
            $"--SystemUserSandbox:Address=http://0.0.0.0:{DevelopedApp.FreePort()}",
            "--SystemUserSandbox:UnsafeListenBeyondLoopback=true",
        ]);

        await host.StartAsync(Cancelled);
        await host.StopAsync(Cancelled);
    }

    [Fact]
    public void Says_which_key_cannot_be_read() =>
        Should
            .Throw<InvalidOperationException>(() =>
                StandaloneSandbox.Build(["--SystemUserSandbox:UnsafeListenBeyondLoopback=perhaps"])
            )
            .Message.ShouldBe("'SystemUserSandbox:UnsafeListenBeyondLoopback' is 'perhaps'. Set it to true or false.");
}
