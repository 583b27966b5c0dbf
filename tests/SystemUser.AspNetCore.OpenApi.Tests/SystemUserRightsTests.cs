using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using SystemUser.AspNetCore.Authorization;
using SystemUser.AspNetCore.Claims;
using SystemUser.AspNetCore.Configuration;
using SystemUser.AspNetCore.OpenApi.Tests.Support;

namespace SystemUser.AspNetCore.OpenApi.Tests;

public sealed class SystemUserRightsTests
{
    [Fact]
    public async Task Describes_the_bearer_scheme_once()
    {
        await using var app = await DescribedApp.StartAsync(app =>
        {
            app.MapGet("/a", () => "a").RequireSystemUserRight("my-resource");
            app.MapGet("/b", () => "b").RequireSystemUserRight("my-resource");
        });
        var schemes = (await app.GetDocumentAsync())["components"]!["securitySchemes"]!.AsObject();
        schemes.Select(scheme => scheme.Key).ShouldBe(["Maskinporten"]);
        Text(schemes["Maskinporten"], "type").ShouldBe("http");
        Text(schemes["Maskinporten"], "scheme").ShouldBe("bearer");
        Text(schemes["Maskinporten"], "bearerFormat").ShouldBe("JWT");
    }

    [Theory]
    [InlineData(false, "A token from Maskinporten, as it is: not exchanged for one of Altinn's.")]
    [InlineData(true, "A token from Maskinporten, or the one that Altinn gives in exchange for it.")]
    public async Task Says_whether_an_exchanged_token_is_taken(bool accepts, string words)
    {
        await using var app = await DescribedApp.StartAsync(
            app => app.MapGet("/a", () => "a").RequireSystemUserRight("my-resource"),
            configure: services =>
                services.Configure<SystemUserOptions>(options => options.AcceptExchangedTokens = accepts)
        );

        Text((await app.GetDocumentAsync())["components"]!["securitySchemes"]!["Maskinporten"], "description")
            .ShouldBe(words);
    }

    [Fact]
    public async Task Describes_scope_right_and_refusals_of_an_endpoint_for_owners()
    {
        await using var app = await DescribedApp.StartAsync(app =>
            app.MapGet("/mine", (AltinnSystemUser user, AuthorizedParty party) => $"{user.Id}{party}")
                .RequireSystemUserRight("my-resource")
        );
        var operation = await app.GetOperationAsync("/mine");
        Scopes(operation).ShouldBe(["my:api"]);
        Rights(operation).ShouldBe(["my-resource/read"]);
        Answers(operation).ShouldBe(["200", "401", "403", "429", "503"]);
        Text(operation, "description")
            .ShouldBe(
                "Demands a Maskinporten token of a system user; scope `my:api`; the right `my-resource/read` for the organization from the token: the system user's owner."
            );
        operation["parameters"].ShouldBeNull();
    }

    [Theory]
    [InlineData("route", "the path segment 'Party'", "path", "party")]
    [InlineData("query", "the query parameter 'Party'", "query", "Party")]
    [InlineData("header", "the header 'Party'", "header", "Party")]
    public async Task Describes_a_party_of_the_request_and_that_it_can_be_wrong(
        string from,
        string words,
        string place,
        string name
    )
    {
        await using var app = await DescribedApp.StartAsync(app =>
            app.MapGet(from == "route" ? "/of/{party}" : "/of", (AuthorizedParty party) => $"{party}")
                .RequireSystemUserRight(
                    "my-resource",
                    right =>
                    {
                        right.PartyFromRoute = from == "route" ? "Party" : null;
                        right.PartyFromQuery = from == "query" ? "Party" : null;
                        right.PartyFromHeader = from == "header" ? "Party" : null;
                        right.AllowClients = true;
                    }
                )
        );
        var operation = await app.GetOperationAsync(from == "route" ? "/of/{party}" : "/of");
        var parameter = operation["parameters"]!.AsArray().Single();
        Text(parameter, "in").ShouldBe(place);
        Text(parameter, "name").ShouldBe(name);
        parameter!["required"]!.GetValue<bool>().ShouldBeTrue();
        Text(parameter["schema"], "type").ShouldBe("string");
        Text(parameter["schema"], "pattern").ShouldBe("^[0-9]{9}$");
        Answers(operation).ShouldBe(["200", "400", "401", "403", "429", "503"]);
        Text(operation, "description").ShouldEndWith($"for the organization from {words}, clients of its owner too.");
    }

