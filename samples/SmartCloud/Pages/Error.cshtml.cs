using System.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace SmartCloud.Pages;

/// <summary>Says why a page is not shown.</summary>
// A form that was refused is re-executed here as the POST that it was.
[IgnoreAntiforgeryToken]
internal sealed class ErrorModel : PageModel
{
    /// <summary>Gets the status code.</summary>
    public int Status => Response.StatusCode is >= 400 and var status ? status : 404;

    /// <summary>Gets the id by which the log finds the request again.</summary>
    public string TraceId => Activity.Current?.TraceId.ToString() ?? HttpContext.TraceIdentifier;

    /// <summary>Shows the page; asked for by itself, it is not there.</summary>
    public void OnGet() => Response.StatusCode = Status;

    /// <summary>Shows the page in answer to a form.</summary>
    public void OnPost() => Response.StatusCode = Status;
}
