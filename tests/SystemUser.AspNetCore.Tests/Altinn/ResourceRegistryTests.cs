using System.Net;
using Microsoft.Extensions.DependencyInjection;
using SystemUser.AspNetCore.Altinn.Internal;
using SystemUser.AspNetCore.Claims;
using SystemUser.AspNetCore.Outbound.Internal;
using SystemUser.AspNetCore.Tests.Support;

namespace SystemUser.AspNetCore.Tests.Altinn;

public sealed class ResourceRegistryTests : IAsyncDisposable
{
    private readonly DecisionHost _host = new();

    private StubAltinn Altinn => _host.Altinn;

    private IResourceRegistry Registry => _host.Services.GetRequiredService<IResourceRegistry>();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Finds_the_actions_of_a_resource_without_any_credentials()
    {
        Altinn.Other = (_, _) =>
            StubAltinn.Json(
                """
                [{"subject":[{"type":"urn:altinn:rolecode","value":"dagl"}],"action":{"type":"urn:oasis:names:tc:xacml:1.0:action:action-id","value":"read"},"resource":[{"type":"urn:altinn:resource","value":"a"}]},
                 {"subject":[],"action":{"type":"x","value":"read"},"resource":[]},
                 {"subject":[],"action":{"type":"x","value":"Sign"},"resource":[]},
                 {"subject":[],"action":null,"resource":[]}]
                """
            );

        (await FindAsync())!.Order().ShouldBe(["Sign", "read"], ignoreOrder: true);

        var call = Altinn.OtherCalls.ShouldHaveSingleItem();
        call.Address.ToString()
            .ShouldBe("https://altinn.test/resourceregistry/api/v1/resource/ske-krav-og-betalinger/policy/rules");
        call.Headers.Keys.ShouldBe(["Accept"]);
        Altinn.GrantCalls.ShouldBeEmpty();
    }

    [Fact]
    public async Task Tells_a_resource_that_there_is_not()
    {
        Altinn.Other = (_, _) => StubAltinn.Status(HttpStatusCode.NotFound);

        (await FindAsync()).ShouldBeNull();
    }

    [Fact]
    public async Task Lists_the_names_of_all_resources()
    {
        Altinn.Other = (_, _) =>
            StubAltinn.Json("""[{"identifier":"a","title":{"nb":"A"}},{"identifier":"b"},{"title":{}}]""");

        var names = await _host.RunAsync(Registry.ListResourcesAsync(TestContext.Current.CancellationToken));

        names.ShouldBe(["a", "b"]);
        Altinn
            .OtherCalls.Single()
            .Address.ToString()
            .ShouldBe("https://altinn.test/resourceregistry/api/v1/resource/resourcelist");
    }

    [Theory]
    [InlineData(HttpStatusCode.OK, "<html>")]
    [InlineData(HttpStatusCode.OK, "null")]
    [InlineData(HttpStatusCode.OK, "{}")]
    [InlineData(HttpStatusCode.Forbidden, "")]
    [InlineData(HttpStatusCode.InternalServerError, "")]
    public async Task Says_so_when_the_registry_cannot_be_asked(HttpStatusCode status, string body)
    {
        Altinn.Other = (_, _) => StubAltinn.Json(body, status);

        await Should.ThrowAsync<ServiceException>(FindAsync);
    }

    [Fact]
    public async Task Says_so_when_the_registry_is_silent()
    {
        Altinn.Other = (_, cancellationToken) => StubAltinn.Silence(cancellationToken);

        await Should.ThrowAsync<ServiceException>(FindAsync);
    }

    private Task<IReadOnlySet<string>?> FindAsync() =>
        _host.RunAsync(
            Registry.FindActionsAsync(ResourceId.Parse("ske-krav-og-betalinger"), TestContext.Current.CancellationToken)
        );
}
