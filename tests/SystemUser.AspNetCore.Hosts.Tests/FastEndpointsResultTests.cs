using FastEndpoints;
using SystemUser.AspNetCore.Authorization;
using SystemUser.AspNetCore.Claims;
using SystemUser.AspNetCore.Tests.Authorization;
using SystemUser.Sandbox.Wire.Scripted;

namespace SystemUser.AspNetCore.Hosts.Tests;

/// <summary>A refusal that an endpoint's own code got, sent on as a result.</summary>
[Collection(FastEndpointsHost.Name)]
public sealed class FastEndpointsResultTests
{
    [Fact]
    public async Task Is_the_answer_of_the_attribute()
    {
        await using var door = await Door.OpenAsync(
            app => app.UseFastEndpoints(),
            services => FastEndpointsHost.Add(services, typeof(AskingEndpoint))
        );
        door.Sandbox.Pdp.Next.Deny();
        door.Sandbox.Pdp.Always.Fail(503);

        (await door.GetAsync("/fast/asks")).ShouldBe(401, "token-missing", "Bearer");
        (await door.GetAsync("/fast/asks", door.Sandbox.SystemUser())).ShouldBe(
            403,
            "insufficient-scope",
            $"Bearer error=\"insufficient_scope\", scope=\"{Door.Scope}\""
        );
        (await door.GetAsync("/fast/asks", door.Token())).ShouldBe(403, "right-missing");
        (await door.GetAsync("/fast/asks", door.Token())).ShouldBe(503, "decision-unavailable", retryAfter: "5");
    }
}

public sealed class AskingEndpoint(ISystemUserAuthorizer authorizer) : EndpointWithoutRequest
{
    public override void Configure()
    {
        Get("/fast/asks");
        AllowAnonymous();
    }

    public override async Task HandleAsync(CancellationToken ct)
    {
        var party = OrganizationNumber.Parse(Door.Owner);
        var result = await authorizer.AuthorizeAsync(HttpContext, new(Door.Resource, "read"), party, ct);
        await Send.ResultAsync(result.Problem!.ToResult());
    }
}
