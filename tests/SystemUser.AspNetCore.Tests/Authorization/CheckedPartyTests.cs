using System.Net.Http.Json;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ApplicationParts;
using Microsoft.AspNetCore.Mvc.Authorization;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Razor.Compilation;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Razor.Hosting;
using Microsoft.Extensions.DependencyInjection;
using SystemUser.AspNetCore.Authorization;

namespace SystemUser.AspNetCore.Tests.Authorization;

/// <summary>What model binding gives to an action or a page by the party's name is the party that was checked, or the request is 400.</summary>
public sealed class CheckedPartyTests
{
    private static readonly Dictionary<
        string,
        (Action<WebApplication> Map, Action<IServiceCollection> Add)
    > s_spellings = new()
    {
        ["attribute on the controller"] = (app => app.MapControllers(), Controllers(typeof(ProtectedController))),
        ["attribute on the action"] = (app => app.MapControllers(), Controllers(typeof(ActionController))),
        ["policy by name"] = (app => app.MapControllers(), Controllers(typeof(PolicyController))),
        ["right on MapControllers"] = (
            app => app.MapControllers().RequireSystemUserRight(Door.Resource, FromRoute),
            Controllers(typeof(PlainController))
        ),
        ["policy on MapControllers"] = (
            app => app.MapControllers().RequireAuthorization("party"),
            Controllers(typeof(PlainController))
        ),
        ["filter"] = (
            app => app.MapControllers(),
            services =>
            {
                Controllers(typeof(PlainController))(services);
                services.Configure<MvcOptions>(options => options.Filters.Add(new AuthorizeFilter("party")));
            }
        ),
        ["attribute on the page"] = (app => app.MapRazorPages(), Page(typeof(ProtectedPage))),
        ["right on MapRazorPages"] = (
            app => app.MapRazorPages().RequireSystemUserRight(Door.Resource, FromRoute),
            Page(typeof(PlainPage))
        ),
        ["policy of a page convention"] = (
            app => app.MapRazorPages(),
            services =>
            {
                Page(typeof(PlainPage))(services);
                services.AddRazorPages(options => options.Conventions.AuthorizePage("/Bound", "party"));
            }
        ),
    };

    public static TheoryData<string> Spellings => [.. s_spellings.Keys];

    [Theory]
    [MemberData(nameof(Spellings))]
    public async Task A_request_is_400_when_its_form_names_another_party_than_its_path(string spelling)
    {
        await using var door = await OpenAsync(spelling);

        (await PostAsync(door, "/bound/310904473", ("org", Door.Client))).ShouldBe(400, "party-invalid");
        door.Audit.Records[^1].Code.ShouldBe("party-invalid"); // whatever was granted before the form was read
        (await PostAsync(door, "/bound/310904473", ("ORG", ""))).ShouldBe(400, "party-invalid");
        (await PostAsync(door, "/bound/310904473", ("org", Door.Owner), ("org", Door.Client))).ShouldBe(
            400,
            "party-invalid"
        );
        (await PostAsync(door, "/bound/310904473", ("org", Door.Owner))).ShouldBeOk(Door.Owner);
        (await PostAsync(door, "/bound/310904473")).ShouldBeOk(Door.Owner);
        (await PostAsync(door, $"/bound/310904473?org={Door.Client}")).ShouldBeOk(Door.Owner); // the path comes first
    }

    [Theory]
    [InlineData("/bound/310904473/number", "org")]
    [InlineData("/bound/310904473/named", "org")]
    [InlineData("/bound/310904473/list", "org")]
    [InlineData("/bound/310904473/model", "org")]
    [InlineData("/bound/310904473/model", "model.Org")]
    [InlineData("/bound/310904473/model", "model[Org]")] // as jQuery writes it
    [InlineData("/property/310904473", "org")]
    [InlineData("/property/310904473/model", "Input.Org")]
    public async Task Parameters_properties_and_models_are_bound_to_the_party_that_was_checked(string path, string key)
    {
        await using var door = await OpenAsync(typeof(ProtectedController), typeof(PropertyController));

        (await PostAsync(door, path, (key, Door.Client))).ShouldBe(400, "party-invalid");
        (await PostAsync(door, path, (key, Door.Owner))).ShouldBeOk(Door.Owner);
    }

    [Fact]
    public async Task A_request_is_400_when_a_form_or_path_overrules_the_party_of_the_query()
    {
        await using var door = await OpenAsync(typeof(QueryController), typeof(ApiQueryController));

        (await PostAsync(door, "/query?org=310904473", ("org", Door.Client))).ShouldBe(400, "party-invalid");
        (await PostAsync(door, "/query?org=310904473", ("org", Door.Owner))).ShouldBeOk(Door.Owner);
        (await PostAsync(door, "/query/312714051?org=310904473")).ShouldBe(400, "party-invalid");
        (await PostAsync(door, "/api-query/312714051?org=310904473")).ShouldBe(400, "party-invalid");
        (await PostAsync(door, "/api-query/310904473?org=310904473")).ShouldBeOk(Door.Owner);
    }

