using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.WebUtilities;
using SystemUser.Sandbox.Tests.World;

namespace SystemUser.Sandbox.Fidelity;

/// <summary>Sends bad input of each kind to an endpoint, and tells in a few words what comes back.</summary>
internal sealed partial class BadInputPlayer
{
    private const string Own = "310904473";
    private const string Another = "314250052";
    private const string AnotherUuid = "b528fc72-ca98-4cc5-bb7e-d65988e023fe";
    private const string Scopes =
        "altinn:authentication/systemregister.write altinn:authentication/systemuser.request.read "
        + "altinn:authentication/systemuser.request.write altinn:authorization/authorize altinn:maskinporten/systemuser.read "
        + "altinn:resourceregistry/resource.write altinn:resourceregistry/accesslist.read "
        + "altinn:resourceregistry/accesslist.write altinn:accessmanagement/authorizedparties.resourceowner";

    private readonly WorldHost _host;
    private readonly Dictionary<string, string> _tokens = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _known = new(StringComparer.Ordinal)
    {
        ["party"] = Own,
        ["partyUuid"] = "d0fb2ada-5155-4ced-8628-ac790451ec75",
        ["office"] = "a8a52f1a-2f09-d5fb-575c-19d84ea5fe43",
        ["client"] = "fd4ade4c-4463-485c-a764-172d4bde3b33",
        ["orgNo"] = Own,
        ["systemId"] = "991825827_smartcloud_demo",
        ["clientId"] = "none",
        ["externalRef"] = "fidelity",
        ["user"] = "33a0911a-5459-456f-bc57-3d37ef9a016c",
        ["agent"] = "7a1d5e0c-3f52-4c2b-9a64-0d8f1b6e2c31",
        ["version"] = "1",
        ["resource"] = "ske-krav-og-betalinger",
        ["owner"] = "skd",
        ["list"] = "fidelity",
        ["provider"] = "facebook",
    };

    private BadInputPlayer(WorldHost host) => _host = host;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    /// <summary>Puts a request of each kind in the world.</summary>
    public static async Task<BadInputPlayer> StartAsync(WorldHost host)
    {
        var player = new BadInputPlayer(host);
        foreach (
            var (name, token) in new[]
            {
                ("vendor", Organization("991825827", Scopes)),
                ("provider", Organization("974761076", Scopes)),
                ("stranger", Organization("313750531", Scopes)),
                ("scopeless", Organization("991825827", "altinn:none")),
                ("person", "/api/GetPersonalToken?pid=12876921497"),
                ("administrator", "/api/GetPersonalToken?pid=14897321891"),
                ("scopelessPerson", "/api/GetPersonalToken?pid=12876921497&scopes=altinn:none"),
            }
        )
        {
            player._tokens[name] = await host.Http.GetStringAsync(token, Cancelled);
        }

        await player.PutAsync(
            "request",
            "systemuser/request/vendor",
            """{"systemId":"991825827_smartcloud_demo","partyOrgNo":"310904473","externalRef":"fidelity","rights":[{"resource":[{"id":"urn:altinn:resource","value":"ske-krav-og-betalinger"}]}]}"""
        );
        await player.PutAsync(
            "agentRequest",
            "systemuser/request/vendor/agent",
            """{"systemId":"991825827_smartcloud_ap_demo","partyOrgNo":"314250052","externalRef":"fidelity","accessPackages":[{"urn":"urn:altinn:accesspackage:regnskapsforer-med-signeringsrettighet"}]}"""
        );
        return player;
    }

    /// <summary>What comes back for each kind of bad input that the row has.</summary>
    public async Task<IReadOnlyDictionary<string, string>> PlayAsync(BadInputRow row)
    {
        var answers = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var kind in row.Answers.Keys)
        {
            using var request = Request(row, kind);
            using var response = await _host.Http.SendAsync(request, Cancelled);
            answers[kind] = await TellAsync(response);
        }

