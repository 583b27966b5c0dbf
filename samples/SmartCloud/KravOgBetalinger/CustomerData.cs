using Microsoft.Extensions.Options;
using SmartCloud.Configuration;
using SmartCloud.Customers;
using SmartCloud.Failures;
using SmartCloud.Maskinporten;

namespace SmartCloud.KravOgBetalinger;

/// <summary>Fetches a customer's data: its token, the call, and the reason if there is none.</summary>
/// <param name="api">The API.</param>
/// <param name="tokens">The tokens.</param>
/// <param name="diagnosis">Finds out why there are none.</param>
/// <param name="options">The scope.</param>
internal sealed class CustomerData(
    KravOgBetalingerClient api,
    MaskinportenTokens tokens,
    ConnectionDiagnosis diagnosis,
    IOptions<SmartCloudOptions> options
)
{
    /// <summary>Fetches what an organization owes.</summary>
    /// <param name="customer">The customer whose system user asks.</param>
    /// <param name="party">The organization: the customer itself, or a client of it.</param>
    /// <param name="cancellationToken">Ends when the caller hangs up.</param>
    public Task<Answer<AapneKrav>> FetchAapneKravAsync(
        Customer customer,
        OrganizationNumber party,
        CancellationToken cancellationToken
    ) =>
        FetchAsync(
            customer,
            party,
            token => api.FetchAapneKravAsync(party, token, cancellationToken),
            cancellationToken
        );

    /// <summary>Fetches what an organization has paid.</summary>
    /// <param name="customer">The customer whose system user asks.</param>
    /// <param name="party">The organization: the customer itself, or a client of it.</param>
    /// <param name="period">When; at most a year.</param>
    /// <param name="cancellationToken">Ends when the caller hangs up.</param>
    public Task<Answer<Innbetalinger>> FetchInnbetalingerAsync(
        Customer customer,
        OrganizationNumber party,
        Period period,
        CancellationToken cancellationToken
    ) =>
        FetchAsync(
            customer,
            party,
            token => api.FetchInnbetalingerAsync(party, period, token, cancellationToken),
            cancellationToken
        );

    /// <summary>Fetches a page of the customer's clients, with their totals.</summary>
    /// <param name="customer">The accountant.</param>
    /// <param name="page">Which page, from 1.</param>
    /// <param name="cancellationToken">Ends when the caller hangs up.</param>
    public Task<Answer<Klientoversikt>> FetchKlienterAsync(
        Customer customer,
        int page,
        CancellationToken cancellationToken
    ) =>
        FetchAsync(
            customer,
            customer.OrganizationNumber,
            token => api.FetchKlienterAsync(page, token, cancellationToken),
            cancellationToken
        );

    private async Task<Answer<T>> FetchAsync<T>(
        Customer customer,
        OrganizationNumber party,
        Func<AccessToken, Task<Answer<T>>> call,
        CancellationToken cancellationToken
    )
        where T : class
    {
        if (customer is not { Status: ConnectionStatus.Connected, Connection: { } connection })
        {
            return ConnectionDiagnosis.WhyNotConnected(customer);
        }

        var request = new TokenRequest(customer.Kind, options.Value.KravOgBetalinger.Scope!)
        {
            SystemUser = new SystemUserReference(customer.OrganizationNumber, connection.ExternalRef),
        };
        for (var renewed = false; ; renewed = true)
        {
            if (!(await tokens.GetAsync(request, cancellationToken)).TryGet(out var token, out var failure))
            {
                return await diagnosis.ExplainAsync(customer, party, failure, cancellationToken);
            }

            var answer = await call(token);
            if (answer.Failure is not { } refusal)
            {
                return answer;
            }

            if (refusal.Kind is not FailureKind.TokenNotAccepted || renewed)
            {
                return await diagnosis.ExplainAsync(customer, party, refusal, cancellationToken);
            }

            tokens.Forget(token);
        }
    }
}
