using System.Collections.Concurrent;

namespace SystemUser.AspNetCore.Authentication.Internal;

/// <summary>The memory of validated tokens, bounded in number and bytes however many valid tokens are sent.</summary>
/// <remarks>
/// Two generations: a token that is met again moves to the young one, and when that is full, or as old as no token gets, the old
/// one goes. Nothing on the way of a token that is recognized takes a lock.
/// </remarks>
internal sealed class ValidatedTokens
{
    private static readonly TimeSpan s_longestLifetime = TimeSpan.FromMinutes(5);

    private readonly Lock _gate = new();
    private readonly int _maxCount;
    private readonly long _maxBytes;
    private volatile Generation _young = new(DateTimeOffset.MinValue);
    private volatile Generation _old = new(DateTimeOffset.MinValue);

    /// <summary>Creates a memory.</summary>
    /// <param name="maxCount">How many tokens each generation holds.</param>
    /// <param name="maxBytes">How many bytes each generation may keep alive.</param>
    public ValidatedTokens(int maxCount = 10_000, long maxBytes = 32 * 1024 * 1024)
    {
        _maxCount = maxCount;
        _maxBytes = maxBytes;
    }

    public int Count => _young.Tokens.Count + _old.Tokens.Count;

    public RecognizableToken? Find(TokenDigest digest)
    {
        if (_young.Tokens.TryGetValue(digest, out var token))
        {
            return token;
        }

        if (!_old.Tokens.TryGetValue(digest, out token))
        {
            return null;
        }

        Add(digest, token);
        return token;
    }

    public void Add(TokenDigest digest, RecognizableToken token)
    {
        var generation = _young;
        if (generation.IsFull(_maxCount, _maxBytes) || token.ValidatedAt - generation.Since > s_longestLifetime)
        {
            generation = Turn(generation, token.ValidatedAt);
        }

        generation.Add(digest, token);
    }

    private Generation Turn(Generation full, DateTimeOffset now)
    {
        lock (_gate)
        {
            if (ReferenceEquals(_young, full))
            {
                _old = full;
                _young = new Generation(now);
            }

            return _young;
        }
    }

    private sealed class Generation(DateTimeOffset since)
    {
        private int _count;
        private long _bytes;

        public DateTimeOffset Since { get; } = since;

        public ConcurrentDictionary<TokenDigest, RecognizableToken> Tokens { get; } = new();

        public bool IsFull(int maxCount, long maxBytes) =>
            Volatile.Read(ref _count) >= maxCount || Volatile.Read(ref _bytes) >= maxBytes;

        public void Add(TokenDigest digest, RecognizableToken token)
        {
            Tokens[digest] = token;
            Interlocked.Increment(ref _count);
            Interlocked.Add(ref _bytes, token.Size);
        }
    }
}
