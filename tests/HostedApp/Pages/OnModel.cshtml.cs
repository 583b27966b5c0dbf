using Microsoft.AspNetCore.Mvc.RazorPages;
using SystemUser.AspNetCore.Authorization;

namespace HostedApp.Pages;

[RequireSystemUserRight("ske-krav-og-betalinger", Action = "read")]
public sealed class OnModel : PageModel;
