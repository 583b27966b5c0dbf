using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;
using SystemUser.Sandbox.Tests.World;

namespace SystemUser.Sandbox.Fidelity;

/// <summary>Plays a case against a sandbox of its own.</summary>
internal sealed class Player(CaseFile file, WorldHost host)
{
    private const string VendorScopes =
        "altinn:authentication/systemregister.write altinn:authentication/systemuser.request.read altinn:authentication/systemuser.request.write";

    private const string LookUpScope = "altinn:maskinporten/systemuser.read";

    // Who may stand first in a call.
    private static readonly Dictionary<string, string> s_tokens = new(StringComparer.Ordinal)
    {
        ["vendor"] = Organization("991825827", VendorScopes),
        ["stranger"] = Organization("313750531", VendorScopes),
        ["scopeless"] = Organization("991825827", "altinn:none"),
        ["maskinporten"] = Organization("991825827", LookUpScope),
        ["provider"] = Organization("974761076", "altinn:resourceregistry/resource.write"),
        ["pdp"] = Organization("974761076", "altinn:authorization/authorize"),
        ["leader"] = Person("12876921497"),
        ["board"] = Person("19857200481"),
        ["administrator"] = Person("14897321891"),
        ["personAsVendor"] = Person("12876921497") + $"&scopes={VendorScopes}",
    };

    private readonly Dictionary<string, string> _kept = new(StringComparer.Ordinal);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public static async Task PlayAsync(CaseFile file, HttpCase played)
    {
        await using var host = await WorldHost.StartAsync();
        await new Player(file, host).PlayAsync(played);
    }

    private async Task PlayAsync(HttpCase played)
    {
        foreach (var step in played.First)
        {
            using var done = await SendAsync(step);
            var answer = await done.Content.ReadAsStringAsync(Cancelled);
            done.IsSuccessStatusCode.ShouldBeTrue($"{step.Call}: {answer}");
            foreach (var (name, member) in step.Keep)
            {
                _kept[name] = JsonNode.Parse(answer)![member]!.ToString();
            }
        }

        using var response = await SendAsync(played);
        var body = await response.Content.ReadAsStringAsync(Cancelled);
        ((int)response.StatusCode).ShouldBe(played.Status, body);
        if (played.Says is { } says)
        {
            Expectation.ShouldSay(played.Status, Fill(says), response.Content.Headers.ContentType?.MediaType, body);
        }

        if (played.Answer is { } expected)
        {
            ShouldHave(JsonNode.Parse(body), JsonNode.Parse(Fill(expected.ToJsonString())), "$");
        }
    }

    private async Task<HttpResponseMessage> SendAsync(HttpStep step)
    {
        var parts = Fill(step.Call).Split(' ', 3);
        using var request = new HttpRequestMessage(new HttpMethod(parts[1]), file.Base + parts[2]);
        request.Headers.Add("Ocp-Apim-Subscription-Key", "any");
        if (s_tokens.GetValueOrDefault(parts[0]) is { } token)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue(
                "Bearer",
                await host.Http.GetStringAsync(token, Cancelled)
            );
        }

        if (file.BodyOf(step) is { } body)
        {
            request.Content = new StringContent(Fill(body), Encoding.UTF8, step.ContentType);
        }

        return await host.Http.SendAsync(request, Cancelled);
    }

    private string Fill(string text) =>
        _kept.Aggregate(
            text,
            (filled, kept) => filled.Replace($"{{{kept.Key}}}", kept.Value, StringComparison.Ordinal)
        );

    // Each member that is expected; there may be more.
    private static void ShouldHave(JsonNode? actual, JsonNode? expected, string path)
    {
        switch (expected)
        {
            case JsonObject members:
                foreach (var (name, value) in members)
                {
                    actual
                        .ShouldBeOfType<JsonObject>(path)
                        .ContainsKey(name)
                        .ShouldBeTrue($"{path}.{name} in {actual}");
                    ShouldHave(actual[name], value, $"{path}.{name}");
                }

                break;
            case JsonArray items:
                actual.ShouldBeOfType<JsonArray>(path).Count.ShouldBe(items.Count, $"{path} of {actual}");
                for (var i = 0; i < items.Count; i++)
                {
                    ShouldHave(actual[i], items[i], string.Create(CultureInfo.InvariantCulture, $"{path}[{i}]"));
                }

                break;
            default:
                JsonNode.DeepEquals(actual, expected).ShouldBeTrue($"{path} is {actual}, not {expected}");
                break;
        }
    }

    private static string Organization(string number, string scopes) =>
        QueryHelpers.AddQueryString(
            "/api/GetEnterpriseToken",
            new Dictionary<string, string?> { ["orgNo"] = number, ["scopes"] = scopes }
        );

    private static string Person(string pid) => $"/api/GetPersonalToken?pid={pid}";
}
