using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using SystemUser.AspNetCore.Redis.Tests.Support;
using SystemUser.AspNetCore.Tests.Decisions.Chaos;
using SystemUser.Sandbox.Wire.Scripted;

namespace SystemUser.AspNetCore.Redis.Tests.Soak;

/// <summary>Two hosts on real sockets, 200 callers and 5,000 system users, while everything around them changes and fails.</summary>
public sealed class SoakTests(ITestOutputHelper output) : IAsyncDisposable
{
    private const string Variable = "SYSTEMUSER_SOAK_SECONDS";
    private const string WithoutCode = "without a code";
    private const int Callers = 200;
    private const int MoreHeap = 24 * 1024 * 1024;
    private const int MoreThreads = 64;

    private static readonly int[] s_expected = [200, 401, 403, 429, 503];

    /// <summary>How old a permit may be that lets somebody in: its lifetime begins when it has arrived.</summary>
    private static readonly TimeSpan s_promised = SoakHost.PermitLifetime + SoakHost.AttemptTimeout;

    private readonly RedisServer? _redis = RedisServer.NewIfThere();
    private readonly Figures _figures = new();
    private readonly List<SoakHost> _hosts = [];
    private readonly List<Weight> _weights = [];
    private ScriptedSandbox _sandbox = null!;
    private ChaosAltinn _altinn = null!;
    private Population _people = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact(Timeout = 40 * 60_000)]
    public async Task Nobody_is_let_in_without_a_permit_and_nothing_grows_while_everything_fails()
    {
        var text = Environment.GetEnvironmentVariable(Variable);
        Assert.SkipWhen(string.IsNullOrEmpty(text), $"Set {Variable} to the seconds that this is to last.");
        await StartAsync();

        await StormAsync(TimeSpan.FromSeconds(int.Parse(text, CultureInfo.InvariantCulture)));
        output.WriteLine(_figures.Tell(_weights));
        output.WriteLine(_redis is null ? "There was no redis-server." : "Redis was stopped and started.");

        _figures.Faults.ShouldBeEmpty();
        _figures.AfterWithdrawal.ShouldBeGreaterThan(0);
        foreach (var status in new[] { "200", "401", "403", "503" })
        {
            _figures.Answers.Keys.ShouldContain(answer => answer.StartsWith(status));
        }

        var (half, end) = (_weights[0], _weights[^1]);
        end.Heap.ShouldBeLessThan(half.Heap + MoreHeap);
        end.Threads.ShouldBeLessThan(half.Threads + MoreThreads);
        await RecoversAsync();
        await EverybodyIsAnsweredAsync();
        await EveryPlaceIsFreeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var host in _hosts)
        {
            await host.DisposeAsync();
        }

        if (_altinn is not null)
        {
            await _altinn.DisposeAsync();
            await _sandbox.DisposeAsync();
        }

        _redis?.Dispose();
    }

    private async Task StartAsync()
    {
        _sandbox = await ScriptedSandbox.StartAsync(cancellationToken: Cancel);
        _altinn = await ChaosAltinn.StartAsync(Cancel);
        _people = new Population(_sandbox);
        _altinn.Holders = _people.Holds;
        if (_redis is not null)
        {
            await _redis.StartAsync();
        }

        var sealKey = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
        for (var i = 0; i < 2; i++)
        {
            _hosts.Add(await SoakHost.StartAsync(_sandbox, _altinn, _redis?.Address, sealKey, Cancel));
        }
    }

    private async Task StormAsync(TimeSpan length)
    {
        var started = Stopwatch.GetTimestamp();
        using var storm = new CancellationTokenSource(length);
        var weather = new Weather(_sandbox, _altinn, _people, _hosts, _redis);
        var blowing = weather.BlowAsync(storm.Token);
        var callers = Enumerable
            .Range(0, Callers)
            .Select(_ => Task.Run(() => CallAsync(storm.Token), Cancel))
            .ToArray();

        // The second half, in five looks: by then every cache has been full for long.
        for (var look = 4; look <= 8; look++)
        {
            var due = (length * look / 8) - Stopwatch.GetElapsedTime(started);
            if (due > TimeSpan.Zero)
            {
                await Task.Delay(due, TimeProvider.System, Cancel);
            }

            _weights.Add(Weight.Now(Stopwatch.GetElapsedTime(started)));
        }

        await Task.WhenAll(callers);
        await blowing;
        await weather.CalmAsync();
    }

    private async Task CallAsync(CancellationToken until)
    {
        while (!until.IsCancellationRequested)
        {
            await AskAsync(_people.Any(), Random.Shared.Next(_hosts.Count));
        }
    }

    private async Task<HttpStatusCode> AskAsync(SoakUser user, int host)
    {
        var (token, isExpired) = user.Token();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/krav");
        request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {token}");
        var before = user.Standing;
        var sent = Stopwatch.GetTimestamp();
        using var answer = await _hosts[host].Http.SendAsync(request, Cancel);
        var took = Stopwatch.GetElapsedTime(sent);
        var isUnchanged = ReferenceEquals(before, user.Standing);
        var source = answer.Headers.TryGetValues(SoakHost.Source, out var values) ? values.Single() : "";
        var told = await ToldAsync(answer);
        _figures.Count(told, took, isRemembered: answer.StatusCode == HttpStatusCode.OK && source == "Cache");
        if (answer.StatusCode == HttpStatusCode.Unauthorized)
        {
            user.RenewToken();
        }

        if (!s_expected.Contains((int)answer.StatusCode) || told.Contains(WithoutCode, StringComparison.Ordinal))
        {
            _figures.Faults.Enqueue(told);
        }

        if (answer.StatusCode == HttpStatusCode.OK)
        {
            Judge(before, sent, host, isUnchanged, isExpired, source);
        }

        return answer.StatusCode;
    }

    private void Judge(Standing before, long sent, int host, bool isUnchanged, bool isExpired, string source)
    {
        if (isExpired)
        {
            _figures.Faults.Enqueue("let in with a token that had expired");
        }

        if (before.Holds || !isUnchanged || before.Since > sent)
        {
            return;
        }

        var age = Stopwatch.GetElapsedTime(before.Since, sent);
        if (age > s_promised || before.Host == host)
        {
            _figures.Faults.Enqueue(
                $"let in {age} after the right was withdrawn, from {source}, {(before.Host == host ? "forgotten by this host" : "not forgotten by this host")}"
            );
        }
        else
        {
            _figures.CountAfterWithdrawal();
        }
    }

    private static async Task<string> ToldAsync(HttpResponseMessage answer)
    {
        if (answer.StatusCode == HttpStatusCode.OK)
        {
            return "200";
        }

        var body = await answer.Content.ReadAsStringAsync(Cancel);
        try
        {
            return $"{(int)answer.StatusCode} {JsonDocument.Parse(body).RootElement.GetProperty("code").GetString()}";
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException)
        {
            return $"{(int)answer.StatusCode} {WithoutCode}: {body}";
        }
    }

    /// <summary>Circuits are open for ten seconds, and a refused fresh token is not renewed for thirty.</summary>
    private async Task RecoversAsync()
    {
        for (var host = 0; host < _hosts.Count; host++)
        {
            while (await AskAsync(Holder(), host) != HttpStatusCode.OK)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System, Cancel);
            }
        }
    }

    /// <summary>No question hangs for ever, and what everybody is told is the truth again.</summary>
    private Task EverybodyIsAnsweredAsync() =>
        Parallel.ForEachAsync(
            _people.All,
            new ParallelOptions { MaxDegreeOfParallelism = 32, CancellationToken = Cancel },
            async (user, _) =>
            {
                var wanted = user.Standing.Holds ? HttpStatusCode.OK : HttpStatusCode.Forbidden;
                while (await AskAsync(user, Random.Shared.Next(_hosts.Count)) != wanted)
                {
                    await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, Cancel);
                }
            }
        );

    /// <summary>Every call in flight has given its place back, and no request has stayed.</summary>
    private async Task EveryPlaceIsFreeAsync()
    {
        await Poll.UntilAsync(() => _hosts.TrueForAll(host => host.Requests == 0));
        foreach (var host in _hosts)
        {
            var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _altinn.Release = release.Task;
            var asking = _people
                .All.Take(SoakHost.MaxConcurrentCalls)
                .Select(user => AskNewlyAsync(user, host))
                .ToArray();
            await Poll.UntilAsync(() =>
                _altinn.Held == SoakHost.MaxConcurrentCalls || Array.Exists(asking, one => one.IsCompleted)
            );

            _altinn.Held.ShouldBe(SoakHost.MaxConcurrentCalls);
            release.SetResult();
            await Task.WhenAll(asking);
        }

        await Poll.UntilAsync(() => _hosts.TrueForAll(host => host.Requests == 0) && _altinn.Held == 0);
        _figures.Faults.ShouldBeEmpty();
    }

    private async Task AskNewlyAsync(SoakUser user, SoakHost host)
    {
        if (user.Token().IsExpired)
        {
            user.RenewToken();
        }

        await host.ForgetAsync(user.Id, Cancel);
        await AskAsync(user, _hosts.IndexOf(host));
    }

    private SoakUser Holder()
    {
        while (true)
        {
            if (_people.Any() is { Standing.Holds: true } user)
            {
                return user;
            }
        }
    }
}
