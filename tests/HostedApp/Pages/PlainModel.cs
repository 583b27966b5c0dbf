using Microsoft.AspNetCore.Mvc.RazorPages;

namespace HostedApp.Pages;

public sealed class PlainModel : PageModel;
