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
    public async Task Actions_of_a_resource_are_read_from_the_registry_without_credentials()
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
    public async Task Actions_are_null_when_the_registry_does_not_know_the_resource()
    {
        Altinn.Other = (_, _) => StubAltinn.Status(HttpStatusCode.NotFound);

        (await FindAsync()).ShouldBeNull();
    }

    [Fact]
    public async Task Names_of_all_resources_are_read_from_the_registry()
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
    public async Task Fails_when_the_registry_answers_nothing_usable(HttpStatusCode status, string body)
    {
        Altinn.Other = (_, _) => StubAltinn.Json(body, status);

        await Should.ThrowAsync<ServiceException>(FindAsync);
    }

    [Fact]
    public async Task Fails_when_the_registry_is_silent()
    {
        Altinn.Other = (_, cancellationToken) => StubAltinn.Silence(cancellationToken);

        await Should.ThrowAsync<ServiceException>(FindAsync);
    }

    private Task<IReadOnlySet<string>?> FindAsync() =>
        _host.RunAsync(
            Registry.FindActionsAsync(ResourceId.Parse("ske-krav-og-betalinger"), TestContext.Current.CancellationToken)
        );
}
