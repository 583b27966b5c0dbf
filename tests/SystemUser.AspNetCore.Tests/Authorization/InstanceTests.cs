using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.Extensions.DependencyInjection;
using SystemUser.AspNetCore.Authorization;
using SystemUser.AspNetCore.Decisions;
using SystemUser.AspNetCore.Testing;
using SystemUser.Sandbox.Wire;

namespace SystemUser.AspNetCore.Tests.Authorization;

/// <summary>The instance of a right: exactly one value, part of the question, of the cache's key and of the record.</summary>
public sealed class InstanceTests
{
    private const string Type = "urn:altinn:instance-id";
    private const string Instance = "50001337/8a5c0e2f-5a4d-4c0e-9a2e-6d6b2c7f1e10";

    private static readonly Action<RequireSystemUserRightAttribute> s_route = right =>
        (right.InstanceType, right.InstanceFromRoute) = (Type, "id");

    private static readonly Action<RequireSystemUserRightAttribute> s_query = right =>
        (right.InstanceType, right.InstanceFromQuery) = (Type, "id");

    private static readonly Action<RequireSystemUserRightAttribute> s_header = right =>
        (right.InstanceType, right.InstanceFromHeader) = (Type, "id");

    [Theory]
    [InlineData("/route/one", "one")]
    [InlineData("/all/" + Instance, Instance)]
    [InlineData("/query?id=one", "one")]
    [InlineData("/query?id=%C3%A6%20%F0%9F%98%80", "æ 😀")]
    [InlineData("/policy?id=one", "one")]
    [InlineData("/controller/one", "one")]
    public async Task The_instance_is_asked_about_and_recorded(string path, string instance)
    {
        await using var door = await OpenAsync();
        door.Sandbox.Pdp.When(question => InstanceOf(question) == instance).Permit();

        (await door.GetAsync(path, door.Token())).ShouldBeOk();

        InstanceOf(door.Sandbox.Pdp.Questions.ShouldHaveSingleItem()).ShouldBe(instance);
        var record = door.Audit.Records.ShouldHaveSingleItem();
        record.Granted.ShouldBeTrue();
        record.Right.Attributes.ShouldBe([new ResourceAttribute(Type, instance)]);
    }

    [Fact]
    public async Task The_instance_is_read_from_a_header()
    {
        await using var door = await OpenAsync();
        door.Sandbox.Pdp.When(question => InstanceOf(question) == "one").Permit();

        (await door.GetAsync("/header", door.Token(), ("id", "one"))).ShouldBeOk();
        (await door.GetAsync("/header", door.Token(), ("id", "one"), ("id", "two"))).ShouldBe(400, "instance-invalid");
        (await door.GetAsync("/header", door.Token(), ("id", "one, two"))).ShouldBe(400, "instance-invalid");
        (await door.GetAsync("/header", door.Token())).ShouldBe(400, "instance-invalid");
    }

    [Theory]
    [InlineData("/route")]
    [InlineData("/all")]
    [InlineData("/route/%20")]
    [InlineData("/route/one%0Atwo")]
    [InlineData("/route/one%1F")]
    [InlineData("/route/%C2%85one")]
    [InlineData("/query")]
    [InlineData("/query?id")]
    [InlineData("/query?id=")]
    [InlineData("/query?id=one&id=one")]
    [InlineData("/query?id=one&ID=two")]
    [InlineData("/query?id=one%0D%0Atwo")]
    [InlineData("/query?id=%00")]
    [InlineData("/query?id=one%7F")]
    [InlineData("/query?id=one%E2%80%A8two")]
    [InlineData("/query?id=%20one")]
    [InlineData("/query?id=one%20")]
    [InlineData("/controller/%0A")]
    public async Task A_request_is_400_when_its_instance_is_missing_malformed_or_given_twice(string path)
    {
        await using var door = await OpenAsync();

        var reply = await door.GetAsync(path, door.Token());

        reply.ShouldBe(400, "instance-invalid");
        reply["resource"].ShouldBe(Door.Resource);
        door.Sandbox.Pdp.Calls.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(256, 200)]
    [InlineData(257, 400)]
    [InlineData(10_240, 400)]
    public async Task An_instance_has_256_characters_at_most(int length, int status)
    {
        await using var door = await OpenAsync();
        door.Sandbox.Pdp.Permit();
        var instance = new string('x', length);

        (await door.GetAsync("/query?id=" + instance, door.Token())).Status.ShouldBe(status);
        (await door.GetAsync("/route/" + instance, door.Token())).Status.ShouldBe(status);
        (await door.GetAsync("/header", door.Token(), ("id", instance))).Status.ShouldBe(status);
    }

