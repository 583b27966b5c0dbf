using Microsoft.AspNetCore.Mvc;
using SystemUser.AspNetCore.Authorization;

namespace SystemUser.AspNetCore.Hosts.Tests.Examples;

[ApiController, Route("reskontro/{orgnr}")]
[RequireSystemUserRight("ske-krav-og-betalinger", PartyFromRoute = "orgnr", AllowClients = true)]
public sealed class ReskontroController : ControllerBase
{
    [HttpGet]
    public string Get(AuthorizedParty party) => $"The claims of {party}.";
}
