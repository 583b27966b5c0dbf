using SmartCloud.Customers;
using SmartCloud.Failures;
using SmartCloud.KravOgBetalinger;

namespace SmartCloud.Pages.Customers;

/// <summary>What a customer owes.</summary>
/// <param name="customers">The customers.</param>
/// <param name="data">Fetches it.</param>
internal sealed class ClaimsModel(CustomerRegister customers, CustomerData data) : CustomerPageModel(customers)
{
    /// <summary>Gets the claims.</summary>
    public AapneKrav? Claims { get; private set; }

    /// <summary>Gets why there are none to show.</summary>
    public Failure? Failure { get; private set; }

    /// <summary>Fetches the claims.</summary>
    /// <param name="cancellationToken">Ends when the browser hangs up.</param>
    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        var answer = await data.FetchAapneKravAsync(Customer, Customer.OrganizationNumber, cancellationToken);
        Claims = answer.Value;
        Failure = answer.Failure;
    }
}
