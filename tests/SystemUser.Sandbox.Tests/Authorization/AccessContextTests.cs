using System.Text.Json;
using System.Text.Json.Nodes;
using SystemUser.Sandbox.Tests.World;
using SystemUser.Sandbox.World.Internal.Model;

namespace SystemUser.Sandbox.Tests.Authorization;

/// <summary>Questions about clients' access alone, or the owner's own (Altinn's cases AltinnResourceRegistry0100 to 0109).</summary>
public sealed class AccessContextTests : WorldTest
{
    private const string AuthContext = "urn:altinn:authorization:auth-context";
    private const string AccessRestriction = "urn:altinn:authorization:access-restriction";
    private const string ViaParty = "urn:altinn:via-party:organization:identifier-no";

    [Theory]
    [InlineData(AuthContext, "All", "Permit")]
    [InlineData(AuthContext, "ClientAccess", "Permit")]
    [InlineData(AuthContext, "DirectAccess", "NotApplicable")]
    [InlineData(AccessRestriction, "None", "Permit")]
    [InlineData(AccessRestriction, "ClientDelegation", "Permit")]
    [InlineData(AccessRestriction, "DirectAndHierarchy", "NotApplicable")]
    public async Task Agents_access_counts_as_client_access_when_it_comes_from_a_client(
        string attribute,
        string value,
        string expected
    )
    {
        var result = await AskAsync(The.Agent, The.Client, (attribute, value), (ViaParty, The.Accountant));

        (Decision(result), Status(result)).ShouldBe((expected, "ok"));
    }

    [Theory]
    [InlineData("All", "Permit")]
    [InlineData("DirectAccess", "Permit")]
    [InlineData("ClientAccess", "NotApplicable")]
    public async Task Standard_system_users_access_counts_as_direct_when_its_owner_gave_it(
        string value,
        string expected
    ) =>
        Decision(await AskAsync(The.SystemUser, The.Customer, (AuthContext, value), (ViaParty, The.Customer)))
            .ShouldBe(expected);

    [Fact]
    public async Task Agents_access_counts_as_direct_when_its_owner_is_delegated_to_it()
    {
        var delegation = new ClientDelegation
        {
            Agent = The.Agent,
            Client = The.Accountant,
            AccessPackages = [The.AgentPackage],
            Created = Clock.GetUtcNow(),
        };
        Change(draft => draft.Put(delegation));

        Decision(await AskAsync(The.Agent, The.Accountant, (AuthContext, "DirectAccess"))).ShouldBe("Permit");
        Decision(await AskAsync(The.Agent, The.Accountant, (AuthContext, "ClientAccess"), (ViaParty, The.Accountant)))
            .ShouldBe("NotApplicable");
    }

    [Fact]
    public async Task Nothing_counts_when_the_via_party_is_another_organization()
    {
        var result = await AskAsync(The.Agent, The.Client, (AuthContext, "ClientAccess"), (ViaParty, The.Stranger));

        Decision(result).ShouldBe("NotApplicable");
        (await LastDecisionAsync())
            .GetProperty("why")
            .GetString()!
            .ShouldEndWith(" is no ClientAccess by way of UAVHENGIG FJERN KATT AS (313750531)");
    }

    [Fact]
    public async Task Answer_is_NotApplicable_when_the_direct_access_asked_about_is_missing() =>
        Decision(await AskAsync(The.SystemUser, The.Stranger, (AuthContext, "DirectAccess"))).ShouldBe("NotApplicable");

    [Theory]
    [InlineData("ClientAccess", The.Accountant, "altinn:authorization/authorize", "processing-error")]
    [InlineData("DirectAccess", null, "altinn:authorization/authorize", "processing-error")]
    [InlineData("Bogus", The.Accountant, "altinn:authorization/authorize.admin", "syntax-error")]
    [InlineData("", The.Accountant, "altinn:authorization/authorize.admin", "syntax-error")]
    [InlineData("ClientAccess", null, "altinn:authorization/authorize.admin", "missing-attribute")]
    [InlineData("ClientAccess", " ", "altinn:authorization/authorize.admin", "missing-attribute")]
    public async Task Answer_is_Indeterminate_when_the_access_context_is_unknown_incomplete_or_not_allowed(
        string value,
        string? viaParty,
        string scope,
        string expected
    )
    {
        (string, string)[] attributes = viaParty is null
            ? [(AuthContext, value)]
            : [(AuthContext, value), (ViaParty, viaParty)];

        var result = await AskAsync(scope, The.Agent, The.Client, attributes);

        (Decision(result), Status(result)).ShouldBe(("Indeterminate", expected));
        result.GetProperty("obligations").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Fact]
    public async Task Ordinary_scope_is_enough_when_the_context_is_the_default() =>
        Decision(
                await AskAsync(
                    "altinn:authorization/authorize",
                    The.Agent,
                    The.Client,
                    (AuthContext, "All"),
                    (ViaParty, The.Stranger)
                )
            )
            .ShouldBe("Permit");

    private Task<JsonElement> AskAsync(Guid user, string party, params (string Id, string Value)[] attributes) =>
        AskAsync("altinn:authorization/authorize.admin", user, party, attributes);

    private async Task<JsonElement> AskAsync(
        string scope,
        Guid user,
        string party,
        params (string Id, string Value)[] attributes
    )
    {
        var body = new JsonObject
        {
            ["Request"] = new JsonObject
            {
                ["AccessSubject"] = Category(("urn:altinn:systemuser:uuid", user.ToString())),
                ["Action"] = Category(("urn:oasis:names:tc:xacml:1.0:action:action-id", "read")),
                ["Resource"] = Category([
                    ("urn:altinn:resource", The.Resource),
                    ("urn:altinn:organization:identifier-no", party),
                    .. attributes,
                ]),
            },
        };
        var token = await OrganizationTokenAsync(The.Provider, scope);
        var (_, answer) = await SendAsync(
            HttpMethod.Post,
            "/authorization/api/v1/authorize",
            token,
            body.ToJsonString()
        );
        return answer.GetProperty("response").EnumerateArray().Single();
    }
}
