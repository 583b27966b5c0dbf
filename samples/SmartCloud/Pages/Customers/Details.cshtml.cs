using Microsoft.AspNetCore.Mvc;
using SmartCloud.Customers;
using SmartCloud.Failures;

namespace SmartCloud.Pages.Customers;

/// <summary>A customer: where it stands, and what can be done about it.</summary>
/// <param name="customers">The customers.</param>
/// <param name="connections">Connects it.</param>
/// <param name="changes">Asks it for the further right.</param>
/// <param name="checks">Asks Altinn where it stands.</param>
internal sealed class DetailsModel(
    CustomerRegister customers,
    CustomerConnections connections,
    RightsChanges changes,
    ConnectionChecks checks
) : CustomerPageModel(customers)
{
    /// <summary>Gets why what was asked for could not be done.</summary>
    public Failure? Failure { get; private set; }

    /// <summary>Shows the customer.</summary>
    public void OnGet() { }

    /// <summary>Asks the customer for a system user, and sends the browser off to Altinn.</summary>
    /// <param name="cancellationToken">Ends when the browser hangs up.</param>
    public async Task<IActionResult> OnPostConnectAsync(CancellationToken cancellationToken)
    {
        var answer = await connections.ConnectAsync(Customer.OrganizationNumber, cancellationToken);
        return answer.Value is { Status: ConnectionStatus.Waiting, Connection.ConfirmUrl: { } confirmUrl }
            ? SendOff(confirmUrl)
            : Show(answer);
    }

    /// <summary>Asks the customer for the further right, and sends the browser off to Altinn.</summary>
    /// <param name="cancellationToken">Ends when the browser hangs up.</param>
    public async Task<IActionResult> OnPostAskForMoreAsync(CancellationToken cancellationToken)
    {
        var answer = await changes.AskAsync(Customer.OrganizationNumber, cancellationToken);
        return answer.Value is { Connection.Change: { IsOpen: true, ConfirmUrl: { } confirmUrl } }
            ? SendOff(confirmUrl)
            : Show(answer);
    }

    /// <summary>Withdraws the change request.</summary>
    /// <param name="cancellationToken">Ends when the browser hangs up.</param>
    public async Task<IActionResult> OnPostWithdrawChangeAsync(CancellationToken cancellationToken) =>
        Show(await changes.WithdrawAsync(Customer.OrganizationNumber, cancellationToken));

    /// <summary>Asks Altinn where the customer stands.</summary>
    /// <param name="cancellationToken">Ends when the browser hangs up.</param>
    public async Task<IActionResult> OnPostRefreshAsync(CancellationToken cancellationToken) =>
        Show(await checks.RefreshAsync(Customer.OrganizationNumber, cancellationToken));

    /// <summary>Withdraws the request.</summary>
    /// <param name="cancellationToken">Ends when the browser hangs up.</param>
    public async Task<IActionResult> OnPostWithdrawAsync(CancellationToken cancellationToken) =>
        Show(await connections.WithdrawAsync(Customer.OrganizationNumber, cancellationToken));

    private RedirectResult SendOff(Uri confirmUrl)
    {
        Response.Cookies.Append(
            ReceiptModel.Cookie,
            Customer.OrganizationNumber.ToString(),
            new CookieOptions
            {
                HttpOnly = true,
                Secure = Request.IsHttps,
                IsEssential = true,
                SameSite = SameSiteMode.Lax,
                MaxAge = TimeSpan.FromHours(1),
            }
        );
        return Redirect(confirmUrl.AbsoluteUri);
    }

    private IActionResult Show(Answer<Customer> answer)
    {
        if (answer.TryGet(out _, out var failure))
        {
            return RedirectToPage(new { number = Customer.OrganizationNumber });
        }

        Failure = failure;
        return Page();
    }
}
