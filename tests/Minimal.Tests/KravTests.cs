using System.Net;
using Microsoft.AspNetCore.Mvc.Testing;
using SystemUser.AspNetCore.Testing;
using SystemUser.Sandbox.Wire.Scripted;

namespace Minimal.Tests;

#pragma warning disable xUnit1051 // The guide to testing, which prints this, leaves the token of the test out.

public sealed class KravTests
{
    [Fact]
    public async Task Only_who_has_the_right_gets_in()
    {
        await using var app = new WebApplicationFactory<Program>().WithSystemUserSandbox(out var sandbox);
        using var client = app.CreateClient();
        var token = sandbox.SystemUser(owner: "310904473").WithScopes("skatteetaten:kravogbetalinger");
        sandbox.Pdp.Permit(token.SystemUserId, party: "310904473", resource: "ske-krav-og-betalinger", action: "read");
        sandbox.Pdp.For(party: "312714051").NotApplicable();

        using var nobody = await client.GetAsync("/krav");
        client.AuthenticateAs(token);
        using var owner = await client.GetAsync("/krav");
        using var another = await client.GetAsync("/krav/312714051");

        Assert.Equal(HttpStatusCode.Unauthorized, nobody.StatusCode);
        Assert.Equal(HttpStatusCode.OK, owner.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, another.StatusCode);
    }
}
