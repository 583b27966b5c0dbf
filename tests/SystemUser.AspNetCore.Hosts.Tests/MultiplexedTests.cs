using System.Net;
using System.Net.Quic;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using SystemUser.AspNetCore.Tests.Support;

namespace SystemUser.AspNetCore.Hosts.Tests;

/// <summary>HTTP/2 and HTTP/3: many streams on one connection, which are judged each by its own token, and can be reset at any moment.</summary>
public sealed class MultiplexedTests
{
    private const string Cleartext = "HTTP/2 in the clear";
    private const string Encrypted = "HTTP/2 over TLS";
    private const string Quic = "HTTP/3";
    private const int Many = 30;

    private static readonly X509Certificate2 s_certificate = NewCertificate();

    public static TheoryData<string> Protocols => [Cleartext, Encrypted, Quic];

    public static TheoryData<string, string> ProtocolsAndPhases =>
        new MatrixTheoryData<string, string>(
            [Cleartext, Encrypted, Quic],
            ["Maskinporten's keys", "the own token", "the decision", "its body", "the answer"]
        );

    [Theory]
    [MemberData(nameof(Protocols))]
    public async Task The_same_rules_hold_over(string protocol)
    {
        await using var host = await StartAsync(protocol);
        using var http = Connect(host, protocol);
        host.Sandbox.Pdp.Next.Permit();
        host.Sandbox.Pdp.Always.Deny();

        (await StatusAsync(http, "/krav", host.Token().ToString())).ShouldBe(200);
        (await StatusAsync(http, "/krav", host.Token().ToString())).ShouldBe(403); // another system user
        (await StatusAsync(http, "/krav", host.Token().Without("exp").ToString())).ShouldBe(401);
        (await StatusAsync(http, "/krav", null)).ShouldBe(401);
    }

    [Theory]
    [MemberData(nameof(ProtocolsAndPhases))]
    public async Task Nothing_stays_of_streams_that_are_reset_in_the_midst_of(string protocol, string phase)
    {
        await using var host = await StartAsync(protocol);
        var http = Connect(host, protocol);
        var held = new TaskCompletionSource();
        KestrelTests.Hold(host, phase, held.Task);
        var token = host.Token().ToString();
        using var caller = CancellationTokenSource.CreateLinkedTokenSource(Cancelled);

        var asked = Enumerable.Range(0, Many).Select(_ => BeginAsync(http, phase, token, caller.Token)).ToArray();
        await Poll.UntilAsync(() => host.Requests == Many);
        await caller.CancelAsync();
        await Poll.UntilAsync(() => host.Requests == 0); // while what they asked for is still held
        held.SetResult();

        foreach (var one in asked)
        {
            await Should.ThrowAsync<OperationCanceledException>(() => one);
        }

        // The same connection serves on. What failed while it was held is not tried again at once.
        await Poll.UntilAsync(async () => await StatusAsync(http, "/krav", token) == 200);
        host.Sandbox.Pdp.Calls.Count.ShouldBe(1); // all of them asked the same, and whoever broke off took nothing with him
        host.Errors.ShouldBeEmpty();
        http.Dispose();
        await Poll.UntilAsync(() => host.Connections == 0 && host.Requests == 0);
    }

