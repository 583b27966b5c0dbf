using FastEndpoints;
using HostedApp.Endpoints;
using SystemUser.AspNetCore.Tests.Authorization;
using SystemUser.Sandbox.Wire.Scripted;

namespace SystemUser.AspNetCore.Hosts.Tests;

[Collection(FastEndpointsHost.Name)]
public sealed class FastEndpointsTests
{
    private const string Missing = $"Bearer error=\"insufficient_scope\", scope=\"{Door.Scope}\"";

    [Theory]
    [InlineData(typeof(RightInOptions), "/fast/options")]
    [InlineData(typeof(RightInPolicy), "/fast/policy")]
    public async Task A_right_in_options_or_policy_holds(Type endpoint, string path)
    {
        await using var door = await OpenAsync(endpoint);
        door.Sandbox.Pdp.Next.Deny();
        door.Sandbox.Pdp.Permit();

        (await door.GetAsync(path)).ShouldBe(401, "token-missing", "Bearer");
        (await door.GetAsync(path, door.Sandbox.SystemUser().WithScopes("other:api"))).ShouldBe(
            403,
            "insufficient-scope",
            Missing
        );
        (await door.GetAsync(path, door.Token(Door.Client))).ShouldBe(403, "right-missing");
        (await door.GetAsync(path, door.Token())).Status.ShouldBe(200);
    }

    [Fact]
    public async Task The_scheme_alone_needs_the_scope_of_the_app()
    {
        await using var door = await OpenAsync(typeof(SchemeAlone));

        (await door.GetAsync("/fast/scheme")).ShouldBe(401, "token-missing", "Bearer");
        (await door.GetAsync("/fast/scheme", door.Sandbox.PlainToken().WithScopes("other:api"))).ShouldBe(
            403,
            "insufficient-scope",
            Missing
        );
        (await door.GetAsync("/fast/scheme", door.Sandbox.PlainToken().WithScopes(Door.Scope))).Status.ShouldBe(200);
    }

    [Fact]
    public async Task The_scheme_alone_without_a_scope_stops_the_start()
    {
        var message = await Door.RefusesToOpenAsync(
            app => app.UseFastEndpoints(),
            services => FastEndpointsHost.Add(services, typeof(SchemeAlone)),
            scope: null
        );

        message.ShouldContain("At: GET /fast/scheme.");
        message.ShouldContain(":scope-or-audience-missing");
    }

    /// <summary>Even where the start is told to let it pass, no token for another API gets in.</summary>
    [Fact]
    public async Task An_attribute_that_is_overlooked_still_needs_the_scope_of_the_app()
    {
        await using var door = await OpenAsync(typeof(RightOnEndpoint));

        (await door.GetAsync("/fast/right/310904473", door.Sandbox.SystemUser().WithScopes("other:api"))).ShouldBe(
            403,
            "insufficient-scope",
            Missing
        );
    }

    private static Task<Door> OpenAsync(Type endpoint) =>
        Door.OpenAsync(app => app.UseFastEndpoints(), services => FastEndpointsHost.Add(services, endpoint));
}
