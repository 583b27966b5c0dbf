using SystemUser.AspNetCore.Authorization;
using SystemUser.AspNetCore.Claims;
using SystemUser.AspNetCore.Decisions;

namespace SystemUser.AspNetCore.Hosts.Tests.Examples;

public sealed class Nightly(ISystemUserAuthorizer authorizer)
{
    public async Task<bool> MayReadAsync(
        AltinnSystemUser systemUser,
        OrganizationNumber party,
        CancellationToken cancellationToken
    )
    {
        var right = new SystemUserRight(ResourceId.Parse("ske-krav-og-betalinger"), ActionId.Read);
        return (await authorizer.AuthorizeAsync(systemUser, right, party, cancellationToken)).Succeeded;
    }
}
