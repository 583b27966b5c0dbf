using Microsoft.AspNetCore.Mvc;
using SystemUser.AspNetCore.Authorization;

namespace HostedApp.Endpoints;

[ApiController, Route("controller/krav")]
[RequireSystemUserRight("ske-krav-og-betalinger")]
public sealed class KravController : ControllerBase
{
    [HttpGet]
    public string Get() => "krav";
}
