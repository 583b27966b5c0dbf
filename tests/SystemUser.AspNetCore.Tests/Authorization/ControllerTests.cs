using System.Reflection;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ApplicationParts;
using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.Extensions.DependencyInjection;
using SystemUser.AspNetCore.Authorization;
using SystemUser.AspNetCore.Claims;
using SystemUser.Sandbox.Wire.Scripted;

namespace SystemUser.AspNetCore.Tests.Authorization;

/// <summary>The attribute and the parameters on controllers.</summary>
public sealed class ControllerTests
{
    private static Task<Door> OpenAsync(params Type[] controllers) =>
        Door.OpenAsync(app => app.MapControllers(), services => AddControllers(services, controllers));

    [Fact]
    public async Task Every_action_of_a_controller_demands_the_right_that_stands_on_its_class()
    {
        await using var door = await OpenAsync(typeof(KravController));
        door.Sandbox.Pdp.Permit(party: Door.Client);

        (await door.GetAsync("/v1/312714051/krav", door.Token())).ShouldBeOk("312714051 for 310904473");
        (await door.SendAsync(HttpMethod.Post, "/v1/312714051/krav", door.Token())).ShouldBeOk("312714051");
        (await door.GetAsync("/v1/312714051/krav")).ShouldBe(401, "token-missing", "Bearer");
        (await door.SendAsync(HttpMethod.Post, "/v1/312714051/krav")).ShouldBe(401, "token-missing", "Bearer");
        (await door.GetAsync("/v1/31271405/krav", door.Token())).ShouldBe(400, "party-invalid");

        door.Sandbox.Pdp.Questions.Select(question => question.ActionId).ShouldBe(["read", "write"]);
    }

    [Theory]
    [InlineData("/parameter/user")]
    [InlineData("/parameter/user-or-null")]
    [InlineData("/parameter/open")]
    [InlineData("/property/user")]
    public async Task An_action_gets_the_system_user_or_its_caller_is_refused(string path)
    {
        await using var door = await OpenAsync(typeof(ParameterController), typeof(PropertyController));

        (await door.GetAsync(path, door.Token())).ShouldBeOk(Door.Owner);
        (await door.GetAsync(path)).ShouldBe(401, "token-missing", "Bearer");
        (await door.GetAsync(path, door.Token().SignedWith("none"))).ShouldBe(
            401,
            "token-invalid",
            "Bearer error=\"invalid_token\""
        );
        (await door.GetAsync(path, door.Sandbox.PlainToken().WithScopes(Door.Scope))).ShouldBe(
            403,
            "system-user-required"
        );
        (await door.GetAsync(path + "?user.Id=1&Id=1", door.Sandbox.SystemUser())).ShouldBe(
            403,
            "insufficient-scope",
            $"Bearer error=\"insufficient_scope\", scope=\"{Door.Scope}\""
        );
    }

    [Fact]
    public async Task An_action_that_takes_a_party_is_403_when_no_right_was_checked()
    {
        await using var door = await OpenAsync(typeof(ParameterController));

        (await door.GetAsync("/parameter/party", door.Token())).ShouldBe(403, "right-missing");
        (await door.GetAsync("/parameter/open-party", door.Token())).ShouldBe(403, "right-missing");
        (await door.GetAsync("/parameter/open-party")).ShouldBe(401, "token-missing", "Bearer");
    }

    [Fact]
    public async Task An_action_that_takes_a_caller_gets_one_without_a_system_user()
    {
        await using var door = await OpenAsync(typeof(ParameterController));

        var token = door.Sandbox.PlainToken().WithScopes(Door.Scope);

        (await door.GetAsync("/parameter/caller", token)).ShouldBeOk("0192:991825827");
    }

    [Fact]
    public async Task A_system_user_inside_a_model_throws_instead_of_being_bound_from_the_request()
    {
        await using var door = await OpenAsync(typeof(ModelController));

        (
            await Should.ThrowAsync<InvalidOperationException>(() => door.GetAsync("/model?name=x", door.Token()))
        ).Message.ShouldStartWith("AltinnSystemUser cannot be bound here");
    }

