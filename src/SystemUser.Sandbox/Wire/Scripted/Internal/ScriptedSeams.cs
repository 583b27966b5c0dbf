using System.Security.Cryptography;
using System.Text.Json.Nodes;
using SystemUser.Sandbox.Wire.Internal;
using SystemUser.Sandbox.Wire.Internal.Http;
using SystemUser.Sandbox.Wire.Internal.Tokens;

namespace SystemUser.Sandbox.Wire.Scripted.Internal;

/// <summary>Answers for the wire out of a <see cref="ScriptedSandbox"/>.</summary>
internal sealed class ScriptedSeams(ScriptedSandbox sandbox)
    : IDecisionSource,
        IMaskinportenGrants,
        IServiceOwners,
        ITestTokenUsers
{
    private const string OrgCode = "skd";

    public ValueTask<PdpAnswer> DecideAsync(PdpRequest request, CancellationToken cancellationToken) =>
        sandbox.Pdp.DecideAsync(request, cancellationToken);

    public ValueTask<KnownClient?> FindClientAsync(string clientId, CancellationToken cancellationToken) =>
        ValueTask.FromResult(
            string.Equals(clientId, sandbox.ClientId, StringComparison.Ordinal)
                ? new KnownClient([
                    .. sandbox.ClientKeys.Published.Select(key => new PublicKey(
                        key.KeyId,
                        key.Rsa.ExportParameters(includePrivateParameters: false)
                    )),
                ])
                : null
        );

    public ValueTask<TokenGrant> GrantAsync(VerifiedAssertion assertion, CancellationToken cancellationToken) =>
        ValueTask.FromResult(
            TokenGrant.Granted(
                new JsonObject
                {
                    ["consumer"] = MaskinportenTokenIssuer.Organization(ScriptedSandbox.ProviderOrganizationNumber),
                    ["scope"] = string.Join(' ', assertion.Scopes),
                },
                sandbox.MaskinportenTokenLifetime
            )
        );

    public bool KnowsSubscriptionKey(string subscriptionKey) =>
        string.Equals(subscriptionKey, sandbox.SubscriptionKey, StringComparison.Ordinal);

    public string? FindOrgCode(string organizationNumber) =>
        string.Equals(organizationNumber, ScriptedSandbox.ProviderOrganizationNumber, StringComparison.Ordinal)
            ? OrgCode
            : null;

    public TestTokenUser? Find(string? systemUserId, string? owner) => null;
}
