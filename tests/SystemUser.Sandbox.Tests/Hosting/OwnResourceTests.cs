using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Hosting;
using SystemUser.Sandbox.Tests.Authentication;
using SystemUser.Sandbox.Tests.World;
using SystemUser.Sandbox.World.Internal.Model;
using SystemUser.Sandbox.World.Internal.Seed;

namespace SystemUser.Sandbox.Tests.Hosting;

/// <summary>A resource of the developer's own API, in the configuration or while the sandbox runs.</summary>
public sealed class OwnResourceTests
{
    private const string Ape = "310904473";
    private const string Agent = "7a1d5e0c-3f52-4c2b-9a64-0d8f1b6e2c31";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task System_users_hold_the_right_when_the_resource_is_configured()
    {
        await using var app = DevelopedApp.Build(out var address, "--SystemUserSandbox:Resources:my-api=my:scope");
        await app.StartAsync(Cancelled);
        using var provider = new ConfiguredProvider(address, app.Configuration);

        (await provider.DecideAsync(Ape, "my-api")).ShouldBe("Permit");
        (await provider.DecideAsync("312714051", "my-api", Agent)).ShouldBe("Permit");
        (await provider.DecideAsync("314250052", "my-api", Agent)).ShouldBe("NotApplicable");
        await app.StopAsync(Cancelled);
    }

    [Fact]
    public async Task Vendors_may_ask_for_the_scope_and_the_resource_when_the_world_has_been_reset()
    {
        await using var app = DevelopedApp.Build(out var address, "--SystemUserSandbox:Resources:my-api=my:scope a:b");
        await app.StartAsync(Cancelled);
        using var http = new HttpClient { BaseAddress = address };

        using var reset = await http.PostAsync("/sandbox/reset?to=cast", content: null, Cancelled);

        reset.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        var scopes = await http.GetFromJsonAsync<JsonElement>("/sandbox/maskinporten/scopes", Cancelled);
        scopes
            .EnumerateArray()
            .Where(scope => scope.GetProperty("consumers").EnumerateArray().Any(it => it.GetString() == "991825827"))
            .Select(scope => scope.GetProperty("name").GetString()!)
            .Where(name =>
                !name.StartsWith("altinn:", StringComparison.Ordinal)
                && !name.StartsWith("digdir:", StringComparison.Ordinal)
            )
            .ShouldBe(
                ["a:b", "my:scope", "skatteetaten:innrapporteringboligselskap", "skatteetaten:kravogbetalinger"],
                ignoreOrder: true
            );
        (await http.GetAsync("/resourceregistry/api/v1/resource/my-api/policy/rules", Cancelled)).StatusCode.ShouldBe(
            HttpStatusCode.OK
        );
        await app.StopAsync(Cancelled);
    }

    [Fact]
    public async Task What_people_have_taken_away_stays_away_when_a_kept_world_starts_again()
    {
        using var folder = new TestFolder();
        string[] settings =
        [
            $"--SystemUserSandbox:StateFolder={folder.Path}",
            "--SystemUserSandbox:Resources:my-api=my:scope",
        ];
        await using (var app = DevelopedApp.Build(out var address, settings))
        {
            await app.StartAsync(Cancelled);
            using var http = new HttpClient { BaseAddress = address };
            var leader = await http.GetStringAsync("/api/GetPersonalToken?pid=12876921497", Cancelled);
            http.DefaultRequestHeaders.Authorization = new("Bearer", leader);
            using var deletion = await http.DeleteAsync(
                $"/authentication/api/v1/systemuser/{Ape}/33a0911a-5459-456f-bc57-3d37ef9a016c",
                Cancelled
            );
            deletion.IsSuccessStatusCode.ShouldBeTrue();
            await app.StopAsync(Cancelled);
        }

        await using var again = DevelopedApp.Build(out var sandbox, settings);
        await again.StartAsync(Cancelled);
        using var provider = new ConfiguredProvider(sandbox, again.Configuration);

        (await provider.DecideAsync(Ape, "my-api")).ShouldBe("NotApplicable");
        await again.StopAsync(Cancelled);
    }

    [Theory]
    [InlineData("my", "my:scope", "identifier must be at least four")]
    [InlineData("my-api", "", "'' is no scope")]
    [InlineData("my-api", "scope", "'scope' is no scope")]
    [InlineData("my-api", "my:scope, other:scope", "'my:scope, other:scope' is no scope")]
    public void Start_is_refused_with_the_key_when_resource_or_scope_cannot_be_one(
        string resource,
        string scope,
        string why
    )
    {
        var builder = DevelopedApp.Builder($"--SystemUserSandbox:Resources:{resource}={scope}");

        var refusal = Should.Throw<InvalidOperationException>(() => builder.AddSystemUserSandbox());

        refusal.Message.ShouldStartWith(
            $"'SystemUserSandbox:Resources:{resource}' is no resource with its scope. {why}"
        );
    }

