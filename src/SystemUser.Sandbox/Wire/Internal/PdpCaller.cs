namespace SystemUser.Sandbox.Wire.Internal;

/// <summary>Who asks the policy decision point, by the Altinn token in hand.</summary>
/// <param name="OrganizationNumber">The consumer's organization number, if it is a Norwegian one.</param>
/// <param name="Scopes">The scopes of the token.</param>
internal sealed record PdpCaller(string? OrganizationNumber, IReadOnlyCollection<string> Scopes);