    [Fact]
    public async Task A_request_is_400_when_the_query_overrules_the_party_of_the_header()
    {
        await using var door = await OpenAsync(typeof(HeaderController));
        (string, string) header = ("org", Door.Owner);

        foreach (var path in new[] { "/header?org=", "/header/list?org=", "/header/list?org[0]=" })
        {
            (await door.GetAsync(path + Door.Client, door.Token(), header)).ShouldBe(400, "party-invalid");
            (await door.GetAsync(path + Door.Owner, door.Token(), header)).ShouldBeOk(Door.Owner);
        }
    }

    [Fact]
    public async Task A_request_is_400_when_a_minimal_endpoint_would_be_given_another_party_than_was_checked()
    {
        await using var door = await Door.OpenAsync(app =>
        {
            app.MapGet("/header", (string? org) => org ?? "none").RequireSystemUserRight(Door.Resource, FromHeader);
            app.MapGet("/path/{org}", (string org) => org).RequireSystemUserRight(Door.Resource, FromHeader);
            app.MapGet("/explicit", ([FromQuery] string? org) => org).RequireSystemUserRight(Door.Resource, FromHeader);
        });
        door.Sandbox.Pdp.Permit();
        (string, string) header = ("org", Door.Owner);

        (await door.GetAsync($"/header?org={Door.Client}", door.Token(), header)).ShouldBe(400, "party-invalid");
        (await door.GetAsync($"/header?org={Door.Owner}", door.Token(), header)).ShouldBeOk(Door.Owner);
        (await door.GetAsync("/header", door.Token(), header)).ShouldBeOk("none");
        (await door.GetAsync($"/path/{Door.Client}", door.Token(), header)).ShouldBe(400, "party-invalid");
        (await door.GetAsync($"/path/{Door.Owner}", door.Token(), header)).ShouldBeOk(Door.Owner);
        (await door.GetAsync($"/explicit?org={Door.Client}", door.Token(), header)).ShouldBeOk(Door.Client);

        static void FromHeader(RequireSystemUserRightAttribute right) => right.PartyFromHeader = "org";
    }

    [Fact]
    public async Task A_parameter_is_bound_from_its_explicit_source_whatever_party_was_checked()
    {
        await using var door = await OpenAsync(typeof(ExplicitController), typeof(ApiQueryController));

        (await PostAsync(door, "/explicit/310904473/form", ("org", Door.Client))).ShouldBeOk(Door.Client);
        (await PostAsync(door, "/explicit/310904473/form-model", ("org", Door.Client))).ShouldBeOk(Door.Client);
        (await PostAsync(door, "/explicit/310904473/query?org=312714051")).ShouldBeOk(Door.Client);
        (await PostAsync(door, "/explicit/310904473/route", ("org", Door.Client))).ShouldBeOk(Door.Owner);
        (await PostAsync(door, "/api-explicit/312714051?org=310904473&page=1")).ShouldBeOk(Door.Client);
    }

    [Fact]
    public async Task A_JSON_body_may_name_another_party_than_the_one_checked()
    {
        await using var door = await OpenAsync(typeof(ExplicitController));
        using var request = new HttpRequestMessage(HttpMethod.Post, "/explicit/310904473/body")
        {
            Content = JsonContent.Create(new { Org = Door.Client }),
        };

        (await SendAsync(door, request)).ShouldBeOk(Door.Client);
    }

    [Fact]
    public async Task A_form_may_name_another_party_when_nothing_is_bound_to_it()
    {
        await using var door = await OpenAsync(typeof(ProtectedController));

        (await PostAsync(door, "/bound/310904473/nothing", ("org", Door.Client))).ShouldBeOk("nothing");
    }

    [Fact]
    public async Task TryUpdateModelAsync_fails_when_the_form_names_another_party()
    {
        await using var door = await OpenAsync(typeof(ProtectedController));
        const string path = "/bound/310904473/update";

        (await PostAsync(door, path, ("org", Door.Client))).ShouldBeOk("False ");
        (await PostAsync(door, path, ("org", Door.Owner))).ShouldBeOk("True 310904473");
    }

