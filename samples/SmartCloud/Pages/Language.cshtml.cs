using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SmartCloud.Texts;

namespace SmartCloud.Pages;

/// <summary>Takes the reader's choice of language.</summary>
internal sealed class LanguageModel : PageModel
{
    /// <summary>There is nothing to read here.</summary>
    public IActionResult OnGet() => LocalRedirect("~/");

    /// <summary>Remembers the language, and goes back.</summary>
    /// <param name="language">The language's code.</param>
    /// <param name="returnTo">The page that it was chosen on.</param>
    public IActionResult OnPost(string? language, string? returnTo)
    {
        Response.Cookies.Append(
            Languages.Cookie,
            (Languages.Find(language) ?? Texts.Language.Bokmaal).Code(),
            new CookieOptions
            {
                HttpOnly = true,
                Secure = Request.IsHttps,
                IsEssential = true,
                SameSite = SameSiteMode.Lax,
                MaxAge = TimeSpan.FromDays(365),
            }
        );
        return LocalRedirect(Url.IsLocalUrl(returnTo) && IsVisibleAscii(returnTo) ? returnTo : "~/");
    }

    // A header holds nothing else.
    private static bool IsVisibleAscii(string address) => address.All(character => character is > ' ' and < '\x7f');
}
