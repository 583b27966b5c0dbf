using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace SystemUser.Sandbox.Tests.World;

public sealed class KilledProcessTests : IDisposable
{
    private const int EnoughWrites = 25;

    private readonly TestFolder _folder = new();
    private readonly HttpClient _http = new();
    private readonly List<string> _acknowledged = [];
    private readonly TaskCompletionSource _enough = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _http.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Answered_changes_are_there_again_when_the_process_was_killed()
    {
        using (var sandbox = await SandboxProcess.StartAsync(_folder.Path, Cancelled))
        {
            var writing = WriteUntilKilledAsync(sandbox.Address);
            await Task.WhenAny(_enough.Task, writing);
            sandbox.Kill();
            await writing;
        }

        _acknowledged.Count.ShouldBeGreaterThanOrEqualTo(EnoughWrites);
        using var again = await SandboxProcess.StartAsync(_folder.Path, Cancelled);
        foreach (var id in _acknowledged)
        {
            using var answer = await _http.GetAsync($"{again.Address}resourceregistry/api/v1/resource/{id}", Cancelled);
            answer.StatusCode.ShouldBe(HttpStatusCode.OK, id);
        }
    }

    private async Task WriteUntilKilledAsync(Uri address)
    {
        var token = await _http.GetStringAsync(
            $"{address}api/GetEnterpriseToken?orgNo={The.Provider}&scopes=altinn:resourceregistry/resource.write",
            Cancelled
        );
        try
        {
            for (var i = 0; ; i++)
            {
                using var request = new HttpRequestMessage(
                    HttpMethod.Post,
                    $"{address}resourceregistry/api/v1/resource"
                );
                request.Headers.Authorization = new("Bearer", token);
                request.Content = new StringContent(Resource($"resource-{i}"), Encoding.UTF8, "application/json");
                using var answer = await _http.SendAsync(request, Cancelled);
                answer.StatusCode.ShouldBe(HttpStatusCode.Created);
                _acknowledged.Add($"resource-{i}");
                if (_acknowledged.Count == EnoughWrites)
                {
                    _enough.SetResult();
                }
            }
        }
        catch (HttpRequestException)
        {
            // Killed, as was meant.
        }
    }

    private static string Resource(string id) =>
        new JsonObject
        {
            ["identifier"] = id,
            ["title"] = new JsonObject { ["nb"] = id },
            ["hasCompetentAuthority"] = new JsonObject { ["organization"] = The.Provider },
        }.ToJsonString();
}
