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

    /// <summary>Changes what a vendor's system asks for, which its customers are told of.</summary>
    public async Task ChangeRightsAsync(string systemId, string resource)
    {
        const string Scope = "altinn:authentication/systemregister.write";
        var cancellationToken = TestContext.Current.CancellationToken;
        var token = await http.GetStringAsync(
            new Uri(sandbox, $"api/GetEnterpriseToken?orgNo={systemId[..9]}&scopes={Scope}"),
            cancellationToken
        );
        var address = new Uri(sandbox, $"{Authentication}systemregister/vendor/{systemId}/rights");
        using var request = new HttpRequestMessage(HttpMethod.Put, address);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        request.Content = JsonContent.Create(
            new[] { new { resource = new[] { new { id = "urn:altinn:resource", value = resource } } } }
        );
        using var response = await http.SendAsync(request, cancellationToken);
        response.EnsureSuccessStatusCode();
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
