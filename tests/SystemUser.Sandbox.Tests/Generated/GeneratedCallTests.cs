using System.Text.Json.Nodes;
using SystemUser.Sandbox.Tests.World;

namespace SystemUser.Sandbox.Tests.Generated;

/// <summary>Whatever is sent to the sandbox, it answers, and never with 500.</summary>
public sealed class GeneratedCallTests(ITestOutputHelper output) : WorldTest
{
    private const int Usual = 1500;
    private const int CallsToAToken = 50;

    private const string Scopes =
        "altinn:authentication/systemregister.write altinn:authentication/systemuser.request.read "
        + "altinn:authentication/systemuser.request.write altinn:maskinporten/systemuser.read "
        + "altinn:resourceregistry/resource.write altinn:resourceregistry/resource.admin "
        + "altinn:resourceregistry/accesslist.write altinn:resourceregistry/accesslist.read "
        + "altinn:authorization/authorize altinn:authorization/authorize.admin altinn:serviceowner "
        + "altinn:accessmanagement/authorizedparties altinn:accessmanagement/authorizedparties.admin "
        + "altinn:accessmanagement/authorizedparties.resourceowner altinn:consentrequests.read altinn:consentrequests.write "
        + "altinn:clientdelegations.read altinn:clientdelegations.write altinn:clientdelegations/myclients.read";

    /// <summary>Values and names that mean something here.</summary>
    private static readonly string[] s_known =
    [
        The.Provider,
        The.Vendor,
        The.Customer,
        The.Accountant,
        The.Client,
        The.Resource,
        The.System,
        The.AgentSystem,
        The.AgentPackage,
        The.DailyLeader,
        The.Pia,
        The.SystemUser.ToString(),
        The.Agent.ToString(),
        $"0192:{The.Vendor}",
        "991825827_generated",
        "skatteetaten:kravogbetalinger",
        "urn:altinn:resource",
        "urn:altinn:organization:identifier-no",
        "urn:altinn:systemuser:uuid",
        "pdp",
        "token",
        "id",
        "ID",
        "name",
        "nb",
        "en",
        "value",
        "urn",
        "type",
        "vendor",
        "clientId",
        "rights",
        "resource",
        "accessPackages",
        "requiredRights",
        "unwantedRights",
        "systemId",
        "partyOrgNo",
        "externalRef",
        "redirectUrl",
        "allowedRedirectUrls",
        "identifier",
        "title",
        "hasCompetentAuthority",
        "organization",
        "Request",
        "AccessSubject",
        "Action",
        "Resource",
        "Attribute",
        "AttributeId",
        "Value",
        "MultiRequests",
        "RequestReference",
        "scope",
        "kind",
        "status",
        "bySeconds",
        "from",
        "to",
        "validTo",
        "consentRights",
        "data",
        "https://smartcloud.example/receipt",
    ];

    [Fact]
    public async Task Every_operation_answers_whatever_it_is_sent_and_never_with_500()
    {
        var (seed, count) = (GeneratedCalls.Seed, GeneratedCalls.Count(Usual));
        output.WriteLine($"{GeneratedCalls.SeedVariable}={seed} {GeneratedCalls.CountVariable}={count}");
        var document = JsonNode.Parse(await Host.Http.GetStringAsync("/sandbox/openapi.json", Cancelled))!;
        string?[] tokens = [];
        var statuses = new SortedDictionary<int, int>();
        var broken = new List<string>();

        foreach (var call in new GeneratedCalls(document, seed, s_known).Make(count))
        {
            if (call.Number % CallsToAToken == 0)
            {
                tokens = await TokensAsync();
            }

            var status = await call.SendAsync(Host.Http, tokens[call.Number / 7 % tokens.Length], Cancelled);
            statuses[status] = statuses.GetValueOrDefault(status) + 1;
            if (status is 500 or 0)
            {
                broken.Add($"{status} {call}");
            }

            await UndoAsync(call);
        }

        output.WriteLine(string.Join(", ", statuses.Select(one => $"{one.Value} of {one.Key}")));
        broken.ShouldBeEmpty();
        statuses.ShouldContainKey(200);
        statuses.ShouldContainKey(400);
    }

    /// <summary>Takes back what would make the next calls fail as told: faults, another time.</summary>
    private async Task UndoAsync(GeneratedCall call)
    {
        if (call.Method == HttpMethod.Get || !call.Operation.StartsWith("/sandbox/", StringComparison.Ordinal))
        {
            return;
        }

        using var faults = await Host.Http.DeleteAsync("/sandbox/faults", Cancelled);
        using var clock = await Host.Http.DeleteAsync("/sandbox/clock", Cancelled);
        faults.EnsureSuccessStatusCode();
    }

    private async Task<string?[]> TokensAsync() =>
        [
            await OrganizationTokenAsync(The.Provider, Scopes),
            await OrganizationTokenAsync(The.Vendor, Scopes),
            await PersonTokenAsync(The.DailyLeader),
            await PersonTokenAsync(The.ClientAdministrator),
            null,
        ];
}
