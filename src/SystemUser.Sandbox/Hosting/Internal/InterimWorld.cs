using System.Text.Json.Nodes;
using SystemUser.Sandbox.Wire;
using SystemUser.Sandbox.Wire.Internal;
using SystemUser.Sandbox.Wire.Internal.Tokens;

namespace SystemUser.Sandbox.Hosting.Internal;

/// <summary>
/// The smallest world that the story can be told in: a system user of TILFELDIG SUBTIL APE, and an agent of TILBAKEHOLDEN
/// USYMMETRISK TIGER AS with one client.
/// </summary>
internal sealed class InterimWorld(ProviderClient provider)
    : IDecisionSource,
        IMaskinportenGrants,
        IServiceOwners,
        ITestTokenUsers
{
    private const string Vendor = "991825827";
    private const string Ape = "310904473";
    private const string Tiger = "314250052";
    private const string ClientOfTiger = "312714051";

    private static readonly Dictionary<string, (TestTokenUser User, string[] Parties)> Users = new(
        StringComparer.OrdinalIgnoreCase
    )
    {
        ["33a0911a-5459-456f-bc57-3d37ef9a016c"] = (new(Ape, $"{Vendor}_smartcloud", Vendor, null), [Ape]),
        ["7a1d5e0c-3f52-4c2b-9a64-0d8f1b6e2c31"] = (
            new(Tiger, $"{Vendor}_smartcloud_ap", Vendor, null),
            [ClientOfTiger]
        ),
    };

    public ValueTask<PdpAnswer> DecideAsync(PdpRequest request, CancellationToken cancellationToken) =>
        ValueTask.FromResult(new PdpAnswer([.. request.Questions.Select(Decide)]));

    public ValueTask<IReadOnlyList<PublicKey>?> FindClientKeysAsync(
        string clientId,
        CancellationToken cancellationToken
    ) =>
        ValueTask.FromResult(
            string.Equals(clientId, provider.ClientId, StringComparison.Ordinal) ? provider.Keys : null
        );

    public ValueTask<TokenGrant> GrantAsync(ClientAssertion assertion, CancellationToken cancellationToken) =>
        ValueTask.FromResult(
            TokenGrant.Granted(
                new JsonObject
                {
                    ["consumer"] = MaskinportenTokens.Organization(ProviderClient.OrganizationNumber),
                    ["scope"] = string.Join(' ', assertion.Scopes),
                },
                TimeSpan.FromMinutes(2)
            )
        );

    public bool KnowsSubscriptionKey(string subscriptionKey) =>
        string.Equals(subscriptionKey, provider.SubscriptionKey, StringComparison.Ordinal);

    public string? FindOrgCode(string organizationNumber) => null;

    public TestTokenUser? Find(string systemUserId) => Users.GetValueOrDefault(systemUserId).User;

    private static PdpResult Decide(PdpQuestion question) =>
        Users.GetValueOrDefault(question.SystemUserId ?? string.Empty).Parties?.Contains(question.Party) == true
            ? PdpResult.Permit(PdpObligation.MinimumLevel(3))
            : PdpResult.NotApplicable;
}
