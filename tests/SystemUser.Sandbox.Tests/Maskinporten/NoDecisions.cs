using SystemUser.Sandbox.Wire;
using SystemUser.Sandbox.Wire.Internal;

namespace SystemUser.Sandbox.Tests.Maskinporten;

/// <summary>Stands where these tests ask nothing.</summary>
internal sealed class NoDecisions : IDecisionSource, IServiceOwners
{
    public ValueTask<PdpAnswer> DecideAsync(PdpRequest request, CancellationToken cancellationToken) =>
        ValueTask.FromResult(new PdpAnswer([PdpResult.Indeterminate()]));

    public bool KnowsSubscriptionKey(string subscriptionKey) => false;

    public string? FindOrgCode(string organizationNumber) => null;
}
