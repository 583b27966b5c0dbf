using SystemUser.Sandbox.Wire.Internal;
using SystemUser.Sandbox.Wire.Scripted.Internal;

namespace SystemUser.Sandbox.Wire.Scripted;

/// <summary>The policy decision point: what it was asked, and what it is to decide.</summary>
/// <remarks>
/// It wants the subscription key and an Altinn token like the real one. Of several arrangements, those for a number of
/// questions are used up first, in the order they were made; then the newest standing one that matches counts.
/// </remarks>
public sealed class ScriptedPdp
{
    private readonly ScriptedSandbox _sandbox;
    private readonly CallLog _log = new();
    private readonly Arrangements _arrangements = new();

    internal ScriptedPdp(ScriptedSandbox sandbox) => _sandbox = sandbox;

    /// <summary>Gets the calls so far, the oldest first: one per plain request or multi-request.</summary>
    public IReadOnlyList<RecordedCall> Calls => _log.Calls;

    /// <summary>Gets the questions of all calls so far, the oldest first.</summary>
    public IReadOnlyList<PdpQuestion> Questions => [.. _log.Calls.SelectMany(call => call.Questions)];

    /// <summary>Begins a sentence about all questions from now on.</summary>
    public DecisionScript Always => When(static _ => true);

    /// <summary>Begins a sentence about the next question.</summary>
    public DecisionScript Next => Always.Times(1);

    /// <summary>Begins a sentence about some questions.</summary>
    /// <param name="predicate">Which.</param>
    /// <returns>The sentence.</returns>
    public DecisionScript When(Func<PdpQuestion, bool> predicate) =>
        new(_arrangements, new Arrangement((_, question) => predicate(question!)));

    /// <summary>Begins a sentence about the questions that name all that is given here.</summary>
    /// <param name="systemUser">The id of the system user. Defaults to any.</param>
    /// <param name="party">The party, as the question spells it. Defaults to any.</param>
    /// <param name="resource">The resource id. Defaults to any.</param>
    /// <param name="action">The action. Defaults to any.</param>
    /// <returns>The sentence.</returns>
    public DecisionScript For(
        string? systemUser = null,
        string? party = null,
        string? resource = null,
        string? action = null
    )
    {
        return When(question =>
            Is(systemUser, question.SystemUserId, StringComparison.OrdinalIgnoreCase)
            && Is(party, question.Party)
            && Is(resource, question.ResourceId)
            && Is(action, question.ActionId)
        );

        static bool Is(string? wanted, string? actual, StringComparison comparison = StringComparison.Ordinal) =>
            wanted is null || string.Equals(wanted, actual, comparison);
    }

    /// <summary>Permits, demanding level 3: short for <c>For(…).Permit()</c>.</summary>
    /// <param name="systemUser">The id of the system user. Defaults to any.</param>
    /// <param name="party">The party, as the question spells it. Defaults to any.</param>
    /// <param name="resource">The resource id. Defaults to any.</param>
    /// <param name="action">The action. Defaults to any.</param>
    public void Permit(
        string? systemUser = null,
        string? party = null,
        string? resource = null,
        string? action = null
    ) => For(systemUser, party, resource, action).Permit();

    /// <summary>Waits until a number of calls have come, answered or not.</summary>
    /// <param name="count">How many calls in all.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>A task that ends when they have.</returns>
    public Task WaitForCallsAsync(int count, CancellationToken cancellationToken) =>
        _log.WaitAsync(count, cancellationToken);

    /// <summary>Forgets the calls and the arrangements.</summary>
    public void Reset()
    {
        _log.Clear();
        _arrangements.Clear();
    }

    internal void Receive(RecordedCall call) => _log.Add(call);

    internal async ValueTask<PdpAnswer> DecideAsync(PdpRequest request, CancellationToken cancellationToken)
    {
        var results = new List<PdpResult>(request.Questions.Count);
        foreach (var question in request.Questions)
        {
            var arrangement = _arrangements.Take(call: null, question) ?? throw _sandbox.Unarranged(question);
            await arrangement.WaitAsync(_sandbox.TimeProvider, cancellationToken);
            if (arrangement.Fault is { } fault)
            {
                return new PdpAnswer(fault);
            }

            if (arrangement.WholeAnswer is { } answer)
            {
                return new PdpAnswer(answer);
            }

            results.Add(arrangement.Result!);
        }

        // What throws inside Altinn takes the whole batch with it.
        var thrown = results.Find(result => result.StatusCode is PdpStatus.ProcessingError or PdpStatus.SyntaxError);
        return new PdpAnswer(thrown is null ? results : [thrown]);
    }
}
