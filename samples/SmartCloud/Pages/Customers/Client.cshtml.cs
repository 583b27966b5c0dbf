using SmartCloud.Customers;
using SmartCloud.Failures;
using SmartCloud.KravOgBetalinger;

namespace SmartCloud.Pages.Customers;

/// <summary>What a client of an accountant owes.</summary>
/// <param name="customers">The customers.</param>
/// <param name="data">Fetches it.</param>
internal sealed class ClientModel(CustomerRegister customers, CustomerData data) : CustomerPageModel(customers)
{
    /// <summary>Gets the client, if it was named rightly.</summary>
    public OrganizationNumber? Party { get; private set; }

    /// <summary>Gets the claims.</summary>
    public AapneKrav? Claims { get; private set; }

    /// <summary>Gets why there are none to show.</summary>
    public Failure? Failure { get; private set; }

    /// <summary>Fetches the claims.</summary>
    /// <param name="client">The client's organization number.</param>
    /// <param name="cancellationToken">Ends when the browser hangs up.</param>
    public async Task OnGetAsync(string? client, CancellationToken cancellationToken)
    {
        if (!OrganizationNumber.TryParse(client, out var party))
        {
            return;
        }

        Party = party;
        var answer = await data.FetchAapneKravAsync(Customer, party, cancellationToken);
        Claims = answer.Value;
        Failure = answer.Failure;
    }
}
