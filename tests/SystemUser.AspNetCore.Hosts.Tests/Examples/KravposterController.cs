using Microsoft.AspNetCore.OData.Query;
using Microsoft.AspNetCore.OData.Routing.Controllers;
using SystemUser.AspNetCore.Authorization;

namespace SystemUser.AspNetCore.Hosts.Tests.Examples;

public sealed record Kravpost(int Id);

[RequireSystemUserRight("ske-krav-og-betalinger")]
public sealed class KravposterController : ODataController
{
    [EnableQuery]
    public IQueryable<Kravpost> Get() => new[] { new Kravpost(1) }.AsQueryable();
}