    [Fact]
    public async Task Describes_a_party_that_a_resolver_finds_and_that_there_may_be_none()
    {
        await using var app = await DescribedApp.StartAsync(
            app =>
                app.MapGet("/documents/{id}", (string id) => id)
                    .RequireSystemUserRight("my-resource", right => right.PartyFrom = typeof(NoParty)),
            configure: services => services.AddScoped<NoParty>()
        );
        var operation = await app.GetOperationAsync("/documents/{id}");
        Text(operation["parameters"]!.AsArray().Single(), "name").ShouldBe("id");
        Answers(operation).ShouldBe(["200", "400", "401", "403", "404", "429", "503"]);
        Text(operation, "description").ShouldEndWith("for the organization that the request is about.");
    }

    [Fact]
    public async Task Describes_an_instance_and_the_parameter_that_it_is_taken_from()
    {
        await using var app = await DescribedApp.StartAsync(app =>
        {
            app.MapGet("/unbound/{**id}", () => "").RequireSystemUserRight("my-resource", Instance("id"));
            app.MapGet("/bound/{id}", (string id) => id)
                .RequireSystemUserRight("my-resource", Instance("id") + (right => right.PartyFromQuery = "orgnr"));
        });
        foreach (var path in (string[])["/unbound/{id}", "/bound/{id}"])
        {
            var operation = await app.GetOperationAsync(path);
            var parameter = operation["parameters"]![0]!;
            Text(parameter, "name").ShouldBe("id");
            Text(parameter, "description").ShouldBe("An instance: `urn:altinn:instance-id`.");
            parameter["schema"]!["maxLength"]!.GetValue<int>().ShouldBe(256);
            Text(operation["x-systemuser-rights"]![0], "instanceType").ShouldBe("urn:altinn:instance-id");
            Text(operation, "description")
                .ShouldEndWith(", and the instance `urn:altinn:instance-id` from the path segment 'id'.");
            Text(operation["responses"]!["400"], "description")
                .ShouldBe(
                    path.StartsWith("/bound")
                        ? "The party or the instance is missing, malformed or given twice."
                        : "The instance is missing, malformed or given twice."
                );
        }

        static Action<RequireSystemUserRightAttribute> Instance(string name) =>
            right =>
            {
                right.InstanceType = "urn:altinn:instance-id";
                right.InstanceFromRoute = name;
            };
    }

    [Fact]
    public async Task Describes_several_rights_of_which_one_is_enough()
    {
        await using var app = await DescribedApp.StartAsync(app =>
            app.MapGet("/any", () => "any")
                .RequireAnySystemUserRight(["my-resource", "another-resource"])
                .RequireSystemUserRight("third-resource")
        );
        var operation = await app.GetOperationAsync("/any");
        Text(operation, "description")
            .ShouldContain("the right `my-resource/read` or `another-resource/read` for the organization");
        var rights = operation["x-systemuser-rights"]!.AsArray();
        rights[0]!["anyOf"]!
            .AsArray()
            .Select(right => Text(right, "resource"))
            .ShouldBe(["my-resource", "another-resource"]);
        Text(rights[1], "resource").ShouldBe("third-resource");
    }

    [Fact]
    public async Task Describes_another_policy_that_satisfies_the_demand_and_its_schemes_as_alternatives()
    {
        await using var app = await DescribedApp.StartAsync(
            app =>
                app.MapGet("/either", () => "either")
                    .RequireSystemUserRight("my-resource", right => right.Or = "person"),
            configure: services =>
            {
                services.AddAuthentication().AddJwtBearer("TokenX").AddCookie("Session");
                services
                    .AddAuthorizationBuilder()
                    .AddPolicy(
                        "person",
                        policy => policy.AddAuthenticationSchemes("TokenX", "Session").RequireAuthenticatedUser()
                    );
            }
        );
        var document = await app.GetDocumentAsync();
        var operation = document["paths"]!["/either"]!["get"]!;
        operation["security"]!
            .AsArray()
            .Select(alternative => alternative!.AsObject().Single().Key)
            .ShouldBe(["Maskinporten", "TokenX", "Session"]);
        Text(operation, "description")
            .ShouldEndWith(" Or satisfies the policy `person` of the API, for callers of other schemes.");
        var schemes = document["components"]!["securitySchemes"]!;
        Text(schemes["TokenX"], "scheme").ShouldBe("bearer");
        Text(schemes["Session"], "in").ShouldBe("cookie");
        Text(schemes["Session"], "name").ShouldBe(".AspNetCore.Session");
    }

