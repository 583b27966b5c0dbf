using Microsoft.AspNetCore.Mvc;
using SystemUser.AspNetCore.Authorization;
using SystemUser.AspNetCore.Claims;

namespace SystemUser.AspNetCore.OpenApi.Tests.Support;

[ApiController]
[Route("controller/{party}")]
[RequireSystemUserRight("my-resource", PartyFromRoute = "party", AllowClients = true)]
public sealed class DescribedController : ControllerBase
{
    [HttpGet]
    public string Get(AltinnSystemUser systemUser, AuthorizedParty authorized) => $"{systemUser.Id} {authorized}";

    [HttpPost]
    [RequireSystemUserRight("another-resource", Action = "sign", Scope = "my:first my:second")]
    public string Post(AltinnSystemUser systemUser) => $"{systemUser.Id}";
}
