using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SmartCloud.Failures;
using SmartCloud.Registration;

namespace SmartCloud.Pages;

/// <summary>Registers SmartCloud in Altinn's system register.</summary>
/// <param name="registration">The registration.</param>
internal sealed class SetupModel(SystemRegistration registration) : PageModel
{
    /// <summary>Gets the systems.</summary>
    public IReadOnlyList<SystemStanding> Systems { get; private set; } = [];

    /// <summary>Gets why something could not be found out or done.</summary>
    public Failure? Failure { get; private set; }

    /// <summary>Gets whether there is nothing left to register.</summary>
    public bool AllRegistered => Systems.All(static system => system.Standing is StandingKind.Registered);

    /// <summary>Shows where the systems stand.</summary>
    /// <param name="cancellationToken">Ends when the browser hangs up.</param>
    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        Systems = await registration.FindAsync(cancellationToken);
        Failure = Systems.Select(static system => system.Failure).FirstOrDefault(static failure => failure is not null);
    }

    /// <summary>Registers the systems.</summary>
    /// <param name="cancellationToken">Ends when the browser hangs up.</param>
    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (await registration.RegisterAsync(cancellationToken) is not { } failure)
        {
            return RedirectToPage();
        }

        await OnGetAsync(cancellationToken);
        Failure = failure;
        return Page();
    }
}