    [Fact]
    public async Task Leaves_parameters_alone_that_are_no_party_and_adds_none_twice()
    {
        await using var app = await DescribedApp.StartAsync(app =>
            app.MapGet("/of/{party}/{other}", (string party, string other) => party + other)
                .RequireSystemUserRight("my-resource", right => right.PartyFromRoute = "party")
                .RequireSystemUserRight("another-resource", right => right.PartyFromRoute = "party")
        );
        var operation = await app.GetOperationAsync("/of/{party}/{other}");
        operation["parameters"]!
            .AsArray()
            .Select(parameter => (Text(parameter, "name"), parameter!["schema"]!["pattern"] is not null))
            .ShouldBe([("party", true), ("other", false)]);
    }

    [Fact]
    public async Task Describes_the_headers_of_refusals()
    {
        await using var app = await DescribedApp.StartAsync(app =>
            app.MapGet("/mine", () => "mine").RequireSystemUserRight("my-resource")
        );
        var answers = (await app.GetOperationAsync("/mine"))["responses"]!.AsObject();
        answers
            .Select(answer => (answer.Key, answer.Value!["headers"]?.AsObject().Single().Key))
            .Order()
            .ShouldBe([
                ("200", null),
                ("401", "WWW-Authenticate"),
                ("403", "WWW-Authenticate"),
                ("429", "Retry-After"),
                ("503", "Retry-After"),
            ]);
    }

    [Fact]
    public async Task Describes_an_endpoint_that_only_wants_a_scope()
    {
        await using var app = await DescribedApp.StartAsync(app =>
            app.MapGet("/scope", () => "scope").RequireMaskinportenScope("my:first", "my:second")
        );
        var operation = await app.GetOperationAsync("/scope");
        Scopes(operation).ShouldBe(["my:api", "my:first", "my:second"]);
        Answers(operation).ShouldBe(["200", "401", "403", "503"]);
        Text(operation, "description")
            .ShouldBe("Demands a Maskinporten token; scope `my:api`; scope `my:first` or `my:second`.");
        operation["x-systemuser-rights"].ShouldBeNull();
    }

    [Fact]
    public async Task Describes_controllers_and_every_right_of_them()
    {
        await using var app = await DescribedApp.StartAsync(app => app.MapControllers());
        var get = await app.GetOperationAsync("/controller/{party}");
        Rights(get).ShouldBe(["my-resource/read"]);
        var parameter = get["parameters"]!.AsArray().Single();
        Text(parameter, "name").ShouldBe("party");
        Text(parameter, "description").ShouldBe("An organization number: nine digits.");
        Text(parameter!["schema"], "pattern").ShouldBe("^[0-9]{9}$");

        var post = await app.GetOperationAsync("/controller/{party}", "post");
        Rights(post).ShouldBe(["my-resource/write", "another-resource/sign"], ignoreOrder: true);
        Scopes(post).ShouldBe(["my:api", "my:first", "my:second"]);
        post["requestBody"].ShouldBeNull();
    }

    [Fact]
    public async Task Describes_what_a_policy_demands()
    {
        await using var app = await DescribedApp.StartAsync(
            app => app.MapGet("/policy", () => "policy").RequireAuthorization("named"),
            configure: services =>
                services
                    .AddAuthorizationBuilder()
                    .AddPolicy("named", policy => policy.RequireSystemUserRight("my-resource"))
        );
        Rights(await app.GetOperationAsync("/policy")).ShouldBe(["my-resource/read"]);
    }

    [Fact]
    public async Task Leaves_other_endpoints_alone()
    {
        await using var app = await DescribedApp.StartAsync(app =>
        {
            app.MapGet("/open", () => "open");
            app.MapGet("/anonymous", () => "anonymous").RequireSystemUserRight("my-resource").AllowAnonymous();
            app.MapGet("/other", () => "other").RequireAuthorization();
        });
        foreach (var path in (string[])["/open", "/anonymous", "/other"])
        {
            var operation = await app.GetOperationAsync(path);
            operation["security"].ShouldBeNull();
            Answers(operation).ShouldBe(["200"]);
        }
    }

