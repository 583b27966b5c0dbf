using System.Buffers.Text;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using SystemUser.Sandbox.Hosting.Internal;
using SystemUser.Sandbox.Tests.World;

namespace SystemUser.Sandbox.Tests.Hosting;

public sealed class StandaloneSandboxTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Sandbox_listens_where_the_command_line_says()
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
    public async Task Body_is_refused_when_it_is_over_a_megabyte()
    {
        var address = new Uri($"http://127.0.0.1:{DevelopedApp.FreePort()}");
        await using var host = StandaloneSandbox.Build([$"--SystemUserSandbox:Address={address}"]);
        await host.StartAsync(Cancelled);
        // The body is sent when the server wants it, which it never does: else it would hang up on a client that is still sending.
        using var client = new HttpClient(
            new SocketsHttpHandler { Expect100ContinueTimeout = Timeout.InfiniteTimeSpan }
        )
        {
            BaseAddress = address,
        };
        var token = await client.GetStringAsync(
            "/api/GetEnterpriseToken?orgNo=974761076&scopes=altinn:authorization/authorize",
            Cancelled
        );
        client.DefaultRequestHeaders.Add("Authorization", $"Bearer {token}");
        client.DefaultRequestHeaders.Add("Ocp-Apim-Subscription-Key", "any");
        client.DefaultRequestHeaders.ExpectContinue = true;

        using var response = await client.PostAsync(
            "/authorization/api/v1/authorize",
            new StringContent($"\"{new string('x', 1024 * 1024)}\"", null, "application/json"),
            Cancelled
        );

        response.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        await host.StopAsync(Cancelled);
    }

    [Fact]
    public void Start_is_refused_when_other_machines_could_reach_it() =>
        Should
            .Throw<InvalidOperationException>(() =>
                StandaloneSandbox.Build(["--SystemUserSandbox:Address=http://0.0.0.0:5090"])
            )
            .Message.ShouldContain("gives tokens to all who ask");

    [Fact]
    public async Task Start_is_allowed_beyond_loopback_when_the_unsafe_key_says_so()
    {
        await using var host = StandaloneSandbox.Build([
            $"--SystemUserSandbox:Address=http://0.0.0.0:{DevelopedApp.FreePort()}",
            "--SystemUserSandbox:UnsafeListenBeyondLoopback=true",
        ]);

        await host.StartAsync(Cancelled);
        await host.StopAsync(Cancelled);
    }

    [Fact]
    public async Task Issuer_is_the_address_of_each_request_when_it_listens_everywhere()
    {
        var port = DevelopedApp.FreePort();
        await using var host = StandaloneSandbox.Build([
            $"--SystemUserSandbox:Address=http://0.0.0.0:{port}",
            "--SystemUserSandbox:UnsafeListenBeyondLoopback=true",
        ]);
        await host.StartAsync(Cancelled);
        using var client = new HttpClient();
        foreach (var address in new[] { $"http://127.0.0.1:{port}/", $"http://localhost:{port}/" })
        {
            var metadata = await client.GetFromJsonAsync<JsonElement>(
                $"{address}.well-known/oauth-authorization-server",
                Cancelled
            );

            metadata.GetProperty("issuer").GetString().ShouldBe(address);
            metadata.GetProperty("jwks_uri").GetString()!.ShouldStartWith(address);
        }

        await host.StopAsync(Cancelled);
    }

    [Fact]
    public async Task Issuer_is_the_public_address_when_there_is_one()
    {
        var port = DevelopedApp.FreePort();
        await using var host = StandaloneSandbox.Build([
            $"--SystemUserSandbox:Address=http://0.0.0.0:{port}",
            "--SystemUserSandbox:PublicAddress=http://altinn:5090",
            "--SystemUserSandbox:UnsafeListenBeyondLoopback=true",
        ]);
        await host.StartAsync(Cancelled);
        using var client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };

        var metadata = await client.GetFromJsonAsync<JsonElement>("/.well-known/oauth-authorization-server", Cancelled);
        var token = await client.GetStringAsync(
            "/api/GetSystemUserToken?scopes=a:b&systemUserId=33a0911a-5459-456f-bc57-3d37ef9a016c&orgNo=310904473",
            Cancelled
        );

        metadata.GetProperty("issuer").GetString().ShouldBe("http://altinn:5090/");
        var payload = JsonDocument.Parse(Base64Url.DecodeFromChars(token.Split('.')[1])).RootElement;
        payload.GetProperty("iss").GetString().ShouldBe("http://altinn:5090/");
        (await StatusAsync("altinn:5090")).ShouldBe(HttpStatusCode.OK);
        (await StatusAsync("evil.test:5090")).ShouldBe(HttpStatusCode.BadRequest); // a name that leads here
        await host.StopAsync(Cancelled);

        async Task<HttpStatusCode> StatusAsync(string name)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/jwk");
            request.Headers.Host = name;
            using var response = await client.SendAsync(request, Cancelled);
            return response.StatusCode;
        }
    }

    [Theory]
    [InlineData("http://altinn:5090", "gives tokens to all who ask")]
    [InlineData("http://localhost:5090/path", "Set it to http, a host and a port")]
    [InlineData("altinn", "Set it to an address")]
    public void Start_is_refused_when_the_public_address_is_none_it_may_have(string address, string why)
    {
        var refusal = Should.Throw<InvalidOperationException>(() =>
            StandaloneSandbox.Build([$"--SystemUserSandbox:PublicAddress={address}"])
        );

        refusal.Message.ShouldStartWith($"'SystemUserSandbox:PublicAddress' is '{address}");
        refusal.Message.ShouldContain(why);
    }

    [Theory]
    [InlineData("altinn.pfx", "password")]
    [InlineData("altinn.pem", null)]
    public async Task Sandbox_answers_over_https_with_a_certificate_of_ones_own(string name, string? password)
    {
        using var folder = new TestFolder();
        using var key = RSA.Create(2048);
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = new CertificateRequest(
            "CN=localhost",
            key,
            HashAlgorithmName.SHA256,
            RSASignaturePadding.Pkcs1
        ).CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        var path = folder.File(name);
        await (
            password is null
                ? File.WriteAllTextAsync(
                    path,
                    $"{certificate.ExportCertificatePem()}\n{key.ExportPkcs8PrivateKeyPem()}",
                    Cancelled
                )
                : File.WriteAllBytesAsync(path, certificate.Export(X509ContentType.Pfx, password), Cancelled)
        );
        var address = new Uri($"https://localhost:{DevelopedApp.FreePort()}");
        await using var host = StandaloneSandbox.Build([
            $"--SystemUserSandbox:Address={address}",
            $"--SystemUserSandbox:CertificatePath={path}",
            $"--SystemUserSandbox:CertificatePassword={password}",
        ]);
        await host.StartAsync(Cancelled);
        using var trusting = new SocketsHttpHandler();
        trusting.SslOptions.CertificateChainPolicy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            CustomTrustStore = { certificate },
            RevocationMode = X509RevocationMode.NoCheck,
        };
        using var client = new HttpClient(trusting) { BaseAddress = address };

        var metadata = await client.GetFromJsonAsync<JsonElement>("/.well-known/oauth-authorization-server", Cancelled);

        metadata.GetProperty("issuer").GetString().ShouldBe(address.ToString());
        await host.StopAsync(Cancelled);
    }

    [Theory]
    [InlineData(null, "https needs a certificate. Set 'SystemUserSandbox:CertificatePath'")]
    [InlineData("nothing.pfx", "which cannot be read as a certificate")]
    public async Task Start_is_refused_when_https_has_no_certificate(string? path, string why)
    {
        var refusal = await Should.ThrowAsync<InvalidOperationException>(async () =>
        {
            await using var host = StandaloneSandbox.Build([
                $"--SystemUserSandbox:Address=https://localhost:{DevelopedApp.FreePort()}",
                .. path is null ? Array.Empty<string>() : [$"--SystemUserSandbox:CertificatePath={path}"],
            ]);
            await host.StartAsync(Cancelled);
        });

        refusal.Message.ShouldContain(why);
    }

    [Fact]
    public void Start_is_refused_with_the_key_when_a_value_cannot_be_read() =>
        Should
            .Throw<InvalidOperationException>(() =>
                StandaloneSandbox.Build(["--SystemUserSandbox:UnsafeListenBeyondLoopback=perhaps"])
            )
            .Message.ShouldBe("'SystemUserSandbox:UnsafeListenBeyondLoopback' is 'perhaps'. Set it to true or false.");

    [Fact]
    public async Task Process_ends_with_a_direction_alone_when_the_port_is_taken()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var address = $"http://localhost:{((IPEndPoint)other.LocalEndpoint).Port}";

        var (code, output, errors) = await SandboxRun.ToTheEndAsync(null, $"--SystemUserSandbox:Address={address}");

        code.ShouldBe(1);
        output.ShouldBeEmpty();
        errors.ShouldBe(
            $"The sandbox cannot listen on {address}: the address is in use. Stop what uses it, or set "
                + "'SystemUserSandbox:Address' to another, such as http://localhost:5091."
        );
    }

    [Fact]
    public async Task Process_ends_with_a_direction_when_the_address_is_not_the_machines()
    {
        // 192.0.2.0/24 is for documentation, and nobody's (RFC 5737).
        await using var host = StandaloneSandbox.Build([
            "--SystemUserSandbox:Address=http://192.0.2.1:5090",
            "--SystemUserSandbox:UnsafeListenBeyondLoopback=true",
        ]);

        var refusal = await Should.ThrowAsync<InvalidOperationException>(() => host.StartAsync(Cancelled));

        refusal.Message.ShouldStartWith("The sandbox cannot listen on http://192.0.2.1:5090: ");
        refusal.Message.ShouldEndWith("Set 'SystemUserSandbox:Address' to another, such as http://localhost:5091.");
    }

    [Fact]
    public async Task Start_is_refused_with_a_direction_when_neither_loopback_lets_the_port_be_taken()
    {
        var configuration = new ConfigurationManager();
        SandboxConfiguration.EnsureClient(configuration);
        await using var host = SandboxHost.Build(
            new SandboxOptions { Address = new Uri("http://localhost:80") },
            configuration,
            builder =>
                builder.Services.Configure<SocketTransportOptions>(transport =>
                    transport.CreateBoundListenSocket = _ => throw new SocketException((int)SocketError.AccessDenied)
                )
        );

        var refusal = await Should.ThrowAsync<InvalidOperationException>(() => host.StartAsync(Cancelled));

        refusal.Message.ShouldBe(
            $"The sandbox cannot listen on http://localhost: {new SocketException((int)SocketError.AccessDenied).Message}. "
                + "Set 'SystemUserSandbox:Address' to another, such as http://localhost:5091."
        );
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("-h")]
    public async Task Options_are_printed_when_help_is_asked_for(string help)
    {
        var (code, output, errors) = await SandboxRun.ToTheEndAsync(null, help);

        code.ShouldBe(0);
        output.ShouldContain("--SystemUserSandbox:Address=http://localhost:5090 ");
        errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task Process_ends_with_a_direction_when_the_settings_file_is_broken()
    {
        using var folder = new TestFolder();
        var file = folder.File("appsettings.json");
        await File.WriteAllTextAsync(file, "{ broken", Cancelled);

        var (code, output, errors) = await SandboxRun.ToTheEndAsync(folder.Path);

        code.ShouldBe(1);
        output.ShouldBeEmpty();
        errors.ShouldStartWith($"{file} is not JSON: ");
        errors.ShouldEndWith("Mend it, or start the sandbox in another folder.");
    }

    [Fact]
    public void Process_ends_with_a_direction_when_a_switch_is_unknown() =>
        Should
            .Throw<InvalidOperationException>(() => StandaloneSandbox.Build(["-port=5091"]))
            .Message.ShouldEndWith("Start with --help for the options.");
}