        return answers;
    }

    private HttpRequestMessage Request(BadInputRow row, string kind)
    {
        var call = row.Call.Split(' ');
        var path = Placeholder().Replace(call[1], match => Value(match.Groups[1].Value, row, kind));
        var request = new HttpRequestMessage(new HttpMethod(call[0]), path);
        request.Headers.Add("Ocp-Apim-Subscription-Key", "any");
        if (_tokens.GetValueOrDefault(Caller(row, kind)) is { } token)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        if (call[0] != HttpMethod.Get.Method)
        {
            request.Content = Body(row, kind);
        }

        return request;
    }

    private static string Caller(BadInputRow row, string kind) =>
        kind switch
        {
            "no token" => "nobody",
            "other token" => row.IsForPeople ? "vendor" : "person",
            "no scope" => row.IsForPeople ? "scopelessPerson" : "scopeless",
            "another's" when !row.IsForPeople => "stranger",
            _ => row.Caller,
        };

    private static StringContent Body(BadInputRow row, string kind) =>
        kind switch
        {
            "null" => new("null", Encoding.UTF8, "application/json"),
            "[]" => new("[]", Encoding.UTF8, "application/json"),
            "1 MB" => new($$"""{"x":"{{new string('x', 999_992)}}"}""", Encoding.UTF8, "application/json"),
            "text" => new("text", Encoding.UTF8, "text/plain"),
            _ => new(WellFormed(row), Encoding.UTF8, "application/json"),
        };

    // A body with which the ids are looked at.
    private static string WellFormed(BadInputRow row) =>
        row.TakesList ? "[]"
        : row.Endpoint.Contains("/clientdelegations/") ? """{"values":[]}"""
        : row.Endpoint.Contains("/instances/rights") ? """{"directRightKeys":["x"]}"""
        : "{}";

    private string Value(string name, BadInputRow row, string kind)
    {
        var known = Known(name, row);
        return kind switch
        {
            "unknown" when !IsParty(name) && name != "owner" || !HasId(row) => Unknown(name),
            "another's" when row.IsForPeople => IsParty(name) && HasId(row) ? known : Anothers(name, row),
            "another party" when name == "party" => Another,
            "another party" when IsParty(name) => AnotherUuid,
            _ => known,
        };
    }

    private static bool IsParty(string name) => name is "party" or "partyUuid" or "office";

    private static bool HasId(BadInputRow row) => row.Call.Count(letter => letter == '{') > 1;

    private string Known(string name, BadInputRow row) =>
        name is "id" or "requestId" or "identifier"
            ? row.Endpoint switch
            {
                var path when path.Contains("/resourceregistry/api/v1/resource/") => _known["resource"],
                var path when path.Contains("/access-lists/") => _known["list"],
                var path when path.Contains("/changerequest/") => _known["request"],
                var path when path.Contains("/request/") && path.Contains("/agent/") => _known["agentRequest"],
                var path when path.Contains("/request/") => _known["request"],
                var path when path.Contains("/agent/") => _known["agent"],
                _ => _known["user"],
            }
            : _known[name];

    private string Anothers(string name, BadInputRow row) =>
        name switch
        {
            "party" => Another,
            "id" => _known[row.Endpoint.Contains("/request/") ? "agentRequest" : "agent"],
            "agent" when row.Caller == "administrator" => _known["user"],
            "client" => AnotherUuid,
            _ => _known[name],
        };

    private static string Unknown(string name) =>
        name switch
        {
            "party" or "orgNo" => "999888777",
            "id" or "requestId" or "agent" or "user" or "client" => "11111111-1111-1111-1111-111111111111",
            "systemId" => "991825827_none",
            _ => "none",
        };

    private static async Task<string> TellAsync(HttpResponseMessage response)
    {
        var status = ((int)response.StatusCode).ToString(CultureInfo.InvariantCulture);
        var body = await response.Content.ReadAsStringAsync(Cancelled);
        return (response.Content.Headers.ContentType?.MediaType, body) switch
        {
            (_, "") => status,
            ("application/problem+json", _) => $"{status} {Tell(JsonNode.Parse(body)!.AsObject())}",
            ("text/plain", _) => $"{status} text",
            (_, { Length: < 40 }) => $"{status} {body}",
            _ => $"{status} json",
        };
    }

    private static string Tell(JsonObject problem) =>
        problem["validationErrors"] is JsonArray faults
            ? string.Join(' ', faults.Select(fault => fault!["code"]!.ToString()).Distinct())
        : problem["code"] is { } code ? code.ToString()
        : problem.ContainsKey("errors") ? "errors"
        : problem.ContainsKey("traceId") ? "framework"
        : "bare";

    private async Task PutAsync(string name, string path, string body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/authentication/api/v1/{path}")
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _tokens["vendor"]);
        using var response = await _host.Http.SendAsync(request, Cancelled);
        var answer = await response.Content.ReadAsStringAsync(Cancelled);
        response.IsSuccessStatusCode.ShouldBeTrue(answer);
        _known[name] = JsonNode.Parse(answer)!["id"]!.ToString();
    }

    private static string Organization(string number, string scopes) =>
        QueryHelpers.AddQueryString(
            "/api/GetEnterpriseToken",
            new Dictionary<string, string?> { ["orgNo"] = number, ["scopes"] = scopes }
        );

    [GeneratedRegex(@"\{(\w+)\}", RegexOptions.None, 1000)]
    private static partial Regex Placeholder();
}
