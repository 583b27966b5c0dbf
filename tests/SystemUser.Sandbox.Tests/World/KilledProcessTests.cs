using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace SystemUser.Sandbox.Tests.World;

/// <summary>The process is killed while several write: it always starts again, and what it had answered is there.</summary>
public sealed class KilledProcessTests(ITestOutputHelper output) : IDisposable
{
    /// <summary>The environment variable that names another number of kills.</summary>
    private const string Variable = "SYSTEMUSER_KILLS";

    private const int Writers = 4;
    private const int KillsOfOneFolder = 25;
    private const int Looks = 40;

    private readonly TestFolder _folder = new();
    private readonly HttpClient _http = new();

    /// <summary>What was answered of each resource: its title, or nothing where it was deleted.</summary>
    private readonly ConcurrentDictionary<string, string?> _answered = new();

    /// <summary>What was asked and not answered: it may be there or not.</summary>
    private readonly ConcurrentDictionary<string, bool> _open = new();

    private int _resources;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    /// <summary>Gets how often each of the folders is left by a process that is killed.</summary>
    public static IEnumerable<TheoryDataRow<int, int>> Folders()
    {
        var kills = int.Parse(
            Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } text ? text : "2",
            CultureInfo.InvariantCulture
        );
        return Enumerable
            .Range(0, (kills + KillsOfOneFolder - 1) / KillsOfOneFolder)
            .Select(folder => new TheoryDataRow<int, int>(
                folder,
                Math.Min(KillsOfOneFolder, kills - (folder * KillsOfOneFolder))
            ));
    }

    public void Dispose()
    {
        _http.Dispose();
        _folder.Dispose();
    }

    [Theory(Timeout = 30 * 60_000)]
    [MemberData(nameof(Folders))]
    public async Task Answered_changes_are_there_again_however_often_the_process_is_killed(int folder, int kills)
    {
        for (var kill = 0; kill < kills; kill++)
        {
            using var sandbox = await SandboxProcess.StartAsync(_folder.Path, Cancelled);
            await CheckAsync(sandbox.Address, _answered.Keys.OrderBy(_ => Random.Shared.Next()).Take(Looks));
            await WriteUntilKilledAsync(sandbox);
        }

        using var last = await SandboxProcess.StartAsync(_folder.Path, Cancelled);
        await CheckAsync(last.Address, _answered.Keys);
        output.WriteLine(
            $"Folder {folder}: {kills} kills, {_answered.Count} resources, {_open.Count} of them unanswered."
        );
        _answered.Count.ShouldBeGreaterThan(kills);
    }

    private async Task WriteUntilKilledAsync(SandboxProcess sandbox)
    {
        var token = await _http.GetStringAsync(
            $"{sandbox.Address}api/GetEnterpriseToken?orgNo={The.Provider}&scopes=altinn:resourceregistry/resource.write",
            Cancelled
        );
        var enough = _resources + Random.Shared.Next(1, 60);
        var writing = Enumerable.Range(0, Writers).Select(_ => WriteAsync(sandbox.Address, token)).ToArray();
        while (Volatile.Read(ref _resources) < enough && !Array.Exists(writing, one => one.IsCompleted))
        {
            Cancelled.ThrowIfCancellationRequested();
            await Task.Yield();
        }

        sandbox.Kill();
        await Task.WhenAll(writing);
    }

    /// <summary>Makes resources, gives some another title, and deletes some, until nobody answers.</summary>
    private async Task WriteAsync(Uri address, string token)
    {
        try
        {
            while (true)
            {
                var number = Interlocked.Increment(ref _resources);
                var id = $"resource-{number}";
                await SendAsync(HttpMethod.Post, "", id, "first", HttpStatusCode.Created);
                if (number % 3 == 0)
                {
                    await SendAsync(HttpMethod.Put, $"/{id}", id, "second", HttpStatusCode.OK);
                }

                if (number % 5 == 0)
                {
                    await SendAsync(HttpMethod.Delete, $"/{id}", id, title: null, HttpStatusCode.NoContent);
                }
            }
        }
        catch (HttpRequestException)
        {
            // Killed, as was meant.
        }

        async Task SendAsync(HttpMethod method, string path, string id, string? title, HttpStatusCode expected)
        {
            using var request = new HttpRequestMessage(method, $"{address}resourceregistry/api/v1/resource{path}");
            request.Headers.Authorization = new("Bearer", token);
            request.Content = title is null
                ? null
                : new StringContent(Resource(id, title), Encoding.UTF8, "application/json");
            _open[id] = true;
            using var answer = await _http.SendAsync(request, Cancelled);
            answer.StatusCode.ShouldBe(expected);
            _answered[id] = title;
            _open.TryRemove(id, out _);
        }
    }

    private async Task CheckAsync(Uri address, IEnumerable<string> ids)
    {
        foreach (var id in ids.Where(id => !_open.ContainsKey(id)))
        {
            using var answer = await _http.GetAsync($"{address}resourceregistry/api/v1/resource/{id}", Cancelled);
            if (_answered[id] is not { } title)
            {
                answer.StatusCode.ShouldBe(HttpStatusCode.NotFound, id);
                continue;
            }

            answer.StatusCode.ShouldBe(HttpStatusCode.OK, id);
            var resource = JsonNode.Parse(await answer.Content.ReadAsStringAsync(Cancelled))!;
            ((string?)resource["title"]!["nb"]).ShouldBe(title, id);
        }
    }

    private static string Resource(string id, string title) =>
        new JsonObject
        {
            ["identifier"] = id,
            ["title"] = new JsonObject { ["nb"] = title },
            ["hasCompetentAuthority"] = new JsonObject { ["organization"] = The.Provider },
        }.ToJsonString();
}
