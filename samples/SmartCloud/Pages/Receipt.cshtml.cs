using Microsoft.AspNetCore.Mvc.RazorPages;
using SmartCloud.Customers;
using SmartCloud.Failures;

namespace SmartCloud.Pages;

/// <summary>
/// Where Altinn sends the browser back to. Anyone can type the address, so that it proves nothing: Altinn is asked.
/// </summary>
/// <param name="customers">The customers.</param>
/// <param name="checks">Asks Altinn.</param>
internal sealed class ReceiptModel(CustomerRegister customers, ConnectionChecks checks) : PageModel
{
    /// <summary>The cookie that remembers which customer the browser was sent off for.</summary>
    public const string Cookie = "smartcloud.connecting";

    private const int MostAtOnce = 10;

    /// <summary>Gets the customers that Altinn was asked about.</summary>
    public IReadOnlyList<Customer> Customers { get; private set; } = [];

    /// <summary>Gets why Altinn could not say.</summary>
    public Failure? Failure { get; private set; }

    /// <summary>Asks for the customer that the browser was sent off for; else for those that are waiting.</summary>
    /// <param name="cancellationToken">Ends when the browser hangs up.</param>
    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        var asked = new List<Customer>();
        foreach (var customer in SentOff())
        {
            var answer = await checks.RefreshAsync(customer.OrganizationNumber, cancellationToken);
            Failure ??= answer.Failure;
            asked.Add(answer.Value ?? customer);
        }

        Customers = asked;
    }

    private IEnumerable<Customer> SentOff() =>
        OrganizationNumber.TryParse(Request.Cookies[Cookie], out var number) && customers.Find(number) is { } customer
            ? [customer]
            : customers.All.Where(static one => one.OwesAnswer).Take(MostAtOnce);
}
