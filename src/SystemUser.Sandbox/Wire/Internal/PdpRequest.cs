namespace SystemUser.Sandbox.Wire.Internal;

/// <summary>A request to the policy decision point.</summary>
/// <param name="Questions">The questions in order: one of a plain request, two or more of a multi-request.</param>
/// <param name="Caller">Who asks.</param>
internal sealed record PdpRequest(IReadOnlyList<PdpQuestion> Questions, PdpCaller Caller);
