using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using SystemUser.AspNetCore.Benchmarks.Load;
using SystemUser.Sandbox.Wire.Scripted;

namespace SystemUser.AspNetCore.Benchmarks.Hosts;

/// <summary>
/// Three hosts behind YARP and one Redis. An agent's thousand clients are asked for through all of them, system users are forgotten,
/// and all hosts are replaced, one after the other, while callers go on asking.
/// </summary>
internal sealed class HostsScenario : IAsyncDisposable
{
    private const int Hosts = 3;
    private const int Pages = 10;
    private const int PageSize = 100;
    private const int Forgettings = 50;
    private const int Callers = 8;

    private readonly ScriptedSandbox _sandbox;
    private readonly RedisProcess _redis;
    private readonly Balancer _balancer = new();
    private readonly List<HostProcess> _hosts = [];
    private readonly HttpClient _http = new();
    private readonly Dictionary<string, string?> _configuration;

    private HostsScenario(ScriptedSandbox sandbox, RedisProcess redis)
    {
        _sandbox = sandbox;
        _redis = redis;
        _configuration = new Dictionary<string, string?>(sandbox.Configuration)
        {
            [HostServer.Redis] = redis.Address,
            ["SystemUser:RequiredScopes:0"] = HostServer.Scope,
            ["SystemUser:Decisions:PermitLifetime"] = "00:05:00", // longer than all of it takes
            ["SystemUser:Decisions:SealKey"] = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)),
        };
    }

    private int PdpCalls => _sandbox.Pdp.Calls.Count;

    public static async Task<int> RunAsync()
    {
        var sandbox = await ScriptedSandbox.StartAsync();
        sandbox.Pdp.Permit();
        await using var scenario = new HostsScenario(sandbox, await RedisProcess.StartAsync());
        await Console.Out.WriteLineAsync(await scenario.MeasureAsync());
        return 0;
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _balancer.DisposeAsync();
        _hosts.ForEach(host => host.Dispose());
        _redis.Dispose();
        await _sandbox.DisposeAsync();
    }

    private async Task<string> MeasureAsync()
    {
        for (var i = 0; i < Hosts; i++)
        {
            _hosts.Add(await HostProcess.StartAsync(_configuration));
        }

        _balancer.Balance(_hosts);
        await _balancer.StartAsync();
        var agent = NewToken();
        await Console.Error.WriteLineAsync("Asking for a thousand clients through all hosts");
        var rounds = new List<double>();
        for (var round = 0; round < Hosts; round++)
        {
            rounds.Add(await AskAllAsync(_balancer.Address, agent)); // ten pages in turn: each comes to another host in the next round
        }

        var together = PdpCalls;
        await Console.Error.WriteLineAsync("Forgetting");
        double[] reached = [.. (await ForgetAsync()).Order()];
        await Console.Error.WriteLineAsync("Replacing the hosts");
        var before = PdpCalls;
        var (sent, lost) = await ReplaceAsync(agent);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"""
            | three hosts behind YARP, one Redis | goal | measured |
            |---|---:|---:|
            | {Pages
                * PageSize:N0} clients of one agent, asked for through all hosts: calls to the policy decision point | 40 | {together} |
            | a page of {PageSize} the first time; on another host, from Redis; remembered (medians) | | {rounds[
                0
            ]:F1}; {rounds[1]:F1}; {rounds[2]:F1} ms |
            | {Forgettings} forgettings, from the answer until the last of the hosts refuses: median, slowest | 1,000 ms | {LoadScenario.Median(
                reached
            ):F1}, {reached[^1]:F1} ms |
            | all hosts replaced one after the other, {Callers} callers asking: requests lost | 0 | {lost} of {sent:N0} |
            | meanwhile, calls to the policy decision point | 0 | {PdpCalls - before} |
            """
        );
    }

    private string NewToken() =>
        _sandbox.SystemUser("314250052").WithScopes(HostServer.Scope).ExpiresIn(TimeSpan.FromHours(1)).ToString();

    /// <summary>Asks for all clients, page after page.</summary>
    /// <returns>The median of what a page took, in milliseconds.</returns>
    private async Task<double> AskAllAsync(Uri address, string token)
    {
        var times = new List<double>();
        for (var page = 0; page < Pages; page++)
        {
            var start = Stopwatch.GetTimestamp();
            if (!await AskAsync(address, token, page))
            {
                throw new InvalidOperationException("Not every client was answered.");
            }

            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        return LoadScenario.Median(times);
    }

    private async Task<bool> AskAsync(Uri address, string token, int page)
    {
        var path = string.Create(CultureInfo.InvariantCulture, $"/klienter/{page * PageSize}/{PageSize}");
        using var answer = await SendAsync(HttpMethod.Get, new Uri(address, path), token);
        return answer.StatusCode == HttpStatusCode.OK
            && await answer.Content.ReadAsStringAsync() == PageSize.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>Has each host know a right, takes it away, has one host forget, and asks all of them until none permits it.</summary>
    /// <returns>How long that took, in milliseconds.</returns>
    private async Task<List<double>> ForgetAsync()
    {
        var times = new List<double>();
        for (var i = 0; i < Forgettings; i++)
        {
            var token = NewToken();
            foreach (var host in _hosts)
            {
                if (!await IsInAsync(host, token))
                {
                    throw new InvalidOperationException("A host refuses what is permitted.");
                }
            }

            _sandbox.Pdp.Always.Deny();
            using (await SendAsync(HttpMethod.Post, new Uri(_balancer.Address, "/glem"), token)) { }

            var start = Stopwatch.GetTimestamp();
            foreach (var host in _hosts)
            {
                while (await IsInAsync(host, token)) { }
            }

            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            _sandbox.Pdp.Always.Permit();
        }

        return times;
    }

    private async Task<bool> IsInAsync(HostProcess host, string token)
    {
        using var answer = await SendAsync(HttpMethod.Get, new Uri(host.Address, "/krav"), token);
        return answer.StatusCode == HttpStatusCode.NoContent;
    }

    /// <summary>Starts a new host for each, balances over it once it has answered, and has the old one go, while callers go on asking.</summary>
    private async Task<(int Sent, int Lost)> ReplaceAsync(string token)
    {
        using var enough = new CancellationTokenSource();
        var asking = Enumerable.Range(0, Callers).Select(_ => AskOnAsync(token, enough.Token)).ToList();
        for (var i = 0; i < Hosts; i++)
        {
            var old = _hosts[0];
            var next = await HostProcess.StartAsync(_configuration);
            await AskAllAsync(next.Address, token); // as what asks whether a host is ready does, before it is balanced over
            _hosts.Add(next);
            _balancer.Balance(_hosts);
            await old.StopAsync();
            _hosts.Remove(old);
            _balancer.Balance(_hosts);
            old.Dispose();
        }

        await enough.CancelAsync();
        var counted = await Task.WhenAll(asking);
        return (counted.Sum(caller => caller.Sent), counted.Sum(caller => caller.Lost));
    }

    private async Task<(int Sent, int Lost)> AskOnAsync(string token, CancellationToken enough)
    {
        var (sent, lost) = (0, 0);
        while (!enough.IsCancellationRequested)
        {
            lost += await AskAsync(_balancer.Address, token, sent++ % Pages) ? 0 : 1;
        }

        return (sent, lost);
    }

    private Task<HttpResponseMessage> SendAsync(HttpMethod method, Uri address, string token) =>
        _http.SendAsync(
            new HttpRequestMessage(method, address)
            {
                Headers = { Authorization = new AuthenticationHeaderValue("Bearer", token) },
            }
        );
}
