using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace SystemUser.AspNetCore.Benchmarks.Portal;

/// <summary>Asks the decision point until its log holds all that it keeps.</summary>
internal static class DecisionLogFiller
{
    private const int Kept = 10_000;

    public static async Task FillAsync(HttpClient http)
    {
        var token = await http.GetStringAsync(
            $"/api/GetEnterpriseToken?orgNo={PortalWorld.Accountant}&scopes=altinn:authorization/authorize"
        );
        await Parallel.ForEachAsync(
            Enumerable.Range(0, Kept),
            async (i, cancellationToken) =>
            {
                using var request = new HttpRequestMessage(HttpMethod.Post, "/authorization/api/v1/authorize");
                request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
                request.Headers.Add("Ocp-Apim-Subscription-Key", "any");
                request.Content = JsonContent.Create(Question($"resource-{i % 1_000}"));
                using var answer = await http.SendAsync(request, cancellationToken);
                answer.EnsureSuccessStatusCode();
            }
        );
    }

    private static JsonObject Question(string resource) =>
        new()
        {
            ["Request"] = new JsonObject
            {
                ["AccessSubject"] = Category(("urn:altinn:systemuser:uuid", PortalWorld.Agent)),
                ["Action"] = Category(("urn:oasis:names:tc:xacml:1.0:action:action-id", "read")),
                ["Resource"] = Category(
                    ("urn:altinn:resource", resource),
                    ("urn:altinn:organization:identifier-no", PortalWorld.Accountant)
                ),
            },
        };

    private static JsonArray Category(params (string Id, string Value)[] attributes) =>
        new(
            new JsonObject
            {
                ["Attribute"] = new JsonArray([
                    .. attributes.Select(attribute => new JsonObject
                    {
                        ["AttributeId"] = attribute.Id,
                        ["Value"] = attribute.Value,
                    }),
                ]),
            }
        );
}
