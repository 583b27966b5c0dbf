using Carter;
using FastEndpoints;
using KravOgBetalingerApi.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.OData;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OData.ModelBuilder;
using SystemUser.AspNetCore.Hosts.Tests.Examples;
using SystemUser.AspNetCore.Tests.Authorization;

namespace SystemUser.AspNetCore.Hosts.Tests;

/// <summary>What docs/hosts.md prints stands in the folder Examples, and does what it says.</summary>
[Collection(FastEndpointsHost.Name)]
public sealed class HostsDocumentTests
{
    [Fact]
    public void Every_piece_of_code_stands_in_an_example()
    {
        string[] examples =
        [
            .. Directory
                .EnumerateFiles(Markdown.PathOf("tests/SystemUser.AspNetCore.Hosts.Tests/Examples"), "*.cs")
                .Select(file => WithoutLayout(File.ReadAllText(file))),
        ];
        var pieces = Markdown
            .ReadBlocks("docs/hosts.md")
            .Where(block => block.Language == "csharp")
            .SelectMany(block => block.Text.Split("\n\n"))
            .ToList();

        pieces.ShouldNotBeEmpty();
        foreach (var piece in pieces)
        {
            examples.ShouldContain(example => example.Contains(WithoutLayout(piece)), piece);
        }
    }

    [Theory]
    [InlineData("/reskontro/310904473")]
    [InlineData("/minimal/310904473/krav")]
    [InlineData("/fast/310904473/krav")]
    [InlineData("/carter/310904473/krav")]
    [InlineData("/mine/krav")]
    public async Task The_examples_ask_for_the_right(string path)
    {
        await using var door = await OpenAsync();
        door.Sandbox.Pdp.Next.Deny();
        door.Sandbox.Pdp.Permit(party: Door.Owner);

        (await door.GetAsync(path)).ShouldBe(401, "token-missing", "Bearer");
        (await door.GetAsync(path, door.Token())).ShouldBe(403, "right-missing");
    }

    [Theory]
    [InlineData("/reskontro/310904473")]
    [InlineData("/minimal/310904473/krav")]
    [InlineData("/fast/310904473/krav")]
    [InlineData("/carter/310904473/krav")]
    [InlineData("/mine/krav")]
    public async Task The_examples_give_what_they_asked_for(string path)
    {
        await using var door = await OpenAsync();
        door.Sandbox.Pdp.Permit(party: Door.Owner);

        var reply = await door.GetAsync(path, door.Token());

        reply.ShouldBeOk();
        reply.Body.Trim('"').ShouldBe($"The claims of {Door.Owner}.");
    }

    [Fact]
    public async Task OData_asks_for_the_right()
    {
        await using var door = await OpenAsync();
        door.Sandbox.Pdp.Next.Deny();

        (await door.GetAsync("/odata/Kravposter")).ShouldBe(401, "token-missing", "Bearer");
        (await door.GetAsync("/odata/Kravposter", door.Token())).ShouldBe(403, "right-missing");
        door.Sandbox.Pdp.Permit(party: Door.Client);
        (await door.GetAsync("/odata/Kravposter", door.Token(Door.Client))).Status.ShouldBe(200);
    }

    private static Task<Door> OpenAsync() =>
        Door.OpenAsync(
            app =>
            {
                app.UseFastEndpoints();
                app.MapCarter();
                app.MapControllers();
                HostsApp.Map(app);
            },
            services =>
            {
                var model = new ODataConventionModelBuilder();
                model.EntitySet<Kravpost>("Kravposter");
                services
                    .AddControllers()
                    .AddApplicationPart(typeof(ReskontroController).Assembly)
                    .AddOData(odata => odata.AddRouteComponents("odata", model.GetEdmModel()));
                services.AddCarter(
                    new DependencyContextAssemblyCatalog(typeof(KravModule).Assembly),
                    carter => carter.WithModule<KravModule>().WithEmptyValidators().WithEmptyResponseNegotiators()
                );
                FastEndpointsHost.Add(services, typeof(KravEndpoint));
            }
        );

    private static string WithoutLayout(string code) => string.Concat(code.Where(c => !char.IsWhiteSpace(c)));
}
