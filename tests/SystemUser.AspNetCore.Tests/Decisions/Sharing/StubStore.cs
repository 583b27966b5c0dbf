using System.Collections.Concurrent;
using System.Globalization;
using SystemUser.AspNetCore.Decisions;

namespace SystemUser.AspNetCore.Tests.Decisions.Sharing;

/// <summary>A store in memory, which wakes nobody and does what a test tells it.</summary>
internal sealed class StubStore : ISharedDecisionStore
{
    private readonly List<ReadOnlyMemory<byte>> _log = [];
    private int _reads;

    public ConcurrentDictionary<string, ReadOnlyMemory<byte>> Entries { get; } = new();

    public Guid Epoch { get; set; } = Guid.NewGuid();

    public bool IsDown { get; set; }

    /// <summary>Gets or sets what a forgetting goes on with once it is kept.</summary>
    public Func<Task> AfterForgetting { get; set; } = () => Task.CompletedTask;

    /// <summary>Gets how often the log was read, with or without success.</summary>
    public int Reads => Volatile.Read(ref _reads);

    public Task<SharedEntries> ReadAsync(IReadOnlyList<string> names, CancellationToken cancellationToken) =>
        Answer(() => new SharedEntries([.. names.Select(Find)], Epoch));

    public Task WriteAsync(
        string decision,
        ReadOnlyMemory<byte> entry,
        TimeSpan lifetime,
        CancellationToken cancellationToken
    ) => Answer(() => Entries[decision] = entry);

    public async Task ForgetAsync(
        string forgetting,
        ReadOnlyMemory<byte> entry,
        TimeSpan lifetime,
        CancellationToken cancellationToken
    )
    {
        await Answer(() =>
        {
            Entries[forgetting] = entry;
            Append(entry);
            return true;
        });
        await AfterForgetting();
    }

    public async Task<ForgottenPage> ReadForgottenAsync(ForgottenPage? previous, CancellationToken cancellationToken)
    {
        try
        {
            return await Answer(() =>
            {
                lock (_log)
                {
                    var from = previous?.Epoch == Epoch ? int.Parse(previous.Place, CultureInfo.InvariantCulture) : 0;
                    var next = _log.Skip(from).Take(1).ToList(); // a page holds one
                    var place = from + next.Count;
                    return new ForgottenPage(
                        Epoch,
                        place.ToString(CultureInfo.InvariantCulture),
                        next,
                        HasMore: place < _log.Count
                    );
                }
            });
        }
        finally
        {
            Interlocked.Increment(ref _reads);
        }
    }

    public Task WaitForForgottenAsync(CancellationToken cancellationToken) =>
        Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);

    public void Append(ReadOnlyMemory<byte> entry)
    {
        lock (_log)
        {
            _log.Add(entry);
        }
    }

    /// <summary>Loses everything, and says so.</summary>
    public void Empty()
    {
        lock (_log)
        {
            _log.Clear();
        }

        Entries.Clear();
        Epoch = Guid.NewGuid();
    }

    private ReadOnlyMemory<byte>? Find(string name) =>
        Entries.TryGetValue(name, out var entry) ? entry : default(ReadOnlyMemory<byte>?);

    private Task<T> Answer<T>(Func<T> answer) =>
        IsDown ? Task.FromException<T>(new IOException("store down")) : Task.FromResult(answer());
}
