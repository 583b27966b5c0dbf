using Microsoft.AspNetCore.Mvc.RazorPages;
using SmartCloud.Customers;

namespace SmartCloud.Pages;

/// <summary>The customers, and where each stands.</summary>
/// <param name="customers">The customers.</param>
internal sealed class IndexModel(CustomerRegister customers) : PageModel
{
    /// <summary>Gets the customers.</summary>
    public IReadOnlyList<Customer> Customers => customers.All;
}
