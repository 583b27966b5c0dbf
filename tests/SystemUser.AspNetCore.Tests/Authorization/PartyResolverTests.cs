using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ApplicationParts;
using Microsoft.AspNetCore.Mvc.Authorization;
using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;
using SystemUser.AspNetCore.Authorization;
using SystemUser.AspNetCore.Claims;
using SystemUser.AspNetCore.Decisions;
using SystemUser.AspNetCore.Tests.Support;
using SystemUser.Sandbox.Wire.Scripted;

namespace SystemUser.AspNetCore.Tests.Authorization;

/// <summary>A party that does not stand in the request: a resolver of the app's finds it.</summary>
public sealed class PartyResolverTests
{
    private const string Stranger = "313269777";

    private static readonly Action<RequireSystemUserRightAttribute> s_documented = right =>
    {
        right.PartyFrom = typeof(DocumentOwner);
        right.AllowClients = true;
    };

    private static readonly Action<RequireSystemUserRightAttribute> s_hidden =
        s_documented + (right => right.HidePartyExistence = true);

    [Fact]
    public async Task The_party_is_the_one_that_the_resolver_finds()
    {
        await using var door = await OpenAsync();
        door.Sandbox.Pdp.Permit(party: Door.Owner);
        door.Sandbox.Pdp.Permit(party: Door.Client);

        (await door.GetAsync("/documents/own", door.Token())).ShouldBeOk("310904473 owner");
        (await door.GetAsync("/documents/caller", door.Token())).ShouldBeOk("310904473 owner");
        (await door.GetAsync("/documents/client", door.Token())).ShouldBeOk("312714051 client");
        (await door.GetAsync("/policy/client", door.Token())).ShouldBeOk("312714051 client");
        (await door.GetAsync("/controller/client", door.Token())).ShouldBeOk("312714051 client");
        (await door.GetAsync("/filter/client", door.Token())).ShouldBeOk("312714051 client");

        door.Audit.Records.Select(record => (record.Party.ToString(), record.Granted))
            .Distinct()
            .ShouldBe([(Door.Owner, true), (Door.Client, true)]);
    }

    [Fact]
    public async Task Nothing_is_looked_up_and_nothing_told_of_what_is_there_when_another_requirement_has_refused()
    {
        await using var door = await OpenAsync();

        foreach (var id in new[] { "client", "none", "throws" })
        {
            (await door.GetAsync($"/important/{id}", door.Token())).ShouldBe(403, "policy-not-met");
        }

        door.Log.Of("PartyResolverFailed").ShouldBeEmpty();
    }

    [Fact]
    public async Task The_party_is_found_anew_when_the_request_is_sent_on_to_another_document_of_the_same_endpoint()
    {
        await using var door = await OpenAsync();
        door.Sandbox.Pdp.Permit(party: Door.Owner);
        door.Sandbox.Pdp.For(party: Door.Client).Deny();

        (await door.GetAsync("/documents/own", door.Token())).ShouldBeOk("310904473 owner");
        (await door.GetAsync("/documents/own?on=client", door.Token())).ShouldBe(403, "right-missing");
    }

    [Fact]
    public async Task The_party_is_looked_up_once_when_two_authorizations_run_at_the_same_time()
    {
        await using var door = await OpenAsync();
        door.Sandbox.Pdp.Permit();

        (await door.GetAsync("/both/slow", door.Token())).ShouldBeOk("True True");

        door.Services.GetRequiredService<Documents>().LookUps.ShouldBe(1);
    }