    [Fact]
    public async Task Keeps_what_the_app_says_itself()
    {
        await using var app = await DescribedApp.StartAsync(app =>
            app.MapGet("/own", () => "own")
                .RequireSystemUserRight("my-resource")
                .WithDescription("Reads it.")
                .Produces<OwnProblem>(StatusCodes.Status403Forbidden)
        );
        var operation = await app.GetOperationAsync("/own");
        Text(operation, "description").ShouldStartWith("Reads it.\n\nDemands a Maskinporten token");
        operation["responses"]!["403"]!["content"]!.AsObject().Select(type => type.Key).ShouldBe(["application/json"]);
    }

    [Fact]
    public async Task Can_be_added_twice()
    {
        await using var app = await DescribedApp.StartAsync(
            app => app.MapGet("/twice", () => "twice").RequireSystemUserRight("my-resource"),
            options => options.AddSystemUserRights().AddSystemUserRights()
        );
        var operation = await app.GetOperationAsync("/twice");
        operation["security"]!.AsArray().Count.ShouldBe(1);
        Text(operation, "description").Split("Demands").Length.ShouldBe(2);
    }

    [Fact]
    public async Task Describes_the_bodies_that_the_app_writes_itself()
    {
        await using var app = await DescribedApp.StartAsync(
            app => app.MapGet("/own", () => "own").RequireSystemUserRight("my-resource"),
            options =>
                options.AddSystemUserRights(refusals =>
                {
                    refusals.ProblemType = typeof(OwnProblem);
                    refusals.ProblemMediaTypes = ["application/json", "application/xml"];
                })
        );
        var document = await app.GetDocumentAsync();
        var content = document["paths"]!["/own"]!["get"]!["responses"]!["401"]!["content"]!.AsObject();
        content.Select(type => type.Key).ShouldBe(["application/json", "application/xml"]);
        Text(content["application/xml"]!["schema"], "$ref").ShouldBe("#/components/schemas/OwnProblem");
        document["components"]!["schemas"]!["OwnProblem"]!["properties"]!["kode"].ShouldNotBeNull();
    }

    [Fact]
    public async Task Describes_the_bodies_that_the_package_writes()
    {
        await using var app = await DescribedApp.StartAsync(app =>
            app.MapGet("/mine", () => "mine").RequireSystemUserRight("my-resource")
        );
        var document = await app.GetDocumentAsync();
        var content = document["paths"]!["/mine"]!["get"]!["responses"]!["401"]!["content"]!;
        var reference = Text(content["application/problem+json"]!["schema"], "$ref");
        var schema = document["components"]!["schemas"]![reference.Split('/')[^1]]!;

        using var client = app.CreateClient();
        var answer = await client.GetAsync("/mine", TestContext.Current.CancellationToken);
        var body = JsonNode.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!;
        var members = body.AsObject().Select(member => member.Key).ToList();
        schema["required"]!.AsArray().Select(name => name!.GetValue<string>()).ShouldBe(members, ignoreOrder: true);
        members.ShouldAllBe(member => schema["properties"]![member] != null);
    }

    private sealed class NoParty : ISystemUserPartyResolver
    {
        public ValueTask<string?> ResolveAsync(HttpContext httpContext, CancellationToken cancellationToken) =>
            new((string?)null);
    }

    private static string Text(JsonNode? node, string name) => node![name]!.GetValue<string>();

    private static IEnumerable<string> Scopes(JsonNode operation) =>
        operation["security"]!.AsArray().Single()!["Maskinporten"]!
            .AsArray()
            .Select(scope => scope!.GetValue<string>());

    private static IEnumerable<string> Rights(JsonNode operation) =>
        operation["x-systemuser-rights"]!
            .AsArray()
            .Select(right => $"{Text(right, "resource")}/{Text(right, "action")}");

    private static IEnumerable<string> Answers(JsonNode operation) =>
        operation["responses"]!.AsObject().Select(answer => answer.Key).Order(StringComparer.Ordinal);
}
