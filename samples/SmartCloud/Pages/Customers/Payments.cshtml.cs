using SmartCloud.Customers;
using SmartCloud.Failures;
using SmartCloud.KravOgBetalinger;

namespace SmartCloud.Pages.Customers;

/// <summary>What a customer has paid.</summary>
/// <param name="customers">The customers.</param>
/// <param name="data">Fetches it.</param>
/// <param name="time">The clock.</param>
internal sealed class PaymentsModel(CustomerRegister customers, CustomerData data, TimeProvider time)
    : CustomerPageModel(customers)
{
    /// <summary>Gets the period that is shown.</summary>
    public Period Period { get; private set; }

    /// <summary>Gets the payments.</summary>
    public Innbetalinger? Payments { get; private set; }

    /// <summary>Gets why there are none to show.</summary>
    public Failure? Failure { get; private set; }

    /// <summary>Fetches the payments.</summary>
    /// <param name="from">The first day; a year before the last unless given.</param>
    /// <param name="to">The last day; today unless given.</param>
    /// <param name="cancellationToken">Ends when the browser hangs up.</param>
    public async Task OnGetAsync(DateOnly? from, DateOnly? to, CancellationToken cancellationToken)
    {
        var last = to ?? DateOnly.FromDateTime(time.GetLocalNow().Date);
        Period = Period.YearUpTo(last) is var year && from is { } first ? year with { From = first } : year;
        var answer = await data.FetchInnbetalingerAsync(
            Customer,
            Customer.OrganizationNumber,
            Period,
            cancellationToken
        );
        Payments = answer.Value;
        Failure = answer.Failure;
    }
}
