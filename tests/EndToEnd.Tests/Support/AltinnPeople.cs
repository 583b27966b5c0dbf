using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace EndToEnd.Tests.Support;

/// <summary>What people do in Altinn, by the calls that its portal makes for them.</summary>
public sealed class AltinnPeople(HttpClient http, Uri sandbox)
{
    private const string Authentication = "authentication/api/v1/";

    /// <summary>Approves a request as a person.</summary>
    public Task<HttpResponseMessage> ApproveAsync(
        Person person,
        string party,
        string requestId,
        bool isAgent = false
    ) =>
        SendAsync(
            person,
            HttpMethod.Post,
            $"{Authentication}systemuser/request/{(isAgent ? "agent/" : "")}{party}/{requestId}/approve"
        );

    /// <summary>Finds the system user that an organization gave under a name.</summary>
    public async Task<string> FindSystemUserAsync(Person person, string party, string externalRef)
    {
        using var response = await SendAsync(person, HttpMethod.Get, $"{Authentication}systemuser/{party}");
        response.EnsureSuccessStatusCode();
        var users = await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        return users
            .EnumerateArray()
            .Single(user => user.GetProperty("externalRef").GetString() == externalRef)
            .GetProperty("id")
            .GetString()!;
    }

    private async Task<HttpResponseMessage> SendAsync(Person person, HttpMethod method, string path)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var token = await http.GetStringAsync(
            new Uri(sandbox, $"api/GetPersonalToken?pid={person.Pid}"),
            cancellationToken
        );
        using var request = new HttpRequestMessage(method, new Uri(sandbox, path));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return await http.SendAsync(request, cancellationToken);
    }
}