    [Fact]
    public async Task An_action_may_take_the_system_user_when_only_its_attribute_demands_a_scope()
    {
        await using var door = await Door.OpenAsync(
            app => app.MapControllers(),
            services => AddControllers(services, [typeof(ScopedController)]),
            scope: null
        );
        door.Sandbox.Pdp.Permit();

        (await door.GetAsync("/scoped", door.Token())).ShouldBeOk($"{Door.Owner} {Door.Owner}");
        (await door.GetAsync("/scoped", door.Sandbox.SystemUser().WithScopes("other:api"))).ShouldBe(
            403,
            "insufficient-scope",
            $"Bearer error=\"insufficient_scope\", scope=\"{Door.Scope}\""
        );
    }

    [Fact]
    public async Task Demands_on_controllers_stop_the_start_when_endpoint_routing_is_off()
    {
        var message = await Door.RefusesToOpenAsync(
            app => app.UseMvc(),
            services =>
            {
                AddControllers(services, [typeof(KravController)]);
                services.Configure<MvcOptions>(options => options.EnableEndpointRouting = false);
            }
        );

        message.ShouldContain("KravController.Krav");
        message.ShouldContain("Remove EnableEndpointRouting = false");
    }

    internal static void AddControllers(IServiceCollection services, Type[] controllers) =>
        services
            .AddControllers()
            .ConfigureApplicationPartManager(manager =>
            {
                manager.ApplicationParts.Clear();
                manager.ApplicationParts.Add(new TypesPart(controllers));
                manager.FeatureProviders.Clear();
                manager.FeatureProviders.Add(new AllControllers());
            });

    private sealed class TypesPart(Type[] types) : ApplicationPart, IApplicationPartTypeProvider
    {
        public override string Name => "test";

        public IEnumerable<TypeInfo> Types => types.Select(type => type.GetTypeInfo());
    }

    private sealed class AllControllers : ControllerFeatureProvider
    {
        protected override bool IsController(TypeInfo typeInfo) => true;
    }

    [ApiController]
    [Route("v1/{partsidentifikator}/krav")]
    [RequireSystemUserRight(Door.Resource, PartyFromRoute = "partsidentifikator", AllowClients = true)]
    private sealed class KravController : ControllerBase
    {
        [HttpGet]
        public string Krav(AltinnSystemUser user, AuthorizedParty party) => $"{party} for {user.Owner}";

        [HttpPost]
        public string Endre(AuthorizedParty party) => party.ToString();
    }

    private sealed class ScopedController : ControllerBase
    {
        [HttpGet("/scoped"), RequireSystemUserRight(Door.Resource, Scope = Door.Scope)]
        public string Get(AltinnSystemUser user, AuthorizedParty party) => $"{user.Owner} {party}";
    }

    [ApiController]
    [Route("parameter")]
    private sealed class ParameterController : ControllerBase
    {
        [HttpGet("user")]
        public string GetUser(AltinnSystemUser user) => user.Owner.ToString();

        [HttpGet("user-or-null")]
        public string GetUserOrNull(AltinnSystemUser? user) => user!.Owner.ToString();

        [AllowAnonymous]
        [HttpGet("open")]
        public string GetOpen(AltinnSystemUser? user) => user!.Owner.ToString();

        [HttpGet("party")]
        public string GetParty(AuthorizedParty party) => party.ToString();

        [AllowAnonymous]
        [HttpGet("open-party")]
        public string GetOpenParty(AuthorizedParty? party) => party!.ToString();

        [HttpGet("caller")]
        public string GetCaller(MaskinportenCaller caller) => caller.Consumer.ToString();
    }

    [Route("property")]
    private sealed class PropertyController : ControllerBase
    {
        [BindProperty(SupportsGet = true)]
        public AltinnSystemUser? Bound { get; set; }

        [HttpGet("user")]
        public string GetUser() => Bound!.Owner.ToString();
    }

    [Route("model")]
    private sealed class ModelController : ControllerBase
    {
        [HttpGet]
        public string Get([FromQuery] Model model) => $"{model.User?.Id}";
    }

    private sealed class Model
    {
        public string? Name { get; set; }

        public AltinnSystemUser? User { get; set; }
    }
}