    [Theory]
    [MemberData(nameof(Protocols))]
    public async Task Half_of_the_streams_are_served_when_the_other_half_is_reset_in_the_midst_of_their_decision(
        string protocol
    )
    {
        await using var host = await StartAsync(protocol);
        using var http = Connect(host, protocol);
        var held = new TaskCompletionSource();
        host.Sandbox.Pdp.Always.HeldUntil(held.Task).Permit();
        var token = host.Token().ToString();
        using var half = CancellationTokenSource.CreateLinkedTokenSource(Cancelled);
        var asked = Enumerable
            .Range(0, Many)
            .Select(i => AskAsync(http, "/krav", token, i % 2 == 0 ? half.Token : Cancelled))
            .ToArray();
        await Poll.UntilAsync(() => host.Requests == Many);

        await half.CancelAsync();
        await Poll.UntilAsync(() => host.Requests == Many / 2);
        held.SetResult();

        (await Task.WhenAll(asked.Where((_, i) => i % 2 == 1))).ShouldAllBe(status => status == 200);
        host.Sandbox.Pdp.Calls.Count.ShouldBe(1);
        host.Errors.ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Protocols))]
    public async Task Five_hundred_streams_at_once_are_each_judged_by_their_own_token_and_ask_once(string protocol)
    {
        await using var host = await StartAsync(protocol);
        using var http = Connect(host, protocol);
        host.Sandbox.Pdp.Permit();
        var good = host.Token().ToString();
        var bad = host.Token().Without("exp").ToString();

        var statuses = await Task.WhenAll(
            Enumerable.Range(0, 500).Select(i => StatusAsync(http, "/krav", i % 2 == 0 ? good : bad))
        );

        statuses.ShouldBe(Enumerable.Range(0, 500).Select(i => i % 2 == 0 ? 200 : 401));
        host.Sandbox.Pdp.Calls.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData(Cleartext, 1000, 10)] // more headers than Kestrel takes
    [InlineData(Cleartext, 1, 64 * 1024)] // a longer one
    [InlineData(Encrypted, 1000, 10)]
    [InlineData(Encrypted, 1, 64 * 1024)]
    [InlineData(Quic, 1000, 10)]
    [InlineData(Quic, 1, 64 * 1024)]
    public async Task Headers_are_refused_when_they_are_a_flood_and_the_next_is_served(
        string protocol,
        int count,
        int length
    )
    {
        await using var host = await StartAsync(protocol);
        host.Sandbox.Pdp.Permit();
        var token = host.Token().ToString();
        using (var flooding = Connect(host, protocol))
        {
            using var flood = Request(flooding, HttpMethod.Get, "/krav", token);
            for (var i = 0; i < count; i++)
            {
                flood.Headers.TryAddWithoutValidation($"X-{i}", new string('x', length));
            }

            (await RefusedAsync(flooding, flood)).ShouldBeTrue();
            host.Sandbox.Pdp.Calls.ShouldBeEmpty();
        }

        using var http = Connect(host, protocol);
        (await StatusAsync(http, "/krav", token)).ShouldBe(200);
        await Poll.UntilAsync(() => host.Requests == 0);
    }

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private static Task<KestrelHost> StartAsync(string protocol)
    {
        Assert.SkipUnless(
            protocol != Quic || (OperatingSystem.IsLinux() && QuicListener.IsSupported),
            "HTTP/3 needs libmsquic, which is not here."
        );
        return KestrelHost.StartAsync(
            listen =>
            {
                listen.Protocols = protocol == Quic ? HttpProtocols.Http3 : HttpProtocols.Http2;
                if (protocol != Cleartext)
                {
                    listen.UseHttps(s_certificate);
                }
            },
            leastRate: null
        );
    }

    private static HttpClient Connect(KestrelHost host, string protocol)
    {
        var handler = new SocketsHttpHandler { EnableMultipleHttp2Connections = false };
        handler.SslOptions.RemoteCertificateValidationCallback = (_, shown, _, _) =>
            shown?.GetCertHashString() == s_certificate.GetCertHashString();
        return new HttpClient(handler)
        {
            BaseAddress = host.Address,
            DefaultRequestVersion = protocol == Quic ? HttpVersion.Version30 : HttpVersion.Version20,
            DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
    }

    private static X509Certificate2 NewCertificate()
    {
        using var key = RSA.Create(2048);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(names.Build());
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), null);
    }

    private static HttpRequestMessage Request(HttpClient http, HttpMethod method, string path, string? token)
    {
        var request = new HttpRequestMessage(method, path)
        {
            Version = http.DefaultRequestVersion,
            VersionPolicy = http.DefaultVersionPolicy,
        };
        if (token is not null)
        {
            request.Headers.Authorization = new("Bearer", token);
        }

        return request;
    }

    private static Task<int> StatusAsync(HttpClient http, string path, string? token) =>
        AskAsync(http, path, token, Cancelled);

    private static async Task<int> AskAsync(HttpClient http, string path, string? token, CancellationToken caller)
    {
        using var request = Request(http, HttpMethod.Get, path, token);
        using var answer = await http.SendAsync(request, caller);
        answer.Version.ShouldBe(http.DefaultRequestVersion);
        return (int)answer.StatusCode;
    }

    /// <summary>Begins a request, and reads its answer as slowly as it can.</summary>
    private static async Task BeginAsync(HttpClient http, string phase, string token, CancellationToken caller)
    {
        using var request = Request(
            http,
            phase == "its body" ? HttpMethod.Post : HttpMethod.Get,
            phase switch
            {
                "its body" => "/body",
                "the answer" => "/long",
                _ => "/krav",
            },
            token
        );
        request.Content = phase == "its body" ? new StallingContent() : null;
        using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, caller);
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, caller);
    }

    /// <summary>Whether a request gets 431, or its stream or connection is ended.</summary>
    private static async Task<bool> RefusedAsync(HttpClient http, HttpRequestMessage request)
    {
        try
        {
            using var answer = await http.SendAsync(request, Cancelled);
            return (int)answer.StatusCode == 431;
        }
        catch (HttpRequestException)
        {
            return true;
        }
    }

    /// <summary>A body that begins and does not come.</summary>
    private sealed class StallingContent : HttpContent
    {
        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
            SerializeToStreamAsync(stream, context, CancellationToken.None);

        protected override async Task SerializeToStreamAsync(
            Stream stream,
            TransportContext? context,
            CancellationToken cancellationToken
        )
        {
            await stream.WriteAsync("3"u8.ToArray(), cancellationToken);
            await stream.FlushAsync(cancellationToken);
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
