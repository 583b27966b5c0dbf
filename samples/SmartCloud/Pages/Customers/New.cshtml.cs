using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SmartCloud.Customers;
using SmartCloud.Texts;

namespace SmartCloud.Pages.Customers;

/// <summary>Takes in a customer.</summary>
/// <param name="customers">The customers.</param>
internal sealed class NewModel(CustomerRegister customers) : PageModel
{
    /// <summary>The length of the longest name.</summary>
    public const int LongestName = 200;

    /// <summary>Gets or sets the organization number, as it was written.</summary>
    [BindProperty]
    public string? Number { get; set; }

    /// <summary>Gets or sets the name, as it was written.</summary>
    [BindProperty]
    public string? Name { get; set; }

    /// <summary>Gets or sets the kind.</summary>
    [BindProperty]
    public SystemKind Kind { get; set; }

    /// <summary>Gets what is wrong with the organization number.</summary>
    public Localized? NumberFault { get; private set; }

    /// <summary>Gets what is wrong with the name.</summary>
    public Localized? NameFault { get; private set; }

    /// <summary>Shows the form.</summary>
    public void OnGet() { }

    /// <summary>Takes in the customer.</summary>
    public IActionResult OnPost()
    {
        // The form offers no other kind than there is: this one has been tampered with.
        if (!ModelState.IsValid || !Enum.IsDefined(Kind))
        {
            return BadRequest();
        }

        var name = Name?.Trim() ?? "";
        if (!OrganizationNumber.TryParse(Number, out var number))
        {
            NumberFault = new(
                "Skriv organisasjonsnummeret med ni sifre.",
                "Write the organization number with nine digits."
            );
        }

        if (name.Length is 0 or > LongestName)
        {
            NameFault = new(
                "Skriv navnet på kunden, høyst 200 tegn.",
                "Write the name of the customer, at most 200 characters."
            );
        }

        if (NumberFault is not null || NameFault is not null)
        {
            return Page();
        }

        if (!customers.TryAdd(new Customer(number, name, Kind)))
        {
            NumberFault = new("Kunden finnes allerede.", "The customer is there already.");
            return Page();
        }

        return RedirectToPage("/Customers/Details", new { number });
    }
}
