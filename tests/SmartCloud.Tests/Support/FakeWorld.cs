using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Collections.Specialized;
using System.Text;
using System.Text.Json;
using System.Web;

namespace SmartCloud.Tests.Support;

/// <summary>Maskinporten, Altinn and the API, as far as the vendor sees them, on the scripted handler.</summary>
internal sealed class FakeWorld
{
    public const string Altinn = "/authentication/api/v1/";

    private readonly ConcurrentDictionary<string, string> _systems = [];
    private readonly ConcurrentDictionary<string, FakeRequest> _requests = [];
    private readonly ConcurrentDictionary<Guid, FakeChange> _changes = [];
    private int _tokens;

    public FakeWorld()
    {
        Handler.OnAny(Answer);
    }

    public ScriptedHandler Handler { get; } = new();

    public IReadOnlyDictionary<string, string> Systems => _systems;

    public FakeRequest Request => _requests.Values.Single();

    public IEnumerable<FakeRequest> Requests => _requests.Values;

    public FakeChange Change => _changes.Values.Single();

    public IEnumerable<FakeChange> Changes => _changes.Values;

    /// <summary>The content of the assertions sent to Maskinporten, oldest first.</summary>
    public IEnumerable<JsonElement> Assertions =>
        Handler.CallsTo("POST", "/token").Select(call => Part(Form(call)["assertion"]!, 1));

    /// <summary>Starts anew, with nothing of what it was told.</summary>
    public void Forget()
    {
        _systems.Clear();
        _requests.Clear();
        _changes.Clear();
    }

    public static NameValueCollection Form(Call call) => HttpUtility.ParseQueryString(call.Body);

    public static JsonElement Part(string token, int index) =>
        JsonDocument.Parse(Base64Url.DecodeFromChars(token.Split('.')[index])).RootElement;

    private HttpResponseMessage? Answer(Call call) =>
        call.Path switch
        {
            "/token" => Token(call),
            Altinn + "exchange/maskinporten" => Respond.Text($"\"{call.Bearer}-exchanged\""),
            _ when call.Path.StartsWith(Altinn + "systemregister/vendor", StringComparison.Ordinal) => System(call),
            _ when call.Path.StartsWith(Altinn + "systemuser/request/vendor", StringComparison.Ordinal) => RequestFor(
                call
            ),
            _ when call.Path.StartsWith(Altinn + "systemuser/changerequest/vendor", StringComparison.Ordinal) =>
                ChangeFor(call),
            Altinn + "systemuser/vendor/byquery" => SystemUser(call),
            _ when call.Path.EndsWith("/aapnekrav", StringComparison.Ordinal) => Respond.Json(Bodies.AapneKrav),
            _ when call.Path.EndsWith("/innbetalinger", StringComparison.Ordinal) => Respond.Json(Bodies.Innbetalinger),
            _ when call.Path.StartsWith("/sandbox/maskinporten/clients", StringComparison.Ordinal) => Respond.Json(
                "{}"
            ),
            _ => null,
        };

    private HttpResponseMessage Token(Call call)
    {
        var assertion = Part(Form(call)["assertion"]!, 1);
        if (assertion.TryGetProperty("authorization_details", out var details))
        {
            var reference = details[0].GetProperty("externalRef").GetString()!;
            if (!_requests.TryGetValue(reference, out var request) || !request.HasSystemUser)
            {
                return Respond.Json(Bodies.NoSystemUser, 400);
            }
        }

        var number = Interlocked.Increment(ref _tokens);
        return Respond.Json(
            $$"""{"access_token":"e30.e30.token{{number}}","token_type":"Bearer","expires_in":120,"scope":"x"}"""
        );
    }

    private HttpResponseMessage System(Call call)
    {
        switch (call.Method.Method)
        {
            case "GET":
                return _systems.TryGetValue(call.Address.Segments[^1], out var system)
                    ? Respond.Json(system)
                    : Respond.Json(Bodies.Problem("AUTH-00011"), 404);
            default:
                _systems[call.Json.GetProperty("id").GetString()!] = call.Body;
                return Respond.Json("\"5f0c8c52-6f5e-4a39-9c0e-0f3b6d1e7a11\"");
        }
    }

    private HttpResponseMessage RequestFor(Call call)
    {
        if (call.Method == HttpMethod.Post)
        {
            var reference = call.Json.GetProperty("externalRef").GetString()!;
            var status = _requests.ContainsKey(reference) ? 200 : 201;
            return Respond.Json(_requests.GetOrAdd(reference, static one => new FakeRequest(one)).Json, status);
        }

        var found = _requests.Values.FirstOrDefault(one => call.Path.EndsWith($"/{one.Id}", StringComparison.Ordinal));
        if (found is null)
        {
            return Respond.Json(Bodies.Problem("AUTH-00010"), 404);
        }

        if (call.Method == HttpMethod.Delete)
        {
            _requests.TryRemove(found.ExternalRef, out _);
            return Respond.Status(202);
        }

        return Respond.Json(found.Json);
    }

    private HttpResponseMessage ChangeFor(Call call)
    {
        if (call.Method == HttpMethod.Post)
        {
            var id = Guid.Parse(HttpUtility.ParseQueryString(call.Address.Query)["correlation-id"]!);
            var status = _changes.ContainsKey(id) ? 200 : 201;
            var change = _changes.GetOrAdd(id, static one => new FakeChange(one));
            return change.Status == "New"
                ? Respond.Json(change.Json, status)
                : Respond.Json(Bodies.Problem("AUTH-00061"), 409);
        }

        if (!_changes.TryGetValue(Guid.Parse(call.Address.Segments[^1]), out var found))
        {
            return Respond.Json(Bodies.Problem("AUTH-00010"), 404);
        }

        if (call.Method == HttpMethod.Delete)
        {
            _changes.TryRemove(found.Id, out _);
            return Respond.Status(202);
        }

        return Respond.Json(found.Json);
    }

    private HttpResponseMessage SystemUser(Call call)
    {
        var reference = HttpUtility.ParseQueryString(call.Address.Query)["external-ref"]!;
        return _requests.TryGetValue(reference, out var request) && request.HasSystemUser
            ? Respond.Json($$"""{"id":"{{request.SystemUserId}}","externalRef":"{{reference}}","isDeleted":false}""")
            : Respond.Json(Bodies.Problem("AUTH-00015"), 404);
    }
}