    [Fact]
    public async Task A_request_is_400_when_its_route_value_changes_after_the_check()
    {
        await using var door = await Door.OpenAsync(
            app =>
            {
                app.UseRouting().UseAuthentication().UseAuthorization();
                app.Use(
                    (context, next) =>
                    {
                        context.Request.RouteValues["org"] = Door.Client;
                        return next(context);
                    }
                );
                app.MapControllers();
            },
            Controllers(typeof(ProtectedController))
        );
        door.Sandbox.Pdp.Permit();

        (await PostAsync(door, "/bound/310904473")).ShouldBe(400, "party-invalid");
    }

    [Fact]
    public async Task A_request_is_400_before_the_apps_filters_see_it_when_the_query_overrules_the_party()
    {
        var filter = new SeeingFilter();
        await using var door = await Door.OpenAsync(
            app => app.MapControllers(),
            services =>
            {
                Controllers(typeof(ApiHeaderController))(services);
                services.Configure<MvcOptions>(options => options.Filters.Add(filter));
            }
        );
        door.Sandbox.Pdp.Permit();

        (await door.GetAsync($"/api-header?org={Door.Client}", door.Token(), ("org", Door.Owner))).ShouldBe(
            400,
            "party-invalid"
        );

        filter.Seen.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("GET", "read")]
    [InlineData("POST", "write")]
    public async Task A_Razor_page_asks_for_the_action_of_the_handler_that_runs(string method, string action)
    {
        await using var door = await OpenAsync("attribute on the page");

        (await door.SendAsync(new HttpMethod(method), "/bound/310904473", door.Token())).ShouldBeOk(Door.Owner);
        (await door.SendAsync(HttpMethod.Options, "/bound/310904473", door.Token())).ShouldBe(403, "right-missing");

        door.Sandbox.Pdp.Questions.ShouldHaveSingleItem().ActionId.ShouldBe(action);
    }

    private static Task<Door> OpenAsync(string spelling)
    {
        var (map, add) = s_spellings[spelling];
        return OpenAsync(map, add);
    }

    private static Task<Door> OpenAsync(params Type[] controllers) =>
        OpenAsync(app => app.MapControllers(), Controllers(controllers));

    private static async Task<Door> OpenAsync(Action<WebApplication> map, Action<IServiceCollection> add)
    {
        var door = await Door.OpenAsync(
            map,
            services =>
            {
                add(services);
                services
                    .AddAuthorizationBuilder()
                    .AddPolicy("party", policy => policy.RequireSystemUserRight(Door.Resource, FromRoute));
            }
        );
        door.Sandbox.Pdp.Always.Permit();
        return door;
    }

    private static Task<Reply> PostAsync(Door door, string path, params (string Key, string Value)[] form) =>
        SendAsync(
            door,
            new HttpRequestMessage(HttpMethod.Post, path)
            {
                Content =
                    form.Length == 0
                        ? null
                        : new FormUrlEncodedContent(form.Select(field => KeyValuePair.Create(field.Key, field.Value))),
            }
        );

    private static async Task<Reply> SendAsync(Door door, HttpRequestMessage request)
    {
        using (request)
        {
            request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {door.Token()}");
            using var response = await door.Http.SendAsync(request, TestContext.Current.CancellationToken);
            return await Reply.OfAsync(response, TestContext.Current.CancellationToken);
        }
    }

    private static void FromRoute(RequireSystemUserRightAttribute right)
    {
        right.PartyFromRoute = "org";
        right.AllowClients = true;
    }

    private static Action<IServiceCollection> Controllers(params Type[] controllers) =>
        services => ControllerTests.AddControllers(services, controllers);

    private static Action<IServiceCollection> Page(Type page) =>
        services =>
            services
                .AddRazorPages(options => options.Conventions.ConfigureFilter(new IgnoreAntiforgeryTokenAttribute()))
                .ConfigureApplicationPartManager(manager => manager.FeatureProviders.Add(new OnePage(page)));

    [Route("bound/{org}")]
    private abstract class BoundController : Controller
    {
        [HttpPost]
        public virtual string Post(string org) => org;
    }

    private sealed class PlainController : BoundController;

    [RequireSystemUserRight(Door.Resource, PartyFromRoute = "org", AllowClients = true)]
    private sealed class ProtectedController : BoundController
    {
        [HttpPost("number")]
        public string Number(int org) => $"{org}";

        [HttpPost("named")]
        public string Named([ModelBinder(Name = "ORG")] string number) => number;

        [HttpPost("list")]
        public string List(string[] org) => string.Join(',', org);

        [HttpPost("model")]
        public string Model(Form model) => $"{model.Org}";

        [HttpPost("nothing")]
        public string Nothing(string other) => "nothing";

        [HttpPost("update")]
        public async Task<string> Update()
        {
            var form = new Form();
            var isUpdated = await TryUpdateModelAsync(form);
            return $"{isUpdated} {form.Org}";
        }
    }