    [Fact]
    public async Task Decisions_on_two_instances_are_remembered_apart()
    {
        await using var door = await Door.OpenAsync(
            Map,
            Add,
            settings: [("SystemUser:Decisions:RefusalLifetime", "00:05:00")]
        );
        door.Sandbox.Pdp.When(question => InstanceOf(question) == "one").Permit();
        door.Sandbox.Pdp.When(question => InstanceOf(question) is "two" or "ONE").Deny();
        door.Sandbox.Pdp.When(question => InstanceOf(question) is null).Permit();
        var token = door.Token();

        for (var i = 0; i < 2; i++)
        {
            (await door.GetAsync("/query?id=one", token)).ShouldBeOk();
            (await door.GetAsync("/query?id=two", token)).ShouldBe(403, "right-missing");
            (await door.GetAsync("/query?id=ONE", token)).ShouldBe(403, "right-missing");
            (await door.GetAsync("/plain", token)).ShouldBeOk();
        }

        door.Sandbox.Pdp.Questions.Select(InstanceOf).ShouldBe(["one", "two", "ONE", null]);
    }

    [Fact]
    public async Task The_instance_is_checked_before_the_party_is_looked_up_or_refused()
    {
        await using var door = await OpenAsync();

        (await door.GetAsync("/both?id=&orgnr=312714051", door.Token())).ShouldBe(400, "instance-invalid");
        (await door.GetAsync("/both?id=one&orgnr=312714051", door.Token())).ShouldBe(403, "party-not-owner");
        (await door.GetAsync("/both?id=one", door.Token())).ShouldBe(400, "party-invalid");

        var record = door.Audit.Records.ShouldHaveSingleItem();
        (record.Code, record.Right.Attributes.Single().Value).ShouldBe(("party-not-owner", "one"));
    }

    [Fact]
    public async Task A_request_is_400_when_it_would_give_the_endpoint_another_instance_than_was_checked()
    {
        await using var door = await OpenAsync();
        door.Sandbox.Pdp.Permit();

        (await door.GetAsync("/minimal/two?id=one", door.Token(), ("id", "one"))).ShouldBe(400, "instance-invalid");
        (await door.GetAsync("/minimal/one?id=two", door.Token(), ("id", "one"))).ShouldBeOk("one");
        (await PostAsync(door, "/controller/one", "two")).ShouldBe(400, "instance-invalid");
        door.Audit.Records[^1].Code.ShouldBe("instance-invalid");
        (await PostAsync(door, "/controller/one", "one")).ShouldBeOk("one");
    }

    [Fact]
    public async Task The_log_of_the_audit_names_the_instance_in_one_line()
    {
        await using var door = await OpenAsync(configure: builder =>
        {
            builder.Services.Remove(builder.Services.Last(s => s.ServiceType == typeof(ISystemUserAuditSink)));
            builder.Services.AddSystemUserAuthorization();
        });
        door.Sandbox.Pdp.Permit();

        await door.GetAsync("/query?id=one%E2%80%AEtwo", door.Token());
        await door.GetAsync("/plain", door.Token());

        var lines = door.Log.Of("RightAnswered");
        lines[0]
            .ShouldStartWith($"Information: granted: read on {Door.Resource} ({Type} one\uFFFDtwo) for {Door.Owner}");
        lines[1].ShouldStartWith($"Information: granted: read on {Door.Resource} for {Door.Owner}");
    }

    [Fact]
    public async Task The_access_map_names_the_instance()
    {
        await using var door = await OpenAsync();

        door.Log.Of("AccessByRight")
            .ShouldContain(
                $"Information: Access: GET /query takes scope {Door.Scope} and 'read' on '{Door.Resource}' for the party from the token: the system user's owner, and the instance '{Type}' from the query parameter 'id'."
            );
    }

