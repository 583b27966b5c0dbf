using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;
using EndToEnd.Tests.Support;

namespace EndToEnd.Tests.Oracle;

/// <summary>The sample as a process of its own in each world, all before one stand-in for Maskinporten and Altinn.</summary>
public sealed partial class Samples : IAsyncDisposable
{
    /// <summary>After a request that met an outage: so many that go well keep the circuit closed, whatever comes first.</summary>
    private const int GoodOnesAfterAnOutage = 4;

    /// <summary>More of them within a minute are an outage.</summary>
    private const int MostUnknownParties = 5;

    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(50);
    private readonly ConcurrentDictionary<World, ChildProcess> _processes = [];
    private readonly Dictionary<World, Uri> _addresses;
    private readonly DateTimeOffset _now = TimeProvider.System.GetUtcNow();
    private readonly ClientKey _providerKey = new("provider");
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false });
    private readonly StandIn _standIn;
    private int _strangers;

    private Samples(StandIn standIn)
    {
        _standIn = standIn;
        var worlds = Enum.GetValues<World>();
        _addresses = worlds
            .Zip(FreePort.Find(worlds.Length))
            .ToDictionary(one => one.First, one => new Uri($"http://localhost:{one.Second}/"));
    }

    public static async Task<Samples> StartAsync(CancellationToken cancellationToken)
    {
        var samples = new Samples(await StandIn.StartAsync(cancellationToken));
        try
        {
            await Task.WhenAll(Enum.GetValues<World>().Select(world => samples.StartAsync(world, cancellationToken)));
            return samples;
        }
        catch
        {
            await samples.DisposeAsync();
            throw;
        }
    }

    /// <summary>Plays a case, with what came before it.</summary>
    public async Task<IReadOnlyList<Played>> PlayAsync(Case it, CancellationToken cancellationToken)
    {
        var systemUser = NewSystemUser();
        var played = new List<Played>();
        if (it.Token.Kind == TokenKinds.UnknownKey && it.World != World.NoKeys)
        {
            await HasKeysAsync(it.World, cancellationToken);
        }

        if (
            it.World == World.Strained
            && (it.Reply == PdpReplies.SyntaxError || it.Earlier?.Reply == PdpReplies.SyntaxError)
        )
        {
            await LookUnknownAsync(cancellationToken);
        }

        if (it.Earlier is { } earlier)
        {
            played.Add(await SendAsync(earlier, systemUser, cancellationToken));
        }

        played.Add(await SendAsync(it, systemUser, cancellationToken));
        return played;
    }

    /// <summary>Waits until all that was answered stands in the logs, and reads the audit records: what was answered in which trace.</summary>
    public async Task<ILookup<string, string>> ReadAuditAsync(CancellationToken cancellationToken)
    {
        foreach (var (world, process) in _processes.Where(one => one.Key != World.NoKeys))
        {
            var last = await SendAsync(Good(world), NewSystemUser(), cancellationToken);
            await process.PrintedAsync(last.TraceId, cancellationToken);
        }

        return _processes
            .Values.SelectMany(process => AuditRecord().Matches(process.Output))
            .ToLookup(record => record.Groups["trace"].Value, record => record.Groups["answer"].Value);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in _processes.Values)
        {
            await process.DisposeAsync();
        }

        await _standIn.DisposeAsync();
        _http.Dispose();
        _providerKey.Dispose();
    }

    private async Task StartAsync(World world, CancellationToken cancellationToken)
    {
        var altinn = _standIn.AddressOf(world);
        var address = _addresses[world];
        _processes[world] = await ChildProcess.StartAsync(
            "samples/KravOgBetalingerApi",
            address,
            new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["ASPNETCORE_ENVIRONMENT"] = "Production",
                ["ASPNETCORE_URLS"] = address.GetLeftPart(UriPartial.Authority),
                ["SystemUser:Maskinporten:Issuer"] = altinn,
                ["SystemUser:Maskinporten:MetadataAddress"] = altinn + ".well-known/oauth-authorization-server",
                ["SystemUser:Altinn:BaseAddress"] = altinn,
                ["SystemUser:Altinn:SubscriptionKey"] = "oracle",
                ["Data:InventedParties"] = "1000",
                ["SystemUser:Client:ClientId"] = Stage.ProviderClientId,
                ["SystemUser:Client:PrivateJwk"] = _providerKey.PrivateJwk,
                // A busy machine is to be mistaken neither for an outage nor for the end of a memory.
                ["SystemUser:Decisions:AttemptTimeout"] = world == World.Silent ? "00:00:00.2" : "00:00:20",
                ["SystemUser:Decisions:TotalTimeout"] = world == World.Silent ? "00:00:00.5" : "00:00:40",
                ["SystemUser:Decisions:PermitLifetime"] = "00:05:00",
                ["SystemUser:Decisions:RefusalLifetime"] = "00:05:00",
                ["SystemUser:Decisions:UncachedPerSystemUserPerMinute"] = world == World.Strained ? "1" : "600",
                ["Logging:LogLevel:Default"] = "Error",
                ["Logging:LogLevel:Microsoft.Hosting.Lifetime"] = "Error",
                ["Logging:LogLevel:SystemUser.Audit"] = "Information",
            },
            cancellationToken
        );
        if (world != World.NoKeys)
        {
            await HasKeysAsync(world, cancellationToken);
        }
    }

    private async Task<Played> SendAsync(Case it, string systemUser, CancellationToken cancellationToken)
    {
        var arranged = _standIn.Arrange(systemUser, (Contract.PartyOf(it), it.Reply), (it.Token.Owner, it.OwnerReply));
        var traceId = ActivityTraceId.CreateRandom().ToHexString();
        using var request = new HttpRequestMessage(new HttpMethod(it.Method), new Uri(_addresses[it.World], Path(it)));
        request.Headers.TryAddWithoutValidation("Authorization", Header(it, systemUser));
        request.Headers.Add("traceparent", $"00-{traceId}-{ActivitySpanId.CreateRandom().ToHexString()}-01");
        request.Headers.Add("Korrelasjonsid", Guid.NewGuid().ToString());
        if (it.Method == "POST")
        {
            request.Content = new StringContent(
                """{"inntektsaar":2025,"andel":[{"andelsnummer":"1","andelshaver":"12876921497"}]}""",
                Encoding.UTF8,
                "application/json"
            );
        }

        it.Oddity.Make(request, Header(it with { Token = GoodToken(it) }, systemUser)!);
        using var response = await _http.SendAsync(request, cancellationToken);
        var body = await response.Content.ReadAsStringAsync(cancellationToken);
        if (PdpReplies.IsOutage(it.Reply) && arranged.Asked.Length > 0)
        {
            await GoWellAsync(it.World, cancellationToken);
        }

        return new(
            it,
            (int)response.StatusCode,
            response.Headers.TryGetValues("WWW-Authenticate", out var challenges)
                ? string.Join(" AND ", challenges)
                : null,
            response.Headers.TryGetValues("Retry-After", out var wait) ? string.Join(" AND ", wait) : null,
            body,
            arranged.Asked,
            traceId
        );
    }

    /// <summary>
    /// Waits until the sample has Maskinporten's keys and has looked for an unknown one, after which it looks for none in half a
    /// minute: it gives a fetch two seconds, and a machine that is too busy for that is to be mistaken for nothing.
    /// </summary>
    private async Task HasKeysAsync(World world, CancellationToken cancellationToken)
    {
        var good = Good(world);
        var unknownKey = good with { Token = good.Token with { Kind = TokenKinds.UnknownKey } };
        while ((await SendAsync(unknownKey, NewSystemUser(), cancellationToken)).Status != 401)
        {
            await Task.Delay(s_pause, TimeProvider.System, cancellationToken);
        }
    }

    private async Task GoWellAsync(World world, CancellationToken cancellationToken)
    {
        for (var i = 0; i < GoodOnesAfterAnOutage; i++)
        {
            await SendAsync(Good(world), NewSystemUser(), cancellationToken);
        }
    }

    /// <summary>Has organizations that nobody has heard of looked for, each by a system user of its own.</summary>
    private async Task LookUnknownAsync(CancellationToken cancellationToken)
    {
        for (var i = 0; i <= MostUnknownParties; i++)
        {
            var unknown = Good(World.Strained) with
            {
                Party = $"{900_000_000 + Interlocked.Increment(ref _strangers)}",
                Reply = PdpReplies.SyntaxError,
            };
            await SendAsync(unknown, NewSystemUser(), cancellationToken);
        }
    }

    private static Case Good(World world)
    {
        const string Owner = "310904473";
        var endpoint = Endpoints.WithRight[0];
        var token = new Token("plain", TokenFlaw.None, Speaker.OneSystemUser, Owner, endpoint.Scope);
        return new(
            world,
            token,
            endpoint.Method,
            endpoint,
            Owner,
            PdpReplies.Permit,
            PdpReplies.Permit,
            Oddities.None,
            null
        );
    }

    /// <summary>Makes the header; the same token of a system user in the same text, and a forged one in all but its signature.</summary>
    private string? Header(Case it, string systemUser) =>
        TokenKinds
            .Named(it.Token.Kind)
            .Make(new(_standIn.Keys, _standIn.AddressOf(it.World), systemUser, it.Token.Owner, it.Token.Scopes, _now));

    private static Token GoodToken(Case it) =>
        new(TokenKinds.Good[0].Name, TokenFlaw.None, Speaker.OneSystemUser, it.Token.Owner, it.Endpoint.Scope);

    private static string NewSystemUser() => Guid.NewGuid().ToString();

    private static string Path(Case it) =>
        it.Endpoint.Path.Replace("{party}", Uri.EscapeDataString(it.Party), StringComparison.Ordinal);

    [GeneratedRegex(
        @"^ +(?<answer>[a-z-]+): (read|write) on .* asked by system user .* trace (?<trace>[0-9a-f]{32}),",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture,
        10_000
    )]
    private static partial Regex AuditRecord();
}