    [Authorize("party")]
    private sealed class PolicyController : BoundController;

    private sealed class ActionController : BoundController
    {
        [RequireSystemUserRight(Door.Resource, PartyFromRoute = "org", AllowClients = true)]
        public override string Post(string org) => base.Post(org);
    }

    [Route("property/{org}")]
    [RequireSystemUserRight(Door.Resource, PartyFromRoute = "org", AllowClients = true)]
    private sealed class PropertyController : Controller
    {
        [BindProperty]
        public string? Org { get; set; }

        [BindProperty]
        public Form? Input { get; set; }

        [HttpPost]
        public string Post() => $"{Org}";

        [HttpPost("model")]
        public string Model() => $"{Input?.Org}";
    }

    [RequireSystemUserRight(Door.Resource, PartyFromQuery = "org", AllowClients = true)]
    private sealed class QueryController : Controller
    {
        [HttpPost("/query")]
        public string Query(string org) => org;

        [HttpPost("/query/{org}")]
        public string Route(string org) => org;
    }

    [ApiController]
    [RequireSystemUserRight(Door.Resource, PartyFromQuery = "org", AllowClients = true)]
    private sealed class ApiQueryController : ControllerBase
    {
        [HttpPost("/api-query/{org}")]
        public string Inferred(string org) => org;

        [HttpPost("/api-explicit/{org}")]
        public string Explicit([FromRoute] string org, int page) => org;
    }

    [RequireSystemUserRight(Door.Resource, PartyFromHeader = "org", AllowClients = true)]
    private sealed class HeaderController : Controller
    {
        [HttpGet("/header")]
        public string Get(string org) => org;

        [HttpGet("/header/list")]
        public string List(string[] org) => string.Join(',', org);
    }

    [Route("explicit/{org}")]
    [RequireSystemUserRight(Door.Resource, PartyFromRoute = "org", AllowClients = true)]
    private sealed class ExplicitController : Controller
    {
        [HttpPost("form")]
        public string Form([FromForm] string org) => org;

        [HttpPost("form-model")]
        public string FormModel([FromForm] Form form) => $"{form.Org}";

        [HttpPost("query")]
        public string Query([FromQuery] string org) => org;

        [HttpPost("route")]
        public string Route([FromRoute] string org) => org;

        [HttpPost("body")]
        public string Body([FromBody] Form form) => $"{form.Org}";
    }

    [ApiController]
    [RequireSystemUserRight(Door.Resource, PartyFromHeader = "org", AllowClients = true)]
    private sealed class ApiHeaderController : ControllerBase
    {
        [HttpGet("/api-header")]
        public string Get(string org) => org;
    }

    private sealed class Form
    {
        public string? Org { get; set; }
    }

    private sealed class SeeingFilter : IActionFilter
    {
        public List<object?> Seen { get; } = [];

        public void OnActionExecuting(ActionExecutingContext context) => Seen.AddRange(context.ActionArguments.Values);

        public void OnActionExecuted(ActionExecutedContext context) { }
    }

    [RequireSystemUserRight(Door.Resource, PartyFromRoute = "org", AllowClients = true)]
    private sealed class ProtectedModel : BoundModel;

    private class BoundModel : PageModel
    {
        [BindProperty(SupportsGet = true)]
        public string? Org { get; set; }

        public IActionResult OnGet() => Content($"{Org}");

        public IActionResult OnPost(string org) => Content(org == Org ? org : "two parties");
    }

    private sealed class ProtectedPage : Page
    {
        public ProtectedModel Model => (ProtectedModel)ViewContext.ViewData.Model!;

        public override Task ExecuteAsync() => Task.CompletedTask;
    }

    private sealed class PlainPage : Page
    {
        public BoundModel Model => (BoundModel)ViewContext.ViewData.Model!;

        public override Task ExecuteAsync() => Task.CompletedTask;
    }

    /// <summary>A page at <c>/bound/{org}</c>, as the Razor compiler leaves it.</summary>
    private sealed class OnePage(Type page) : IApplicationFeatureProvider<ViewsFeature>
    {
        public void PopulateFeature(IEnumerable<ApplicationPart> parts, ViewsFeature feature) =>
            feature.ViewDescriptors.Add(
                new CompiledViewDescriptor { RelativePath = "/Pages/Bound.cshtml", Item = new Item(page) }
            );

        private sealed class Item(Type page) : RazorCompiledItem
        {
            public override string Identifier => "/Pages/Bound.cshtml";

            public override string Kind => "mvc.1.0.razor-page";

            public override IReadOnlyList<object> Metadata =>
                [new RazorCompiledItemMetadataAttribute("RouteTemplate", "/bound/{org}")];

            public override Type Type => page;
        }
    }
}
