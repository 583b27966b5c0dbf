using SystemUser.AspNetCore.Benchmarks.Engine;
using SystemUser.AspNetCore.Decisions.Internal;

namespace SystemUser.AspNetCore.Benchmarks.Memory;

/// <summary>What a hundred thousand remembered decisions weigh. Goal: 40 MB.</summary>
internal static class MemoryReport
{
    private const int Decisions = 100_000;

    public static int Run()
    {
        var engine = EngineHost.Create();
        Ask(engine, 0, 1000); // what is made once is not counted
        var before = GC.GetTotalMemory(forceFullCollection: true);
        Ask(engine, 1000, Decisions);
        var after = GC.GetTotalMemory(forceFullCollection: true);
        GC.KeepAlive(engine);
        Console.WriteLine($"{Decisions:N0} remembered decisions: {(after - before) / 1e6:F1} MB");
        return 0;
    }

    private static void Ask(IDecisionEngine engine, int first, int count)
    {
        for (var i = first; i < first + count; i++)
        {
            engine
                .DecideAsync(EngineHost.Question(i), EngineHost.TokenExpiresAt, CancellationToken.None)
                .AsTask()
                .GetAwaiter()
                .GetResult();
        }
    }
}
