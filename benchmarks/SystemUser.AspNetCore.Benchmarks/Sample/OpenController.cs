using KravOgBetalingerApi.Data;
using KravOgBetalingerApi.Endpoints;
using KravOgBetalingerApi.Models;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using SystemUser.AspNetCore.Authorization;
using SystemUser.AspNetCore.Claims;

namespace SystemUser.AspNetCore.Benchmarks.Sample;

/// <summary>The sample's <c>aapnekrav</c> without authorization: the same pipeline, query and answer.</summary>
[ApiController]
[AllowAnonymous]
[Produces("application/json")]
[Route("v1/open/{partsidentifikator}")]
public sealed class OpenController(IKravregister register, TimeProvider time) : ControllerBase
{
    [HttpGet("aapnekrav")]
    public Task<ActionResult<AapneKrav>> GetAapneKravAsync(
        string partsidentifikator,
        CancellationToken cancellationToken
    ) =>
        new RegnskapssystemController(register, time).GetAapneKravAsync(
            new AuthorizedParty(OrganizationNumber.Parse(partsidentifikator), isOwner: true),
            cancellationToken
        );
}