    [Fact]
    public async Task The_start_stops_when_the_instance_is_faulty()
    {
        var message = await Door.RefusesToOpenAsync(app =>
        {
            Add("/a/{id}", right => (right.InstanceFromRoute, right.InstanceFromQuery) = ("id", "id"));
            Add("/b", right => (right.InstanceFromQuery, right.InstanceFromHeader) = ("id", "id"));
            Add("/c", right => right.InstanceFromRoute = "id");
            Add("/d", right => right.InstanceFromQuery = " ");
            Add("/e", _ => { });
            Add("/f", right => (right.InstanceFromQuery, right.InstanceType) = ("id", null));
            Add("/g", right => (right.InstanceFromQuery, right.InstanceType) = ("id", ""));
            Add("/h", right => (right.InstanceFromQuery, right.InstanceType) = ("id", "urn:altinn: id"));
            Add("/i", right => (right.InstanceFromQuery, right.InstanceType) = ("id", "urn:altinn:resource"));
            Add(
                "/j",
                right => (right.InstanceFromQuery, right.InstanceType) = ("id", "URN:altinn:organization:identifier-no")
            );
            Add("/k", right => (right.InstanceFromQuery, right.InstanceType) = ("id", "urn:altinn:partyid"));
            Add("/l", right => (right.InstanceFromQuery, right.InstanceType) = ("id", new string('x', 129)));

            void Add(string path, Action<RequireSystemUserRightAttribute> instance) =>
                app.MapGet(path, () => "")
                    .RequireSystemUserRight(
                        "r",
                        right =>
                        {
                            right.InstanceType = Type;
                            instance(right);
                        }
                    );
        });

        foreach (
            var (at, code) in new[]
            {
                ("GET /a/{id}; GET /b", "instance-from-several-places"),
                ("GET /c", "instance-route-unknown"),
                ("GET /d", "instance-without-name"),
                ("GET /e", "instance-incomplete"),
                ("GET /f", "instance-incomplete"),
                ("GET /g; GET /h; GET /i; GET /j; GET /k; GET /l", "instance-type-malformed"),
            }
        )
        {
            message.ShouldContain($"At: {at}. See urn:systemuser-aspnetcore:problem:{code} ");
        }
    }

    private static Task<Door> OpenAsync(Action<SystemUserBuilder>? configure = null) =>
        Door.OpenAsync(Map, Add, configure);

    private static void Add(IServiceCollection services)
    {
        services
            .AddControllers()
            .ConfigureApplicationPartManager(parts =>
            {
                parts.FeatureProviders.Clear();
                parts.FeatureProviders.Add(new Own());
            })
            .AddApplicationPart(typeof(InstanceTests).Assembly);
        services
            .AddAuthorizationBuilder()
            .AddPolicy("instance", policy => policy.RequireSystemUserRight(Door.Resource, s_query));
    }

    private static void Map(WebApplication app)
    {
        app.MapControllers();
        app.MapGet("/route/{id?}", () => "in").RequireSystemUserRight(Door.Resource, s_route);
        app.MapGet("/all/{**id}", () => "in").RequireSystemUserRight(Door.Resource, s_route);
        app.MapGet("/query", () => "in").RequireSystemUserRight(Door.Resource, s_query);
        app.MapGet("/header", () => "in").RequireSystemUserRight(Door.Resource, s_header);
        app.MapGet("/plain", () => "in").RequireSystemUserRight(Door.Resource);
        app.MapGet("/policy", () => "in").RequireAuthorization("instance");
        app.MapGet("/both", () => "in")
            .RequireSystemUserRight(Door.Resource, s_query + (right => right.PartyFromQuery = "orgnr"));
        app.MapGet("/minimal/{id}", (string id) => id).RequireSystemUserRight(Door.Resource, s_header);
    }

    private static string? InstanceOf(PdpQuestion question) =>
        question.Resource.SingleOrDefault(attribute => attribute.Id == Type)?.Value;

    private static async Task<Reply> PostAsync(Door door, string path, string id)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = new FormUrlEncodedContent([new("id", id)]),
        };
        request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {door.Token()}");
        using var response = await door.Http.SendAsync(request, TestContext.Current.CancellationToken);
        return await Reply.OfAsync(response, TestContext.Current.CancellationToken);
    }

    private sealed class Own : ControllerFeatureProvider
    {
        protected override bool IsController(System.Reflection.TypeInfo typeInfo) =>
            typeInfo.AsType() == typeof(InstanceController);
    }

    [Route("controller/{id}")]
    [RequireSystemUserRight(Door.Resource, InstanceFromRoute = "id", InstanceType = Type)]
    private sealed class InstanceController : ControllerBase
    {
        [HttpGet, HttpPost]
        public string Get(string id) => id;
    }
}
