using Microsoft.AspNetCore.Mvc.RazorPages;
using SystemUser.AspNetCore.Authorization;

namespace SystemUser.AspNetCore.Hosts.Tests.Examples;

[RequireSystemUserRight("ske-krav-og-betalinger", PartyFromQuery = "orgnr")]
public sealed class KravModel : PageModel;
