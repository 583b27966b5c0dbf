using System.Collections.Concurrent;
using System.Diagnostics;

namespace SystemUser.AspNetCore.Redis.Tests.Soak;

/// <summary>What the soak counts, and what the process weighs.</summary>
internal sealed class Figures
{
    private const int Buckets = 600;
    private const double Growth = 1.04; // from one bucket to the next
    private readonly ConcurrentDictionary<string, int> _answers = new();
    private readonly long[] _remembered = new long[Buckets];
    private readonly long[] _all = new long[Buckets];
    private long _afterWithdrawal;

    public IReadOnlyDictionary<string, int> Answers => _answers;

    public ConcurrentQueue<string> Faults { get; } = [];

    /// <summary>Gets how many were let in by a permit that had been withdrawn, within the time promised: else nothing was tested.</summary>
    public long AfterWithdrawal => Volatile.Read(ref _afterWithdrawal);

    public void Count(string answer, TimeSpan took, bool isRemembered)
    {
        _answers.AddOrUpdate(answer, 1, (_, count) => count + 1);
        var bucket = Math.Clamp((int)Math.Log(Math.Max(1, took.TotalMicroseconds), Growth), 0, Buckets - 1);
        Interlocked.Increment(ref _all[bucket]);
        if (isRemembered)
        {
            Interlocked.Increment(ref _remembered[bucket]);
        }
    }

    public void CountAfterWithdrawal() => Interlocked.Increment(ref _afterWithdrawal);

    public string Tell(IReadOnlyList<Weight> weights) =>
        string.Join(
            '\n',
            [
                $"{_answers.Values.Sum()} requests",
                .. _answers.OrderByDescending(one => one.Value).Select(one => $"{one.Value, 9} {one.Key}"),
                $"let in by a permit withdrawn since, within the time promised: {AfterWithdrawal}",
                $"all answers: p50 {Quantile(_all, 0.5):N1} ms, p99 {Quantile(_all, 0.99):N1} ms",
                $"remembered answers: p50 {Quantile(_remembered, 0.5):N1} ms, p99 {Quantile(_remembered, 0.99):N1} ms",
                .. weights.Select(one => one.ToString()),
                $"collections of generation 0, 1, 2: {GC.CollectionCount(0)}, {GC.CollectionCount(1)}, {GC.CollectionCount(2)}; pauses {GC.GetTotalPauseDuration().TotalSeconds:N1} s in all",
            ]
        );

    private static double Quantile(long[] buckets, double share)
    {
        var left = (long)(buckets.Sum() * share);
        var bucket = 0;
        while (bucket < Buckets - 1 && (left -= buckets[bucket]) > 0)
        {
            bucket++;
        }

        return Math.Pow(Growth, bucket + 1) / 1000;
    }
}

/// <summary>What the process weighs at a moment.</summary>
/// <param name="After">How long after the start.</param>
/// <param name="Heap">The bytes of the heap after a full collection.</param>
/// <param name="Threads">Its threads.</param>
internal sealed record Weight(TimeSpan After, long Heap, int Threads)
{
    public static Weight Now(TimeSpan after)
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true, compacting: true);
        GC.WaitForPendingFinalizers();
        using var process = Process.GetCurrentProcess();
        return new(after, GC.GetTotalMemory(forceFullCollection: true), process.Threads.Count);
    }

    public override string ToString() =>
        $"after {After.TotalSeconds, 4:N0} s: heap {Heap / 1048576.0:N1} MB, {Threads} threads";
}
