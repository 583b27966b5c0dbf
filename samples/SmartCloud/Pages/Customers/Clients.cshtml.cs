using Microsoft.AspNetCore.Mvc;
using SmartCloud.Customers;
using SmartCloud.Failures;
using SmartCloud.KravOgBetalinger;

namespace SmartCloud.Pages.Customers;

/// <summary>An accountant's clients, with their totals.</summary>
/// <param name="customers">The customers.</param>
/// <param name="data">Fetches them.</param>
internal sealed class ClientsModel(CustomerRegister customers, CustomerData data) : CustomerPageModel(customers)
{
    /// <summary>Gets the clients.</summary>
    public Klientoversikt? Clients { get; private set; }

    /// <summary>Gets how many pages of clients there are.</summary>
    public int Pages =>
        ((Clients?.AntallKlienter ?? 0) + KravOgBetalingerClient.ClientsPerPage - 1)
        / KravOgBetalingerClient.ClientsPerPage;

    /// <summary>Gets why there are none to show.</summary>
    public Failure? Failure { get; private set; }

    /// <summary>Fetches the clients.</summary>
    /// <param name="side">Which page, from 1.</param>
    /// <param name="cancellationToken">Ends when the browser hangs up.</param>
    /// <returns>The page; or the way to the last one, if there are no longer so many.</returns>
    public async Task<IActionResult> OnGetAsync(int? side, CancellationToken cancellationToken)
    {
        var answer = await data.FetchKlienterAsync(Customer, Math.Max(1, side ?? 1), cancellationToken);
        Clients = answer.Value;
        Failure = answer.Failure;
        return Pages > 0 && side > Pages
            ? RedirectToPage(new { number = Customer.OrganizationNumber, side = Pages })
            : Page();
    }
}
