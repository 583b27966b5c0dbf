using Microsoft.AspNetCore.Mvc;
using SystemUser.AspNetCore.Authorization;

namespace Company.SystemUserApi1.Controllers;

// For the organization in the path: the owner or, because of AllowClients, one that the owner is the accountant of.
[ApiController]
[Route("v1/parties/{orgnr}")]
[RequireSystemUserRight("my-resource", PartyFromRoute = "orgnr", AllowClients = true)]
public sealed class PartiesController : ControllerBase
{
    // GET asks for the action read of the resource's policy; POST, PUT, PATCH and DELETE ask for write.
    [HttpGet]
    public string Get(AuthorizedParty party) => $"What {party} has.";
}
