using System.Globalization;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.DependencyInjection;
using SystemUser.AspNetCore.Decisions;
using SystemUser.AspNetCore.Decisions.Internal;
using SystemUser.AspNetCore.Tests.Support;

namespace SystemUser.AspNetCore.Tests.Decisions.Sharing;

/// <summary>Two hosts over one Redis. Runs where <c>SYSTEMUSER_TEST_REDIS</c> names one (<c>127.0.0.1:6379</c>).</summary>
public sealed class RedisTests
{
    private const string Variable = "SYSTEMUSER_TEST_REDIS";

    [Fact]
    public async Task Two_hosts_share_decisions_and_forget_them_through_a_real_Redis()
    {
        var address = Environment.GetEnvironmentVariable(Variable);
        Assert.SkipWhen(address is null, $"{Variable} is not set.");
        var protection = new EphemeralDataProtectionProvider();
        var question = Some.Question(systemUser: Guid.NewGuid().ToString());
        await using var one = NewHost(address, protection);
        await using var two = NewHost(address, protection);

        (await DecideAsync(one, question)).Source.ShouldBe(DecisionSource.PolicyDecisionPoint);
        await Poll.UntilAsync(() => one.Services.GetRequiredService<RedisCache>().Writes == 1);
        (await DecideAsync(two, question)).Source.ShouldBe(DecisionSource.Distributed);

        await one.Engine.ForgetAsync(question.Subject, Cancel);
        await using var three = NewHost(address, protection);
        (await DecideAsync(three, question)).Source.ShouldBe(DecisionSource.PolicyDecisionPoint);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    // The clock stands still, so that a slow machine does not use up the cache's fifty milliseconds.
    private static async Task<DecisionAnswer> DecideAsync(DecisionHost host, DecisionQuestion question) =>
        await host.Engine.DecideAsync(question, host.Asker, Cancel);

    private static DecisionHost NewHost(string address, IDataProtectionProvider protection) =>
        new(
            options => options.Decisions.UseDistributedCache = true,
            services =>
            {
                services.AddSingleton(new RedisCache(address));
                services.AddSingleton<IDistributedCache>(provider => provider.GetRequiredService<RedisCache>());
                services.AddSingleton(protection);
            }
        );

    /// <summary>The two words of Redis that are needed, each over a connection of its own.</summary>
    private sealed class RedisCache(string address) : IDistributedCache
    {
        private int _writes;

        public int Writes => Volatile.Read(ref _writes);

        public async Task<byte[]?> GetAsync(string key, CancellationToken token = default) =>
            await SendAsync(token, Encoding.UTF8.GetBytes("GET"), Encoding.UTF8.GetBytes(key));

        public async Task SetAsync(
            string key,
            byte[] value,
            DistributedCacheEntryOptions options,
            CancellationToken token = default
        )
        {
            var lifetime = (long)options.AbsoluteExpirationRelativeToNow!.Value.TotalMilliseconds;
            await SendAsync(
                token,
                Encoding.UTF8.GetBytes("SET"),
                Encoding.UTF8.GetBytes(key),
                value,
                Encoding.UTF8.GetBytes("PX"),
                Encoding.UTF8.GetBytes(lifetime.ToString(CultureInfo.InvariantCulture))
            );
            Interlocked.Increment(ref _writes);
        }

        public byte[]? Get(string key) => throw new NotSupportedException();

        public void Set(string key, byte[] value, DistributedCacheEntryOptions options) =>
            throw new NotSupportedException();

        public void Refresh(string key) => throw new NotSupportedException();

        public Task RefreshAsync(string key, CancellationToken token = default) => throw new NotSupportedException();

        public void Remove(string key) => throw new NotSupportedException();

        public Task RemoveAsync(string key, CancellationToken token = default) => throw new NotSupportedException();

        private async Task<byte[]?> SendAsync(CancellationToken cancellationToken, params byte[][] words)
        {
            var separator = address.LastIndexOf(':');
            using var client = new TcpClient();
            await client.ConnectAsync(
                address[..separator],
                int.Parse(address[(separator + 1)..], CultureInfo.InvariantCulture),
                cancellationToken
            );
            await using var stream = client.GetStream();
            await stream.WriteAsync(Encode(words), cancellationToken);
            var header = await ReadLineAsync(stream, cancellationToken);
            if (header[0] == '+' || header == "$-1")
            {
                return null;
            }

            header[0].ShouldBe('$', header);
            var value = new byte[int.Parse(header[1..], CultureInfo.InvariantCulture)];
            await stream.ReadExactlyAsync(value, cancellationToken);
            return value;
        }

        private static byte[] Encode(byte[][] words)
        {
            using var request = new MemoryStream();
            request.Write(Encoding.ASCII.GetBytes($"*{words.Length}\r\n"));
            foreach (var word in words)
            {
                request.Write(Encoding.ASCII.GetBytes($"${word.Length}\r\n"));
                request.Write(word);
                request.Write("\r\n"u8);
            }

            return request.ToArray();
        }

        private static async Task<string> ReadLineAsync(Stream stream, CancellationToken cancellationToken)
        {
            var line = new StringBuilder();
            var next = new byte[1];
            while (!line.ToString().EndsWith("\r\n", StringComparison.Ordinal))
            {
                await stream.ReadExactlyAsync(next, cancellationToken);
                line.Append((char)next[0]);
            }

            return line.ToString().TrimEnd();
        }
    }
}
