using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.Options;
using SmartCloud.Configuration;
using SmartCloud.Customers;
using SmartCloud.Failures;
using SmartCloud.Http;
using SmartCloud.Maskinporten;

namespace SmartCloud.KravOgBetalinger;

/// <summary>Calls the API. It wants Maskinporten's token as it is, not exchanged.</summary>
/// <param name="http">The HTTP client.</param>
/// <param name="options">Where the API is.</param>
internal sealed class KravOgBetalingerClient(HttpClient http, IOptions<SmartCloudOptions> options)
{
    /// <summary>How many clients there are on a page.</summary>
    public const int ClientsPerPage = 100;

    private const string NoneInPeriod = "KB-007";

    /// <summary>Fetches what an organization owes.</summary>
    /// <param name="party">The organization.</param>
    /// <param name="token">A token of the system user.</param>
    /// <param name="cancellationToken">Ends when the caller hangs up.</param>
    public Task<Answer<AapneKrav>> FetchAapneKravAsync(
        OrganizationNumber party,
        AccessToken token,
        CancellationToken cancellationToken
    ) => GetAsync($"{party}/aapnekrav", token, KravJson.Default.AapneKrav, cancellationToken);

    /// <summary>Fetches what an organization has paid.</summary>
    /// <param name="party">The organization.</param>
    /// <param name="period">When; at most a year.</param>
    /// <param name="token">A token of the system user.</param>
    /// <param name="cancellationToken">Ends when the caller hangs up.</param>
    public async Task<Answer<Innbetalinger>> FetchInnbetalingerAsync(
        OrganizationNumber party,
        Period period,
        AccessToken token,
        CancellationToken cancellationToken
    )
    {
        var path = string.Create(
            CultureInfo.InvariantCulture,
            $"{party}/innbetalinger?fraOgMed={period.From:yyyy-MM-dd}&tilOgMed={period.To:yyyy-MM-dd}"
        );
        var answer = await GetAsync(path, token, KravJson.Default.Innbetalinger, cancellationToken);
        // The API has no empty list of payments: it answers 404.
        return answer.Failure is { Code: NoneInPeriod } ? Innbetalinger.None : answer;
    }

    /// <summary>Fetches a page of an accountant's clients, with their totals.</summary>
    /// <param name="page">Which page, from 1.</param>
    /// <param name="token">A token of the agent system user.</param>
    /// <param name="cancellationToken">Ends when the caller hangs up.</param>
    public Task<Answer<Klientoversikt>> FetchKlienterAsync(
        int page,
        AccessToken token,
        CancellationToken cancellationToken
    ) =>
        GetAsync(
            string.Create(CultureInfo.InvariantCulture, $"klienter/aapnekrav?side={page}&antall={ClientsPerPage}"),
            token,
            KravJson.Default.Klientoversikt,
            cancellationToken
        );

    private async Task<Answer<T>> GetAsync<T>(
        string path,
        AccessToken token,
        JsonTypeInfo<T> type,
        CancellationToken cancellationToken
    )
        where T : class
    {
        var address = new Uri(options.Value.KravOgBetalinger.BaseAddress!, "regnskapssystem/" + path);
        var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token.Value);
        request.Headers.Add("Korrelasjonsid", Guid.NewGuid().ToString());
        var answer = await http.CallAsync(Service.KravOgBetalinger, request, cancellationToken);
        return !answer.TryGet(out var reply, out var failure) ? failure
            : reply.Succeeded ? reply.Read(type)
            : ApiProblems.Explain(reply);
    }
}

/// <summary>The API's JSON.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(AapneKrav))]
[JsonSerializable(typeof(Innbetalinger))]
[JsonSerializable(typeof(Klientoversikt))]
[JsonSerializable(typeof(Feil))]
internal sealed partial class KravJson : JsonSerializerContext;
