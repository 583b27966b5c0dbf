using BenchmarkDotNet.Attributes;
using SystemUser.AspNetCore.Decisions;
using SystemUser.AspNetCore.Decisions.Internal;

namespace SystemUser.AspNetCore.Benchmarks.Engine;

/// <summary>One decision: remembered, and asked for. Goals: 150 ns and 0 B; 5 µs and 4 kB.</summary>
[MemoryDiagnoser]
public class DecisionBenchmarks
{
    private readonly IDecisionEngine _engine = EngineHost.Create();
    private readonly IDecisionEngine _forgetful = EngineHost.Create(options => options.PermitLifetime = TimeSpan.Zero);
    private readonly DecisionQuestion _question = EngineHost.Question(1);

    [GlobalSetup]
    public async Task RememberAsync() => await _engine.DecideAsync(_question, EngineHost.Asker, CancellationToken.None);

    [Benchmark]
    public async Task<bool> Remembered() =>
        (await _engine.DecideAsync(_question, EngineHost.Asker, CancellationToken.None)).Decision is not null;

    [Benchmark]
    public async Task<bool> Asked() =>
        (await _forgetful.DecideAsync(_question, EngineHost.Asker, CancellationToken.None)).Decision is not null;
}
