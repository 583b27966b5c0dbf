using System.Diagnostics;

namespace SystemUser.AspNetCore.Benchmarks.Sample;

/// <summary>Counts the queries to a database, as Npgsql traces them.</summary>
internal sealed class QueryCounter : IDisposable
{
    private readonly ActivityListener _listener;
    private int _count;

    public QueryCounter(string database)
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Npgsql",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity =>
            {
                if (activity.GetTagItem("db.namespace") as string == database)
                {
                    Interlocked.Increment(ref _count);
                }
            },
        };
        ActivitySource.AddActivityListener(_listener);
    }

    public int Count => _count;

    public void Dispose() => _listener.Dispose();
}