    [Theory]
    [InlineData("/documents/none")]
    [InlineData("/hidden/none")]
    [InlineData("/controller/none")]
    [InlineData("/filter/none")]
    public async Task A_request_is_404_when_the_resolver_finds_nothing(string path)
    {
        await using var door = await OpenAsync();

        var reply = await door.GetAsync(path, door.Token());

        reply.ShouldBe(404, "party-not-found");
        reply["resource"].ShouldBe(Door.Resource);
        door.Sandbox.Pdp.Calls.ShouldBeEmpty();
        door.Audit.Records.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("31090447")]
    [InlineData("3109044733")]
    [InlineData("310904473 ")]
    [InlineData("0192:310904473")]
    [InlineData("NO310904473")]
    [InlineData("310904473,312714051")]
    [InlineData("310904473\n")]
    [InlineData("000000000")]
    [InlineData("01017012345")]
    [InlineData("३१०९०४४७३")]
    public async Task A_request_is_400_when_the_resolver_finds_something_else_than_one_organization_number(string found)
    {
        await using var door = await OpenAsync(services => services.AddSingleton(new Documents { ["odd"] = found }));

        (await door.GetAsync("/documents/odd", door.Token())).ShouldBe(400, "party-invalid");
        (await door.GetAsync("/hidden/odd", door.Token())).ShouldBe(400, "party-invalid");

        door.Sandbox.Pdp.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_request_is_403_without_a_question_when_the_resolver_finds_another_organization_than_the_owner()
    {
        await using var door = await OpenAsync();

        (await door.GetAsync("/owners/client", door.Token())).ShouldBe(403, "party-not-owner");

        door.Sandbox.Pdp.Calls.ShouldBeEmpty();
        var record = door.Audit.Records.ShouldHaveSingleItem();
        (record.Granted, record.Code, record.Party.ToString()).ShouldBe((false, "party-not-owner", Door.Client));
    }

    [Fact]
    public async Task A_request_is_403_when_the_resolver_finds_an_organization_that_the_caller_may_not_act_for()
    {
        await using var door = await OpenAsync();
        door.Sandbox.Pdp.Always.NotApplicable();

        (await door.GetAsync("/documents/stranger", door.Token())).ShouldBe(403, "right-missing");

        door.Sandbox.Pdp.Questions.ShouldHaveSingleItem().Party.ShouldBe(Stranger);
    }

    [Fact]
    public async Task A_hidden_party_that_is_not_the_callers_is_answered_as_none_byte_for_byte_and_audited_as_it_is()
    {
        await using var door = await OpenAsync();
        door.Sandbox.Pdp.For(party: Stranger).NotApplicable();
        door.Sandbox.Pdp.For(party: Door.Client).Deny();
        door.Sandbox.Pdp.For(party: "310904474").Indeterminate("syntax-error"); // its check digit is wrong
        var none = await door.GetAsync("/hidden/none", door.Token());

        foreach (
            var (path, party, code) in new[]
            {
                ("/hidden/stranger", Stranger, "right-missing"),
                ("/hidden/client", Door.Client, "right-missing"),
                ("/hidden/unknown", "310904474", "party-unknown"),
                ("/hidden-owners/client", Door.Client, "party-not-owner"),
            }
        )
        {
            var reply = await door.GetAsync(path, door.Token());

            WithoutTrace(reply).ShouldBe(WithoutTrace(none));
            reply.ShouldBe(404, "party-not-found");
            var record = door.Audit.Records[^1];
            (record.Granted, record.Code, record.Party.ToString()).ShouldBe((false, code, party));
        }
    }

    [Fact]
    public async Task A_hidden_party_that_is_the_callers_own_is_refused_as_it_is()
    {
        await using var door = await OpenAsync();
        door.Sandbox.Pdp.Always.Deny();

        (await door.GetAsync("/hidden/own", door.Token())).ShouldBe(403, "right-missing");
    }

    [Fact]
    public async Task A_hidden_party_is_an_outage_when_nobody_can_tell_whose_it_is()
    {
        await using var door = await OpenAsync();
        door.Sandbox.Pdp.Always.Fail(500);

        (await door.GetAsync("/hidden/client", door.Token())).ShouldBe(503, "decision-unavailable", retryAfter: "5");
    }

    [Fact]
    public async Task No_other_right_tells_that_a_hidden_party_is_there()
    {
        await using var door = await Door.OpenAsync(
            app =>
                app.MapGet("/{id}", () => "in")
                    .RequireSystemUserRight("another")
                    .RequireSystemUserRight(Door.Resource, s_hidden)
                    .RequireSystemUserRight("third", right => right.PartyFromQuery = "orgnr"),
            Add
        );
        door.Sandbox.Pdp.Always.Deny();

        var none = await door.GetAsync("/none?orgnr=310904473", door.Token());
        var client = await door.GetAsync("/client?orgnr=310904473", door.Token());

        WithoutTrace(client).ShouldBe(WithoutTrace(none));
        none.ShouldBe(404, "party-not-found");
        foreach (var path in new[] { "/none", "/client" }) // what stands in the request is read first
        {
            (await door.GetAsync(path, door.Token())).ShouldBe(400, "party-invalid");
        }
    }

    [Fact]
    public async Task Nothing_is_looked_up_for_who_has_no_token_or_no_scope()
    {
        var documents = new Documents();
        await using var door = await OpenAsync(services => services.AddSingleton(documents));

        foreach (var path in new[] { "/documents/client", "/controller/client", "/filter/client" })
        {
            (await door.GetAsync(path)).ShouldBe(401, "token-missing", "Bearer");
            (await door.GetAsync(path, door.Token().SignedWith("none"))).ShouldBeInvalid();
            (await door.GetAsync(path, door.Sandbox.PlainToken().WithScopes(Door.Scope))).ShouldBe(
                403,
                "system-user-required"
            );
            (await door.GetAsync(path, door.Sandbox.SystemUser())).Status.ShouldBe(403);
        }

        documents.LookUps.ShouldBe(0);
        door.Sandbox.Pdp.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_party_is_looked_up_once_in_a_request()
    {
        var documents = new Documents();
        await using var door = await OpenAsync(services => services.AddSingleton(documents));
        door.Sandbox.Pdp.Permit();

        (await door.GetAsync("/twice/client", door.Token())).ShouldBeOk("312714051 client");
        documents.LookUps.ShouldBe(1);
        (await door.GetAsync("/twice/client", door.Token())).ShouldBeOk("312714051 client");
        documents.LookUps.ShouldBe(2);
    }

    [Theory]
    [InlineData("throws")]
    [InlineData("throws later")]
    [InlineData("cancels")]
    [InlineData("times out")]
    public async Task A_request_is_503_and_the_log_says_why_when_the_resolver_fails(string id)
    {
        await using var door = await OpenAsync();

        foreach (var path in new[] { "/documents", "/hidden", "/controller", "/filter" })
        {
            var reply = await door.GetAsync($"{path}/{id}", door.Token());

            reply.ShouldBe(503, "decision-failed");
            reply.Body.ShouldNotContain("secret");
        }

        var lines = door.Log.Of("PartyResolverFailed");
        lines.Length.ShouldBe(4);
        lines.ShouldAllBe(line => line.StartsWith("Error: The party resolver DocumentOwner failed with System."));
        lines.ShouldAllBe(line => !line.Contains("secret"));
        door.Sandbox.Pdp.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_request_is_503_when_the_resolver_cannot_be_made()
    {
        await using var door = await OpenAsync(services =>
            services.AddScoped<DocumentOwner>(_ => throw new InvalidOperationException("secret"))
        );

        (await door.GetAsync("/documents/own", door.Token())).ShouldBe(503, "decision-failed");
        door.Log.Of("PartyResolverFailed").ShouldHaveSingleItem().ShouldNotContain("secret");
    }

    [Fact]
    public async Task A_request_is_503_within_the_budget_when_the_resolver_never_returns()
    {
        var clock = new PatientClock();
        await using var door = await Door.OpenAsync(
            Map,
            Add,
            clock: clock,
            settings: [("SystemUser:Decisions:TotalTimeout", "00:00:05")]
        );
        door.Sandbox.Pdp.Permit();
        var started = clock.GetUtcNow();

        var asking = door.GetAsync("/documents/hangs", door.Token());
        var reply = await clock.AdvanceUntilAsync(asking, TimeSpan.FromMinutes(1), () => true);

        reply.ShouldBe(503, "decision-failed");
        (clock.GetUtcNow() - started).ShouldBeLessThanOrEqualTo(TimeSpan.FromSeconds(5));
        (await door.GetAsync("/documents/own", door.Token())).ShouldBeOk();
    }

    [Fact]
    public async Task The_party_may_stand_in_a_body_that_the_endpoint_reads_again()
    {
        await using var door = await OpenAsync();
        door.Sandbox.Pdp.Permit(party: Door.Client);

        var reply = await PostAsync(door, """{"orgnr":"312714051","text":"hello"}""");

        reply.ShouldBeOk("312714051 says hello");
        door.Sandbox.Pdp.Questions.ShouldHaveSingleItem().ActionId.ShouldBe("write");
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("""{"text":"hello"}""")]
    [InlineData("""{"orgnr":null}""")]
    [InlineData("""{"orgnr":["312714051","310904473"]}""")]
    [InlineData("""{"orgnr":312714051}""")]
    [InlineData("""{"orgnr":"0192:312714051"}""")]
    public async Task A_request_is_400_when_its_body_names_no_organization_or_several(string body)
    {
        await using var door = await OpenAsync();

        (await PostAsync(door, body)).ShouldBe(400, "party-invalid");

        door.Sandbox.Pdp.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_request_is_400_when_its_body_is_too_large_or_not_what_it_should_be()
    {
        await using var door = await OpenAsync();

        (await PostAsync(door, $$"""{"orgnr":"312714051","text":"{{new string('x', 100_000)}}"}""")).ShouldBe(
            400,
            "party-invalid"
        );
        (await PostAsync(door, """{"orgnr":"312714051"}""", "application/json; charset=nothing")).ShouldBe(
            400,
            "party-invalid"
        );
        (await door.GetAsync("/documents/bad-request", door.Token())).ShouldBe(400, "party-invalid");

        door.Log.Of("PartyResolverFailed").ShouldBeEmpty();
    }

    [Fact]
    public async Task Code_may_ask_for_the_same_requirement_and_is_answered_alike()
    {
        await using var door = await OpenAsync();
        door.Sandbox.Pdp.For(party: Door.Client).Permit();
        door.Sandbox.Pdp.For(party: Stranger).Deny();

        (await door.GetAsync("/asks/client", door.Token())).ShouldBeOk("yes");
        (await door.GetAsync("/asks/stranger", door.Token())).ShouldBeOk("no: party-not-found");
        (await door.GetAsync("/asks/none", door.Token())).ShouldBeOk("no: party-not-found");
    }

    [Fact]
    public async Task A_problem_of_a_resolver_has_the_same_bytes_as_a_result()
    {
        await using var door = await OpenAsync();

        var refused = await door.GetAsync("/documents/none", door.Token());
        var told = await door.GetAsync("/tells/none", door.Token());

        WithoutTrace(told).ShouldBe(WithoutTrace(refused));
    }

    [Theory]
    [InlineData(typeof(Documents), "party-resolver-wrong")]
    [InlineData(typeof(string), "party-resolver-wrong")]
    [InlineData(typeof(PartyOfBody), "party-resolver-unregistered")]
    public async Task The_start_stops_and_names_the_line_when_the_resolver_is_none_or_is_not_registered(
        Type resolver,
        string code
    )
    {
        var message = await Door.RefusesToOpenAsync(app =>
            app.MapGet("/krav", () => "").RequireSystemUserRight(Door.Resource, right => right.PartyFrom = resolver)
        );

        message.ShouldContain($"At: GET /krav. See urn:systemuser-aspnetcore:problem:{code}");
        message.ShouldContain(
            code == "party-resolver-wrong"
                ? $"PartyFrom names {resolver.Name}, which is no ISystemUserPartyResolver."
                : "Add: builder.Services.AddScoped<PartyOfBody>();"
        );
    }

    [Fact]
    public async Task The_start_stops_when_a_resolver_stands_beside_a_place_or_hides_nothing()
    {
        var message = await Door.RefusesToOpenAsync(
            app =>
            {
                foreach (
                    var (path, place) in new (string, Action<RequireSystemUserRightAttribute>)[]
                    {
                        ("/a/{orgnr}", right => right.PartyFromRoute = "orgnr"),
                        ("/b", right => right.PartyFromQuery = "orgnr"),
                        ("/c", right => right.PartyFromHeader = "orgnr"),
                    }
                )
                {
                    app.MapGet(path, () => "").RequireSystemUserRight(Door.Resource, s_documented + place);
                }

                app.MapGet("/d", () => "")
                    .RequireSystemUserRight(Door.Resource, right => right.HidePartyExistence = true);
            },
            Add
        );

        message.ShouldContain(
            "At: GET /a/{orgnr}; GET /b; GET /c. See urn:systemuser-aspnetcore:problem:party-from-several-places"
        );
        message.ShouldContain("At: GET /d. See urn:systemuser-aspnetcore:problem:hiding-without-resolver");
    }

    [Fact]
    public async Task A_late_endpoint_whose_resolver_is_not_registered_is_503()
    {
        using var late = new LateEndpoints();
        await using var door = await Door.OpenAsync(app =>
            ((Microsoft.AspNetCore.Routing.IEndpointRouteBuilder)app).DataSources.Add(late)
        );
        late.Add("/late", new RequireSystemUserRightAttribute("r") { PartyFrom = typeof(PartyOfBody) });
        late.Add("/wrong", new RequireSystemUserRightAttribute("r") { PartyFrom = typeof(string) });

        (await door.GetAsync("/late", door.Token())).ShouldBe(503, "decision-failed");
        (await door.GetAsync("/wrong", door.Token())).ShouldBe(503, "decision-failed");
    }

    [Fact]
    public async Task The_access_map_names_the_resolver()
    {
        await using var door = await OpenAsync();

        door.Log.Of("AccessByRight")
            .ShouldContain(
                $"Information: Access: GET /documents/{{id}} takes scope {Door.Scope} and 'read' on '{Door.Resource}' for the party from the resolver DocumentOwner, clients too."
            );
    }

    private static Task<Door> OpenAsync(Action<IServiceCollection>? services = null) =>
        Door.OpenAsync(
            Map,
            added =>
            {
                Add(added);
                services?.Invoke(added);
            }
        );

    private static void Add(IServiceCollection services)
    {
        services.AddSingleton<Documents>();
        services.AddScoped<DocumentOwner>();
        services.AddScoped<PartyOfBody>();
        services
            .AddControllers()
            .ConfigureApplicationPartManager(parts =>
            {
                parts.FeatureProviders.Clear();
                parts.FeatureProviders.Add(new Own());
            })
            .AddApplicationPart(typeof(PartyResolverTests).Assembly);
        services
            .AddAuthorizationBuilder()
            .AddPolicy("document", policy => policy.RequireSystemUserRight(Door.Resource, s_documented))
            .AddPolicy("hidden", policy => policy.RequireSystemUserRight(Door.Resource, s_hidden));
    }

    private static void Map(WebApplication app)
    {
        app.UseRouting().UseAuthentication().UseAuthorization();
        app.Use(
            (context, next) =>
            {
                if (context.Request.Query["on"] is [{ } id])
                {
                    context.Request.Path = $"/documents/{id}";
                    context.SetEndpoint(null);
                }

                return next(context);
            }
        );
        app.UseRouting().UseAuthorization();
        app.MapControllers();
        app.MapGet(
                "/both/{id}",
                async (HttpContext context, IAuthorizationService authorization) =>
                {
                    var both = await Task.WhenAll(
                        authorization.AuthorizeAsync(context.User, context, "document"),
                        authorization.AuthorizeAsync(context.User, context, "document")
                    );
                    return string.Join(' ', both.Select(result => result.Succeeded));
                }
            )
            .RequireMaskinportenScope(Door.Scope);
        app.MapGet("/important/{id}", () => "in")
            .RequireSystemUserRight(Door.Resource, s_hidden)
            .RequireAuthorization(policy => policy.RequireRole("important"));
        app.MapGet("/documents/{id}", Show).RequireSystemUserRight(Door.Resource, s_documented);
        app.MapGet("/hidden/{id}", Show).RequireSystemUserRight(Door.Resource, s_hidden);
        app.MapGet("/owners/{id}", Show)
            .RequireSystemUserRight(Door.Resource, s_documented + (right => right.AllowClients = false));
        app.MapGet("/hidden-owners/{id}", Show)
            .RequireSystemUserRight(Door.Resource, s_hidden + (right => right.AllowClients = false));
        app.MapGet("/twice/{id}", Show)
            .RequireSystemUserRight(Door.Resource, s_documented)
            .RequireSystemUserRight("another", s_documented);
        app.MapGet("/policy/{id}", (HttpContext context) => Show(context.GetAuthorizedParty()!))
            .RequireAuthorization("document");
        app.MapPost("/body", (Message message, AuthorizedParty party) => $"{party} says {message.Text}")
            .RequireSystemUserRight(
                Door.Resource,
                right =>
                {
                    right.PartyFrom = typeof(PartyOfBody);
                    right.AllowClients = true;
                }
            );
        app.MapGet(
                "/asks/{id}",
                async (HttpContext context, IAuthorizationService authorization) =>
                {
                    var result = await authorization.AuthorizeAsync(context.User, context, "hidden");
                    return result.Succeeded ? "yes" : $"no: {context.Features.Get<SystemUserProblem>()!.Code}";
                }
            )
            .RequireMaskinportenScope(Door.Scope);
        app.MapGet(
                "/tells/{id}",
                async (HttpContext context, IAuthorizationService authorization) =>
                {
                    await authorization.AuthorizeAsync(context.User, context, "document");
                    return context.Features.Get<SystemUserProblem>()!.ToResult();
                }
            )
            .RequireMaskinportenScope(Door.Scope);
    }

    private static string Show(AuthorizedParty party) => $"{party} {(party.IsOwner ? "owner" : "client")}";

    private static string WithoutTrace(Reply reply) =>
        (reply with { Body = reply.Body.Replace(reply["traceId"]!, "") }).ToString();

    private static async Task<Reply> PostAsync(Door door, string body, string type = "application/json")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/body");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", door.Token().ToString());
        request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
        using var response = await door.Http.SendAsync(request, TestContext.Current.CancellationToken);
        return await Reply.OfAsync(response, TestContext.Current.CancellationToken);
    }

    private sealed record Message(string? Orgnr, string? Text);

    /// <summary>The documents of an app: id to owner.</summary>
    private sealed class Documents : Dictionary<string, string?>
    {
        private int _lookUps;

        public Documents()
        {
            this["own"] = Door.Owner;
            this["client"] = Door.Client;
            this["stranger"] = Stranger;
            this["unknown"] = "310904474";
        }

        public int LookUps => _lookUps;

        public string? OwnerOf(string id)
        {
            Interlocked.Increment(ref _lookUps);
            return this.GetValueOrDefault(id);
        }
    }

    private sealed class DocumentOwner(Documents documents) : ISystemUserPartyResolver
    {
        public ValueTask<string?> ResolveAsync(HttpContext httpContext, CancellationToken cancellationToken)
        {
            var id = (string)httpContext.Request.RouteValues["id"]!;
            return id switch
            {
                "caller" => new(httpContext.GetSystemUser()!.Owner.ToString()),
                "throws" => throw new InvalidDataException("secret"),
                "throws later" => LaterAsync(),
                "slow" => SlowlyAsync(),
                "cancels" => throw new OperationCanceledException("secret"),
                "times out" => throw new TimeoutException("secret"),
                "hangs" => new(new TaskCompletionSource<string?>().Task),
                "bad-request" => throw new BadHttpRequestException("secret", 413),
                _ => new(documents.OwnerOf(id)),
            };
        }

        private async ValueTask<string?> SlowlyAsync()
        {
            await Task.Yield();
            return documents.OwnerOf("own");
        }

        private static async ValueTask<string?> LaterAsync()
        {
            await Task.Yield();
            throw new InvalidDataException("secret");
        }
    }

    private sealed class PartyOfBody : ISystemUserPartyResolver
    {
        private const int MostBytes = 64 * 1024;

        public async ValueTask<string?> ResolveAsync(HttpContext httpContext, CancellationToken cancellationToken)
        {
            var request = httpContext.Request;
            request.EnableBuffering(bufferThreshold: MostBytes, bufferLimit: MostBytes);
            try
            {
                var message = await request.ReadFromJsonAsync<Message>(cancellationToken);
                return message?.Orgnr ?? string.Empty;
            }
            catch (Exception exception) when (exception is JsonException or IOException or InvalidOperationException)
            {
                return string.Empty;
            }
            finally
            {
                request.Body.Position = 0;
            }
        }
    }

    private sealed class Own : ControllerFeatureProvider
    {
        protected override bool IsController(System.Reflection.TypeInfo typeInfo) =>
            typeInfo.DeclaringType == typeof(PartyResolverTests) && typeof(ControllerBase).IsAssignableFrom(typeInfo);
    }

    [ApiController, Route("controller/{id}")]
    [RequireSystemUserRight(Door.Resource, PartyFrom = typeof(DocumentOwner), AllowClients = true)]
    private sealed class DocumentController : ControllerBase
    {
        [HttpGet]
        public string Get(AuthorizedParty party) => Show(party);
    }

    [ApiController, Route("filter/{id}")]
    [TypeFilter<DocumentFilter>]
    private sealed class FilteredController : ControllerBase
    {
        [HttpGet]
        public string Get() => Show(HttpContext.GetAuthorizedParty()!);
    }

    private sealed class DocumentFilter(IAuthorizationPolicyProvider policies)
        : AuthorizeFilter(policies, [new AuthorizeAttribute("document")]);
}
