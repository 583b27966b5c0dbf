using System.Text.Json;
using SmartCloud.Customers;
using SmartCloud.Failures;
using SmartCloud.Registration;
using SmartCloud.Tests.Support;

namespace SmartCloud.Tests.Altinn;

public sealed class SystemRegisterTests
{
    private const string Systems = "systemregister/vendor";

    [Fact]
    public async Task Both_systems_are_registered_when_none_is_there()
    {
        await using var host = await SmartCloudHost.StartAsync();

        (await RegisterAsync(host)).ShouldBeNull();

        var standard = JsonDocument.Parse(host.World.Systems["991825827_smartcloud"]).RootElement;
        standard
            .EnumerateObject()
            .Select(one => one.Name)
            .ShouldBe([
                "id",
                "vendor",
                "name",
                "description",
                "rights",
                "accessPackages",
                "clientId",
                "allowedRedirectUrls",
                "isVisible",
            ]);
        standard
            .GetProperty("vendor")
            .GetRawText()
            .ShouldBe("""{"authority":"iso6523-actorid-upis","ID":"0192:991825827"}""");
        standard
            .GetProperty("rights")
            .GetRawText()
            .ShouldBe("""[{"resource":[{"id":"urn:altinn:resource","value":"ske-krav-og-betalinger"}]}]""");
        standard.GetProperty("clientId").GetRawText().ShouldBe("""["client-standard"]""");
        standard.GetProperty("allowedRedirectUrls").GetRawText().ShouldBe("""["http://localhost:5070/receipt"]""");
        standard.GetProperty("isVisible").GetBoolean().ShouldBeTrue();

        var agent = JsonDocument.Parse(host.World.Systems["991825827_smartcloud_ap"]).RootElement;
        agent.GetProperty("rights").GetArrayLength().ShouldBe(0);
        agent
            .GetProperty("accessPackages")
            .GetRawText()
            .ShouldBe("""[{"urn":"urn:altinn:accesspackage:regnskapsforer-med-signeringsrettighet"}]""");
        agent.GetProperty("clientId").GetRawText().ShouldBe("""["client-agent"]""");
        agent.GetProperty("isVisible").GetBoolean().ShouldBeFalse();
    }

    [Fact]
    public async Task A_system_is_updated_when_it_is_registered_already()
    {
        await using var host = await SmartCloudHost.StartAsync();

        await RegisterAsync(host);
        (await RegisterAsync(host)).ShouldBeNull();

        host.World.Handler.CallsTo("POST", Systems).Count().ShouldBe(2);
        host.World.Handler.CallsTo("PUT", Systems)
            .Select(call => call.Address.Segments[^1])
            .ShouldBe(["991825827_smartcloud", "991825827_smartcloud_ap"]);
    }

    [Fact]
    public async Task The_standing_is_out_of_date_when_something_is_missing()
    {
        await using var host = await SmartCloudHost.StartAsync();
        (await StandingsAsync(host)).ShouldBe([StandingKind.NotRegistered, StandingKind.NotRegistered]);

        await RegisterAsync(host);
        (await StandingsAsync(host)).ShouldBe([StandingKind.Registered, StandingKind.Registered]);

        host.World.Handler.On(
            "GET",
            FakeWorld.Altinn + Systems + "/991825827_smartcloud",
            _ =>
                Respond.Json(
                    host.World.Systems["991825827_smartcloud"].Replace("5070", "5071", StringComparison.Ordinal)
                )
        );
        (await StandingsAsync(host)).ShouldBe([StandingKind.OutOfDate, StandingKind.Registered]);
    }

    [Fact]
    public async Task Changes_nothing_when_it_cannot_be_found_out_what_is_registered()
    {
        await using var host = await SmartCloudHost.StartAsync();
        host.World.Handler.On("GET", FakeWorld.Altinn + Systems + "/991825827_smartcloud", _ => Respond.Status(500));

        (await RegisterAsync(host))!.Kind.ShouldBe(FailureKind.ServiceFault);

        host.World.Systems.ShouldBeEmpty();
    }

    [Fact]
    public async Task Clients_are_registered_only_when_in_the_sandbox()
    {
        await using var sandbox = await SmartCloudHost.StartAsync(settings: ("SmartCloud:Environment", "Sandbox"));
        await using var test = await SmartCloudHost.StartAsync();

        (await RegisterAsync(sandbox)).ShouldBeNull();
        (await RegisterAsync(test)).ShouldBeNull();

        test.World.Handler.CallsTo("POST", "/sandbox/").ShouldBeEmpty();
        var client = sandbox.World.Handler.CallsTo("POST", "/sandbox/maskinporten/clients").First().Json;
        client.GetProperty("clientId").GetString().ShouldBe("client-standard");
        client.GetProperty("orgNo").GetString().ShouldBe("991825827");
        client
            .GetProperty("scopes")
            .EnumerateArray()
            .Select(one => one.GetString())
            .ShouldBe([
                "skatteetaten:kravogbetalinger",
                "altinn:authentication/systemregister.write",
                "altinn:authentication/systemuser.request.read",
                "altinn:authentication/systemuser.request.write",
            ]);
        client
            .GetProperty("jwks")
            .GetProperty("keys")[0]
            .EnumerateObject()
            .Select(one => one.Name)
            .ShouldBe(["kty", "use", "alg", "kid", "n", "e"]);
    }

    [Fact]
    public async Task The_key_is_added_when_the_sandbox_knows_the_client_already()
    {
        await using var sandbox = await SmartCloudHost.StartAsync(settings: ("SmartCloud:Environment", "Sandbox"));
        sandbox.World.Handler.On("POST", "/sandbox/maskinporten/clients", _ => Respond.Status(409));

        (await RegisterAsync(sandbox)).ShouldBeNull();

        var keys = sandbox.World.Handler.CallsTo("POST", "/sandbox/maskinporten/clients/client-agent/jwks").Last().Json;
        keys.GetProperty("keys").GetArrayLength().ShouldBe(1);
    }

    private static Task<Failure?> RegisterAsync(SmartCloudHost host) =>
        host.WithAsync<SystemRegistration, Failure?>(one => one.RegisterAsync(TestContext.Current.CancellationToken));

    private static async Task<StandingKind[]> StandingsAsync(SmartCloudHost host)
    {
        var systems = await host.WithAsync<SystemRegistration, IReadOnlyList<SystemStanding>>(one =>
            one.FindAsync(TestContext.Current.CancellationToken)
        );
        systems.Select(one => one.Kind).ShouldBe([SystemKind.Standard, SystemKind.Agent]);
        return [.. systems.Select(one => one.Standing)];
    }
}