    [Fact]
    public async Task System_users_hold_the_right_when_the_resource_is_put_while_the_sandbox_runs()
    {
        await using var app = DevelopedApp.Build(out var address);
        await app.StartAsync(Cancelled);
        using var provider = new ConfiguredProvider(address, app.Configuration);

        using var answer = await provider.Http.PutAsJsonAsync(
            "/sandbox/resources/my-api",
            new { scope = "my:scope" },
            Cancelled
        );

        var seeded = await answer.Content.ReadFromJsonAsync<JsonElement>(Cancelled);
        seeded.GetProperty("systemUsers")[0].GetProperty("owner").GetString().ShouldBe(Ape);
        (await provider.DecideAsync(Ape, "my-api")).ShouldBe("Permit");
        await app.StopAsync(Cancelled);
    }

    [Fact]
    public async Task Registered_system_may_ask_for_the_resource_when_it_is_put_afterwards()
    {
        await using var app = DevelopedApp.Build(out var address);
        await app.StartAsync(Cancelled);
        using var http = new HttpClient { BaseAddress = address };
        var token = await http.GetStringAsync(
            "/api/GetEnterpriseToken?orgNo=991825827&scopes=altinn:authentication/systemregister.write "
                + "altinn:authentication/systemuser.request.write",
            Cancelled
        );
        http.DefaultRequestHeaders.Authorization = new("Bearer", token);
        var system = VendorTest.NewSystem();
        using var registration = await http.PostAsJsonAsync(
            "/authentication/api/v1/systemregister/vendor",
            system,
            Cancelled
        );
        registration.StatusCode.ShouldBe(HttpStatusCode.OK);

        using var seeding = await http.PutAsJsonAsync(
            "/sandbox/resources/my-api",
            new { scope = "my:scope" },
            Cancelled
        );
        var request = VendorTest.NewRequest();
        request["systemId"] = "991825827_new";
        request["redirectUrl"] = "https://new.example/receipt";
        request["rights"] = VendorTest.Rights("my-api");
        using var answer = await http.PostAsJsonAsync(
            "/authentication/api/v1/systemuser/request/vendor",
            request,
            Cancelled
        );

        answer.StatusCode.ShouldBe(HttpStatusCode.Created, await answer.Content.ReadAsStringAsync(Cancelled));
        var shown = await http.GetFromJsonAsync<JsonElement>(
            "/authentication/api/v1/systemregister/vendor/991825827_new",
            Cancelled
        );
        shown
            .GetProperty("rights")
            .EnumerateArray()
            .Select(right => right.GetProperty("resource")[0].GetProperty("value").GetString())
            .ShouldBe([The.Resource, "my-api"]);
        await app.StopAsync(Cancelled);
    }

    [Theory]
    [InlineData("""{"scope":"my scope"}""")]
    [InlineData("{}")]
    [InlineData("[]")]
    public async Task Resource_is_refused_when_it_is_put_without_a_scope(string body)
    {
        await using var app = DevelopedApp.Build(out var address);
        await app.StartAsync(Cancelled);
        using var http = new HttpClient { BaseAddress = address };

        using var answer = await http.PutAsync(
            "/sandbox/resources/my-api",
            new StringContent(body, null, "application/json"),
            Cancelled
        );

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        await app.StopAsync(Cancelled);
    }
}

/// <summary>A resource that has been taken out of the world and is put there anew.</summary>
public sealed class OwnResourceAgainTests : WorldTest
{
    [Fact]
    public void Nobody_holds_the_right_twice_when_the_resource_is_put_again()
    {
        OwnResource.Read("my-api", "my:scope").Is(out var own, out _).ShouldBeTrue();
        Change(draft =>
        {
            var system = World.Systems.Find(The.System)!;
            draft.Put(system with { WrittenRights = WrittenRight.Of(system.Rights) });
        });
        Change(draft => own!.Register(draft));
        Change(draft => draft.Remove<RegistryResource>("my-api"));

        Change(draft => own!.Register(draft));

        var again = World.Systems.Find(The.System)!;
        again.Rights.ShouldBe([The.Resource, "my-api"]);
        again.WrittenRights.Select(right => right.Resources.Single()).ShouldBe([The.Resource, "my-api"]);
        World.SystemUsers.Find(The.SystemUser)!.Rights.ShouldBe([The.Resource, "my-api"]);
    }
}
