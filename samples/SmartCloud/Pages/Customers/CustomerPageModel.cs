using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SmartCloud.Customers;

namespace SmartCloud.Pages.Customers;

/// <summary>A page about one customer; there is no such page for an organization that is none.</summary>
/// <param name="customers">The customers.</param>
internal abstract class CustomerPageModel(CustomerRegister customers) : PageModel
{
    /// <summary>Gets the customer.</summary>
    public Customer Customer { get; protected set; } = null!;

    /// <inheritdoc/>
    public override void OnPageHandlerExecuting(PageHandlerExecutingContext context)
    {
        if (
            OrganizationNumber.TryParse(RouteData.Values["number"] as string, out var number)
            && customers.Find(number) is { } customer
        )
        {
            Customer = customer;
        }
        else
        {
            context.Result = NotFound();
        }
    }
}
