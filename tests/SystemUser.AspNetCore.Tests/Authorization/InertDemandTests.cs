using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ApplicationParts;
using Microsoft.AspNetCore.Mvc.Authorization;
using Microsoft.AspNetCore.Mvc.Razor.Compilation;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using SystemUser.AspNetCore.Authorization;
using SystemUser.AspNetCore.Claims;

namespace SystemUser.AspNetCore.Tests.Authorization;

/// <summary>Demands that the framework overlooks stop the start.</summary>
public sealed class InertDemandTests
{
    [Fact]
    public async Task A_demand_on_the_class_of_a_minimal_handler_stops_the_start()
    {
        var message = await Door.RefusesToOpenAsync(app =>
        {
            app.MapGet("/method", Handlers.Get);
            Handlers.Map(app);
            app.MapGet("/fine", FineHandlers.Get);
        });

        message.ShouldContain("At: GET /method; GET /lambda.");
        message.ShouldContain("urn:systemuser-aspnetcore:problem:demand-on-declaring-type");
    }

    [Fact]
    public async Task A_demand_on_the_interface_of_a_controller_stops_the_start()
    {
        var message = await Door.RefusesToOpenAsync(
            app => app.MapControllers(),
            services => ControllerTests.AddControllers(services, [typeof(ContractController)])
        );

        message.ShouldContain("At: IContract.Get.");
        message.ShouldContain("urn:systemuser-aspnetcore:problem:demand-on-interface-method");
    }

    [Fact]
    public async Task A_demand_in_an_authorize_filter_stops_the_start()
    {
        var message = await Door.RefusesToOpenAsync(
            app => app.MapControllers(),
            services =>
            {
                ControllerTests.AddControllers(services, [typeof(OpenController)]);
                services.Configure<MvcOptions>(options =>
                    options.Filters.Add(new AuthorizeFilter([new RequireSystemUserRightAttribute("r")]))
                );
            }
        );

        message.ShouldContain("At: OpenController.Get.");
        message.ShouldContain("urn:systemuser-aspnetcore:problem:demand-in-authorize-filter");
    }

    [Theory]
    [InlineData(typeof(PageWithModel), "ProtectedModel.OnGet")]
    [InlineData(typeof(PageOfItsOwn), "PageOfItsOwn.OnPost")]
    public async Task A_demand_on_a_handler_of_a_Razor_page_stops_the_start(Type page, string handler)
    {
        var message = await Door.RefusesToOpenAsync(
            app => app.MapGet("/", () => ""),
            services =>
                services
                    .AddRazorPages()
                    .ConfigureApplicationPartManager(manager => manager.FeatureProviders.Add(new OneView(page)))
        );

        message.ShouldContain($"At: {handler}.");
        message.ShouldContain("urn:systemuser-aspnetcore:problem:demand-on-page-handler");
    }

    [Theory]
    [InlineData(typeof(PageWithParameter))]
    [InlineData(typeof(PageWithProperty))]
    public async Task A_Razor_page_that_wants_the_packages_values_stops_the_start(Type page)
    {
        var message = await Door.RefusesToOpenAsync(
            app => app.MapRazorPages(),
            services =>
                services
                    .AddRazorPages()
                    .ConfigureApplicationPartManager(manager => manager.FeatureProviders.Add(new OneView(page)))
        );

        message.ShouldContain("Take it from the request: HttpContext.GetSystemUser(), GetAuthorizedParty()");
        message.ShouldContain("At: (any method) /One. See urn:systemuser-aspnetcore:problem:value-in-page");
    }

    [Fact]
    public async Task Suppressing_the_check_for_unhandled_security_metadata_stops_the_start()
    {
        var message = await Door.RefusesToOpenAsync(
            app => app.MapGet("/right", () => "").RequireSystemUserRight("r"),
            services =>
                services.Configure<RouteOptions>(options => options.SuppressCheckForUnhandledSecurityMetadata = true)
        );

        message.ShouldContain("At: GET /right.");
        message.ShouldContain("urn:systemuser-aspnetcore:problem:missing-middleware-hidden");
    }

    [RequireSystemUserRight("r")]
    private static class Handlers
    {
        public static string Get() => "";

        public static void Map(IEndpointRouteBuilder app) => app.MapGet("/lambda", () => "");
    }

    private static class FineHandlers
    {
        [RequireSystemUserRight("r")]
        public static string Get() => "";
    }

    private interface IContract
    {
        [RequireSystemUserRight("r")]
        string Get();
    }

    private sealed class ContractController : ControllerBase, IContract
    {
        [HttpGet("/contract")]
        public string Get() => "";
    }

    private sealed class OpenController : ControllerBase
    {
        [HttpGet("/open")]
        public string Get() => "";
    }

    private sealed class ProtectedModel : PageModel
    {
        [RequireSystemUserRight("r")]
        public void OnGet() { }
    }

    private sealed class PageWithModel : Page
    {
        public ProtectedModel Model => new();

        public override Task ExecuteAsync() => Task.CompletedTask;
    }

    private sealed class PageOfItsOwn : Page
    {
        public PageOfItsOwn Model => this;

        [RequireSystemUserRight("r")]
        public void OnPost() { }

        public override Task ExecuteAsync() => Task.CompletedTask;
    }

    private sealed class ParameterModel : PageModel
    {
        public void OnGet(AuthorizedParty party) { }
    }

    private sealed class PropertyModel : PageModel
    {
        [BindProperty]
        public AltinnSystemUser? SystemUser { get; set; }

        public void OnGet() { }
    }

    private sealed class PageWithParameter : Page
    {
        public ParameterModel Model => (ParameterModel)ViewContext.ViewData.Model!;

        public override Task ExecuteAsync() => Task.CompletedTask;
    }

    private sealed class PageWithProperty : Page
    {
        public PropertyModel Model => (PropertyModel)ViewContext.ViewData.Model!;

        public override Task ExecuteAsync() => Task.CompletedTask;
    }

    /// <summary>A page as the Razor compiler leaves it.</summary>
    private sealed class OneView(Type page) : IApplicationFeatureProvider<ViewsFeature>
    {
        public void PopulateFeature(IEnumerable<ApplicationPart> parts, ViewsFeature feature) =>
            feature.ViewDescriptors.Add(
                new CompiledViewDescriptor { RelativePath = "/Pages/One.cshtml", Item = new Item(page) }
            );

        private sealed class Item(Type page) : Microsoft.AspNetCore.Razor.Hosting.RazorCompiledItem
        {
            public override string Identifier => "/Pages/One.cshtml";

            public override string Kind => "mvc.1.0.razor-page";

            public override IReadOnlyList<object> Metadata => [];

            public override Type Type => page;
        }
    }
}
