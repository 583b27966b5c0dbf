using Microsoft.Extensions.Caching.Distributed;

namespace SystemUser.AspNetCore.Decisions.Internal.Sharing;

/// <summary>The app's distributed cache as a store: it has no log, so that other hosts learn of a forgetting when they look there.</summary>
internal sealed class DistributedCacheStore(IDistributedCache cache) : ISharedDecisionStore
{
    // A cache does not tell what it has lost.
    private static readonly Guid s_epoch = Guid.AllBitsSet;

    public async Task<SharedEntries> ReadAsync(IReadOnlyList<string> names, CancellationToken cancellationToken)
    {
        var found = await Task.WhenAll(names.Select(name => cache.GetAsync(name, cancellationToken)));
        return new([.. found.Select(entry => entry is null ? default(ReadOnlyMemory<byte>?) : entry)], s_epoch);
    }

    public Task WriteAsync(
        string decision,
        ReadOnlyMemory<byte> entry,
        TimeSpan lifetime,
        CancellationToken cancellationToken
    ) => SetAsync(decision, entry, lifetime, cancellationToken);

    public Task ForgetAsync(
        string forgetting,
        ReadOnlyMemory<byte> entry,
        TimeSpan lifetime,
        CancellationToken cancellationToken
    ) => SetAsync(forgetting, entry, lifetime, cancellationToken);

    public Task<ForgottenPage> ReadForgottenAsync(ForgottenPage? previous, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task WaitForForgottenAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

    private Task SetAsync(string key, ReadOnlyMemory<byte> entry, TimeSpan lifetime, CancellationToken cancellation) =>
        cache.SetAsync(
            key,
            entry.ToArray(),
            new DistributedCacheEntryOptions { AbsoluteExpirationRelativeToNow = lifetime },
            cancellation
        );
}
