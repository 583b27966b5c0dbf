using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using SystemUser.Sandbox.Tests.World;
using SystemUser.Sandbox.World.Internal;

namespace SystemUser.Sandbox.Fidelity;

/// <summary>Altinn's policy decision point: <c>Cases/pdp.json</c>.</summary>
public sealed class PdpTests : IAsyncLifetime
{
    private static readonly PdpCases s_cases = PdpCases.Read();

    private readonly string _folder = Directory.CreateTempSubdirectory("sandbox-fidelity").FullName;
    private WorldHost? _host;

    public static TheoryData<string> Cases => [.. s_cases.Cases.Select(asked => asked.Case)];

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() =>
        _host = await WorldHost.StartAsync(new WorldOptions { SeedFile = s_cases.WriteSeed(_folder) });

    public async ValueTask DisposeAsync()
    {
        if (_host is not null)
        {
            await _host.DisposeAsync();
        }

        Directory.Delete(_folder, recursive: true);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Sandbox_decides_as_altinn_does(string name)
    {
        var asked = s_cases.Cases.Single(other => other.Case == name);
        var token = await _host!.Http.GetStringAsync(
            "/api/GetEnterpriseToken?orgNo=974761076&scopes=altinn:authorization/authorize",
            Cancelled
        );
        using var request = new HttpRequestMessage(HttpMethod.Post, "/authorization/api/v1/authorize")
        {
            Content = new StringContent(asked.Request(), Encoding.UTF8, "application/json"),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        request.Headers.Add("Ocp-Apim-Subscription-Key", "any");

        using var response = await _host.Http.SendAsync(request, Cancelled);
        var decided = Decisions(JsonNode.Parse(await response.Content.ReadAsStringAsync(Cancelled))!);

        if (asked.NotPlayed is null)
        {
            decided.ShouldBe(asked.Expected);
        }
        else
        {
            // A difference is no secret: the log tells of it.
            decided.ShouldNotBe(asked.Expected);
            (await _host.Http.GetStringAsync("/sandbox/decisions?limit=1", Cancelled)).ShouldContain("not played here");
        }
    }

    private static List<string> Decisions(JsonNode answer) =>
        [
            .. answer["response"]!
                .AsArray()
                .Select(result => string.Join(' ', [result!["decision"]!.ToString(), .. Rest(result)])),
        ];

    private static IEnumerable<string> Rest(JsonNode result)
    {
        var status = result["status"]!["statusCode"]!["value"]!.ToString().Split(':')[^1];
        return status == "ok"
            ? (result["obligations"]?.AsArray() ?? []).Select(obligation =>
                obligation!["attributeAssignment"]![0]!["value"]!.ToString()
            )
            : [status];
    }
}
