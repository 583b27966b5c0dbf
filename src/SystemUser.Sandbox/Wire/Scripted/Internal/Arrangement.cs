using SystemUser.Sandbox.Wire.Internal;
using SystemUser.Sandbox.Wire.Internal.Http;

namespace SystemUser.Sandbox.Wire.Scripted.Internal;

/// <summary>
/// What a test has arranged for the calls that match: a fault, results, or the ordinary answer, perhaps later.
/// </summary>
internal sealed record Arrangement(Func<RecordedCall?, PdpQuestion?, bool> Matches)
{
    /// <summary>Gets how many calls it is for; <see langword="null"/> for all.</summary>
    public int? Times { get; init; }

    public TimeSpan Delay { get; init; }

    public Task Release { get; init; } = Task.CompletedTask;

    public WireFault? Fault { get; init; }

    /// <summary>Gets the result for the question.</summary>
    public PdpResult? Result { get; init; }

    /// <summary>Gets the results for the whole request, however many questions it asked.</summary>
    public IReadOnlyList<PdpResult>? WholeAnswer { get; init; }

    public async Task WaitAsync(TimeProvider timeProvider, CancellationToken cancellationToken)
    {
        if (Delay > TimeSpan.Zero)
        {
            await Task.Delay(Delay, timeProvider, cancellationToken);
        }

        await Release.WaitAsync(cancellationToken);
    }
}
