using KravOgBetalingerApi.Data;
using KravOgBetalingerApi.Data.Entities;
using Microsoft.AspNetCore.Mvc;
using SystemUser.AspNetCore.Authorization;

namespace KravOgBetalingerApi.Tests.Examples;

[ApiController, Route("v1/regnskapssystem/{partsidentifikator}")]
[RequireSystemUserRight("ske-krav-og-betalinger", PartyFromRoute = "partsidentifikator", AllowClients = true)]
public sealed class KravController(IKravregister register) : ControllerBase
{
    [HttpGet("aapnekrav")]
    public Task<Part?> AapneKrav(AuthorizedParty party, CancellationToken cancellationToken) =>
        register.FindAapneKravAsync(party, cancellationToken);
}
