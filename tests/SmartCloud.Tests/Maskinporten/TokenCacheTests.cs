using SmartCloud.Failures;
using SmartCloud.Maskinporten;
using SmartCloud.Tests.Support;

namespace SmartCloud.Tests.Maskinporten;

public sealed class TokenCacheTests
{
    private readonly FakeClock _time = new();
    private readonly TokenCache<string> _cache;
    private int _fetched;

    public TokenCacheTests() => _cache = new TokenCache<string>(_time);

    [Fact]
    public async Task Keeps_a_token_until_shortly_before_it_expires()
    {
        var first = await GetAsync("a");
        _time.Advance(TimeSpan.FromSeconds(104));
        (await GetAsync("a")).ShouldBe(first);
        _time.Advance(TimeSpan.FromSeconds(1));
        (await GetAsync("a")).ShouldNotBe(first);
        _fetched.ShouldBe(2);
    }

    [Fact]
    public async Task Never_gives_one_customers_token_to_another()
    {
        (await GetAsync("a")).ShouldNotBe(await GetAsync("b"));
    }

    [Fact]
    public async Task Fetches_once_however_many_wait()
    {
        var gate = new TaskCompletionSource();
        var waiting = Enumerable
            .Range(0, 100)
            .Select(_ => _cache.GetAsync("a", FetchSlowlyAsync, TestContext.Current.CancellationToken))
            .ToArray();
        gate.SetResult();

        var tokens = await Task.WhenAll(waiting);

        _fetched.ShouldBe(1);
        tokens.Select(one => one.Value).Distinct().ShouldHaveSingleItem();

        async Task<Answer<AccessToken>> FetchSlowlyAsync(CancellationToken cancellationToken)
        {
            await gate.Task;
            return await FetchAsync(cancellationToken);
        }
    }

    [Fact]
    public async Task Remembers_no_failure()
    {
        var failure = new Failure(FailureKind.Unreachable, Service.Maskinporten);
        var refused = await _cache.GetAsync(
            "a",
            _ => Task.FromResult<Answer<AccessToken>>(failure),
            TestContext.Current.CancellationToken
        );

        refused.ShouldHaveFailed(FailureKind.Unreachable);
        (await GetAsync("a")).Value.ShouldBe("token1");
    }

    [Fact]
    public async Task Forgets_the_token_that_was_refused_and_not_the_one_that_replaced_it()
    {
        var refused = await GetAsync("a");
        _cache.Forget("a", refused);
        var fresh = await GetAsync("a");
        _cache.Forget("a", refused);

        (await GetAsync("a")).ShouldBe(fresh);
        _fetched.ShouldBe(2);
    }

    private async Task<AccessToken> GetAsync(string key) =>
        (await _cache.GetAsync(key, FetchAsync, TestContext.Current.CancellationToken)).ShouldHaveSucceeded();

    private Task<Answer<AccessToken>> FetchAsync(CancellationToken cancellationToken) =>
        Task.FromResult<Answer<AccessToken>>(
            new AccessToken($"token{Interlocked.Increment(ref _fetched)}", _time.GetUtcNow().AddSeconds(120))
        );
}
