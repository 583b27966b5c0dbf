using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Authorization;
using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using SystemUser.AspNetCore.Authorization;
using SystemUser.AspNetCore.Claims;
using SystemUser.AspNetCore.Claims.Internal;
using SystemUser.AspNetCore.Decisions;
using SystemUser.AspNetCore.Tests.Support;
using SystemUser.Sandbox.Wire.Scripted;

namespace SystemUser.AspNetCore.Tests.Authorization;

/// <summary>A demand that another policy of the app's satisfies too: a request is judged by one of the two, never by a mixture.</summary>
public sealed class EitherOrTests
{
    private const string TokenX = "TokenX";
    private const string TokenXChallenge = "Bearer realm=\"tokenx\"";
    private const string Invalid = "Bearer error=\"invalid_token\"";
    private const string Person = "person 01017012345, system user none, party none, 0 rights";

    public static TheoryData<string> Paths =>
        ["/attribute", "/endpoint", "/policy", "/any", "/controller", "/filter", "/twice"];

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task A_persons_token_is_let_in_by_the_other_policy_and_is_the_user(string path)
    {
        await using var door = await OpenAsync();

        (await door.GetAsync(path, null, Bearer(PersonToken()))).ShouldBeOk(Person);

        door.Sandbox.Pdp.Calls.ShouldBeEmpty();
        door.Audit.Records.ShouldBeEmpty();
        var record = door.Audit.OtherPolicyRecords[^1];
        (record.Policy, record.Granted, record.TraceId?.Length).ShouldBe(("person", true, 32));
        record.Rights.ShouldContain(new SystemUserRight(Door.Resource, "read"));
        record.User.FindFirstValue("pid").ShouldBe("01017012345");
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task A_system_user_is_let_in_by_its_right_and_is_the_user(string path)
    {
        await using var door = await OpenAsync();
        door.Sandbox.Pdp.Permit();

        (await door.GetAsync(path, door.Token())).Body.ShouldStartWith("system user of 310904473");

        door.Audit.Records.ShouldAllBe(record => record.Granted);
        door.Audit.OtherPolicyRecords.ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task A_caller_without_any_token_gets_the_challenges_of_both(string path)
    {
        await using var door = await OpenAsync();

        (await door.GetAsync(path)).ShouldBe(401, "token-missing", $"{TokenXChallenge} | Bearer");

        door.Audit.OtherPolicyRecords.ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task A_persons_token_that_does_not_meet_the_policy_gets_the_policys_answer(string path)
    {
        await using var door = await OpenAsync();

        var reply = await door.GetAsync(path, null, Bearer(PersonToken(pid: null)));

        (reply.Status, reply.Body, reply.Challenge).ShouldBe((403, "", ""));
        door.Sandbox.Pdp.Calls.ShouldBeEmpty();
        door.Audit.OtherPolicyRecords.ShouldAllBe(record => !record.Granted);
        door.Audit.OtherPolicyRecords.ShouldNotBeEmpty();
        door.Log.Of("AccessRefused").ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task A_token_that_says_it_is_of_another_issuer_gets_the_policys_challenge_alone(string path)
    {
        await using var door = await OpenAsync();

        foreach (
            var token in new[]
            {
                PersonToken(issuer: "https://elsewhere.test/"),
                PersonToken(expired: true),
                PersonToken(key: TestKeys.Second),
                door.Token().With("iss", "https://test.maskinporten.no/").ToString(),
                "no.jwt.atall",
                "opaque",
                "",
            }
        )
        {
            var reply = await door.GetAsync(path, null, Bearer(token));

            (reply.Status, reply.Body).ShouldBe((401, ""), token);
            reply.Challenge.ShouldStartWith(TokenXChallenge);
            reply.Challenge.ShouldNotContain("|");
        }

        (await door.GetAsync(path, null, ("Authorization", "Basic dTpw"))).Challenge.ShouldBe(TokenXChallenge);
        door.Audit.OtherPolicyRecords.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("/attribute")]
    [InlineData("/anybody")]
    [InlineData("/anybody-filter")]
    [InlineData("/lax")]
    public async Task A_Maskinporten_token_gets_the_packages_answers_alone_whatever_else_the_request_carries(
        string path
    )
    {
        await using var door = await OpenAsync();
        door.Sandbox.Pdp.Always.NotApplicable();
        var cookie = await SignInAsync(door);

        foreach (var more in new (string, string)[][] { [], [cookie], [cookie, ("X-Lax", "1")] })
        {
            (await door.GetAsync(path, door.Token(), more)).ShouldBe(403, "right-missing");
            (await door.GetAsync(path, door.Sandbox.SystemUser(), more)).ShouldBe(
                403,
                "insufficient-scope",
                $"Bearer error=\"insufficient_scope\", scope=\"{Door.Scope}\""
            );
            (await door.GetAsync(path, door.Sandbox.PlainToken().WithScopes(Door.Scope), more)).ShouldBe(
                403,
                "system-user-required"
            );
            (await door.GetAsync(path, door.Token().SignedWith("none"), more)).ShouldBeInvalid();
            (await door.GetAsync(path, door.Token().ExpiresIn(TimeSpan.FromHours(-1)), more)).ShouldBeInvalid(
                "token-expired"
            );
        }

        door.Audit.OtherPolicyRecords.ShouldBeEmpty();
    }

    [Fact]
    public async Task However_a_Maskinporten_token_is_dressed_up_it_is_one()
    {
        await using var door = await OpenAsync();
        door.Sandbox.Pdp.Always.NotApplicable();
        var cookie = await SignInAsync(door);
        var token = door.Token().ToString();
        var issuer = Issuer(door);
        var segments = token.Split('.');

        foreach (
            var header in new[]
            {
                $"bearer {token}",
                $"Bearer  {token}",
                $"Bearer\t{token}",
                $"Bearer {token} ",
                $"Bearer {token},Bearer {PersonToken()}",
                $"Bearer {PersonToken()}, Bearer {token}",
                $"Bearer {PersonToken()},{token}",
                $"Bearer .{segments[1]}.",
                $"Bearer x.{segments[1]}",
                $"Bearer {segments[0]}.{segments[1]}==.{segments[2]}",
                $"Bearer {segments[0]}.{segments[1]}.{segments[2]}.x.y",
                $"Bearer {Unsigned($$"""{"iss":"https://tokenx.test","iss":"{{issuer}}"}""")}",
                $"Bearer {Unsigned($$"""{"iss":"{{issuer}}","iss":"https://tokenx.test"}""")}",
                $"Bearer {Unsigned($$"""{"\u0069ss":"{{issuer}}"}""")}",
                $"Bearer {Unsigned($$"""{"a":{"iss":1},"iss":"{{issuer.Replace("/", "\\/")}}","b":""")}",
                $"Bearer {Unsigned($$"""/* */{"iss":"{{issuer}}",}""")}",
            }
        )
        {
            var reply = await door.GetAsync("/anybody", null, ("Authorization", header), cookie);

            reply.Status.ShouldBeOneOf([401, 403], header);
            reply.Type.ShouldBe("application/problem+json", header);
        }

        foreach (var order in new[] { new[] { token, PersonToken() }, [PersonToken(), token] })
        {
            (
                await door.GetAsync("/anybody", null, [.. order.Select(each => ("Authorization", $"Bearer {each}"))])
            ).ShouldBeInvalid();
        }

        door.Audit.OtherPolicyRecords.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_Maskinporten_token_is_503_in_an_outage_whatever_else_the_request_carries()
    {
        await using var door = await OpenAsync();
        door.Sandbox.Pdp.Always.Fail(500);
        var cookie = await SignInAsync(door);

        (await door.GetAsync("/anybody", door.Token(), cookie)).ShouldBe(503, "decision-unavailable", retryAfter: "5");
        (await door.GetAsync("/anybody", null, cookie)).ShouldBeOk();
    }

    [Fact]
    public async Task A_Maskinporten_token_is_503_while_its_keys_are_not_to_be_had_and_other_callers_come_in()
    {
        await using var door = await Door.OpenAsync(Map, Add, arrange: sandbox => sandbox.Metadata.Always.Fail(500));
        var cookie = await SignInAsync(door);

        (await door.GetAsync("/anybody", door.Token(), cookie)).ShouldBe(
            503,
            "token-verification-unavailable",
            retryAfter: "5"
        );
        (await door.GetAsync("/anybody", null, cookie)).ShouldBeOk();
        (await door.GetAsync("/attribute", null, Bearer(PersonToken()))).ShouldBeOk(Person);
    }

    [Theory]
    [InlineData("/anybody")]
    [InlineData("/anybody-filter")]
    public async Task A_session_is_let_in_and_who_has_none_is_challenged_by_both_without_a_redirect(string path)
    {
        await using var door = await OpenAsync();
        var cookie = await SignInAsync(door);

        (await door.GetAsync(path, null, cookie)).ShouldBeOk("somebody Ola");
        var nobody = await door.GetAsync(path);
        nobody.ShouldBe(401, "token-missing", "Bearer");
        nobody.Location.ShouldBeNull();
        var unknown = await door.GetAsync(path, null, Bearer("opaque"));
        unknown.Status.ShouldBe(path == "/anybody" ? 302 : 401); // to callers of an API controller the session's scheme says 401
        unknown.Location.ShouldBe($"http://localhost/Account/Login?ReturnUrl={Uri.EscapeDataString(path)}");
        unknown.Body.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_session_of_another_scheme_than_the_policys_does_not_count()
    {
        await using var door = await OpenAsync(); // its default scheme is the session
        var cookie = await SignInAsync(door);

        var reply = await door.GetAsync("/attribute", null, cookie);

        reply.ShouldBe(401, "token-missing", $"{TokenXChallenge} | Bearer");
    }

    [Fact]
    public async Task No_identity_of_the_packages_is_judged_by_the_other_policy_however_it_comes_there()
    {
        await using var door = await OpenAsync();

        (await door.GetAsync("/forging", null, ("X-Forged", "both"))).ShouldBeOk("Other");
        foreach (var forged in new[] { "alone", Issuer(door) })
        {
            var reply = await door.GetAsync("/forging", null, ("X-Forged", forged));

            (reply.Status, reply.Challenge).ShouldBe((401, "Forging | Bearer"));
        }
    }

    [Fact]
    public async Task A_fallback_policy_may_be_either_or()
    {
        await using var door = await Door.OpenAsync(
            app => app.MapGet("/fallen-on", Show),
            services =>
            {
                Add(services);
                services
                    .AddAuthorizationBuilder()
                    .SetFallbackPolicy(
                        new AuthorizationPolicyBuilder().RequireSystemUserRight(Door.Resource, Or("person")).Build()
                    );
            }
        );
        door.Sandbox.Pdp.Permit();

        (await door.GetAsync("/fallen-on", null, Bearer(PersonToken()))).ShouldBeOk(Person);
        (await door.GetAsync("/fallen-on", door.Token())).ShouldBeOk();
        (await door.GetAsync("/fallen-on")).ShouldBe(401, "token-missing", $"{TokenXChallenge} | Bearer");
    }

    [Fact]
    public async Task What_else_the_endpoint_demands_holds_for_both()
    {
        await using var door = await OpenAsync();
        door.Sandbox.Pdp.Permit();

        (await door.GetAsync("/role", door.Token())).ShouldBe(403, "policy-not-met");
        (await door.GetAsync("/role", null, Bearer(PersonToken()))).Status.ShouldBe(403);
        (await door.GetAsync("/role", null, Bearer(PersonToken(role: "Admin")))).ShouldBeOk(Person);

        door.Sandbox.Pdp.Calls.ShouldBeEmpty();
        door.Audit.OtherPolicyRecords.Select(record => record.Granted).ShouldBe([false, true]);
    }

    [Fact]
    public async Task Code_may_ask_for_the_same_policy_about_the_user_that_was_let_in()
    {
        await using var door = await OpenAsync();
        door.Sandbox.Pdp.Permit();

        (await door.GetAsync("/asks", null, Bearer(PersonToken()))).ShouldBeOk("policy yes, right token-wrong-issuer");
        (await door.GetAsync("/asks", door.Token())).ShouldBeOk("policy yes, right yes");
        (await door.GetAsync("/asks-elsewhere", null, Bearer(PersonToken()))).ShouldBeOk("no");
    }

    [Fact]
    public async Task A_caller_is_503_when_its_grant_cannot_be_recorded()
    {
        await using var door = await Door.OpenAsync(
            Map,
            Add,
            configure: builder => builder.Services.AddSingleton<ISystemUserAuditSink, FullSink>()
        );

        (await door.GetAsync("/attribute", null, Bearer(PersonToken()))).ShouldBe(503, "decision-failed");
        (await door.GetAsync("/filter", null, Bearer(PersonToken()))).ShouldBe(503, "decision-failed");
    }

    [Fact]
    public async Task The_log_of_the_audit_says_that_the_policy_let_somebody_in_and_not_whom()
    {
        await using var door = await Door.OpenAsync(
            Map,
            Add,
            configure: builder =>
            {
                builder.Services.Remove(builder.Services.Last(s => s.ServiceType == typeof(ISystemUserAuditSink)));
                builder.Services.AddSystemUserAuthorization();
            }
        );

        await door.GetAsync("/attribute", null, Bearer(PersonToken()));
        await door.GetAsync("/attribute", null, Bearer(PersonToken(pid: null)));

        var lines = door.Log.Of("OtherPolicyAnswered");
        lines[0]
            .ShouldStartWith(
                $"Information: granted: by the policy 'person' in the place of {Door.Resource}/read; the caller is no system user"
            );
        lines[1].ShouldStartWith("Information: refused: by the policy 'person'");
        lines.ShouldAllBe(line => !line.Contains("01017012345"));
    }

    [Fact]
    public async Task A_result_handler_of_the_apps_own_is_told_the_schemes_of_the_side_that_answers()
    {
        await using var door = await Door.OpenAsync(
            Map,
            services =>
            {
                Add(services);
                services.AddSingleton<IAuthorizationMiddlewareResultHandler, TellingHandler>();
            }
        );
        door.Sandbox.Pdp.Always.Deny();

        (await door.GetAsync("/attribute")).Body.ShouldBe("TokenX Maskinporten");
        (await door.GetAsync("/attribute", null, Bearer("opaque"))).Body.ShouldBe("TokenX");
        (await door.GetAsync("/attribute", null, Bearer(PersonToken(pid: null)))).Body.ShouldBe("TokenX");
        (await door.GetAsync("/attribute", door.Token())).Body.ShouldBe("Maskinporten");
        (await door.GetAsync("/attribute", door.Token().SignedWith("none"))).Body.ShouldBe("Maskinporten");
    }

    [Fact]
    public async Task The_access_map_names_both()
    {
        await using var door = await OpenAsync();

        door.Log.Of("AccessByRight")
            .ShouldContain(
                $"Information: Access: GET /endpoint takes scope {Door.Scope} and 'read' on '{Door.Resource}' for the party from the token: the system user's owner; or whom the policy 'person' lets in."
            );
    }

    [Fact]
    public async Task The_start_stops_when_the_other_policy_is_none_or_takes_system_users_itself()
    {
        var message = await Door.RefusesToOpenAsync(
            app =>
            {
                Either("/unknown", "nobody");
                Either("/empty", "");
                Either("/schemeless", "schemeless");
                Either("/unregistered", "unregistered");
                Either("/own", "own");
                Either("/own-too", "own-too");
                Either("/forwarding", "forwarding");
                Either("/again", "again");
                Either("/again-scope", "again-scope");
                Either("/some", "person").RequireSystemUserRight("another");
                Either("/others", "person").RequireSystemUserRight("another", right => right.Or = "sessions");
                Either("/scope", "person").RequireMaskinportenScope(Door.Scope);
                app.MapGet("/parameter", (AuthorizedParty party) => "")
                    .RequireSystemUserRight(Door.Resource, right => right.Or = "person");
                Either("/fine", "person").RequireSystemUserRight("another", right => right.Or = "person");

                RouteHandlerBuilder Either(string path, string or) =>
                    app.MapGet(path, () => "").RequireSystemUserRight(Door.Resource, right => right.Or = or);
            },
            services =>
            {
                Add(services);
                services.AddAuthentication().AddPolicyScheme("Forwards", null, o => o.ForwardDefault = "Maskinporten");
                services
                    .AddAuthorizationBuilder()
                    .AddPolicy("schemeless", policy => policy.RequireAuthenticatedUser())
                    .AddPolicy("unregistered", policy => Authenticated(policy, "Nowhere"))
                    .AddPolicy("own", policy => Authenticated(policy, "Maskinporten"))
                    .AddPolicy("own-too", policy => Authenticated(policy, TokenX, "Maskinporten"))
                    .AddPolicy("forwarding", policy => Authenticated(policy, "Forwards"))
                    .AddPolicy("again", policy => policy.RequireSystemUserRight("another"))
                    .AddPolicy(
                        "again-scope",
                        policy => Authenticated(policy, TokenX).RequireMaskinportenScope(Door.Scope)
                    );
            }
        );

        foreach (
            var (at, code) in new[]
            {
                ("GET /unknown", "or-policy-unknown"),
                ("GET /empty", "or-policy-unknown"),
                ("GET /schemeless", "or-policy-without-scheme"),
                ("GET /unregistered", "or-policy-without-scheme"),
                ("GET /own", "or-policy-of-maskinporten"),
                ("GET /own-too", "or-policy-of-maskinporten"),
                ("GET /forwarding", "or-policy-of-maskinporten"),
                ("GET /again", "or-policy-demands-again"),
                ("GET /again-scope", "or-policy-demands-again"),
                ("GET /some; GET /others; GET /scope; GET /parameter", "or-on-some-demands"),
            }
        )
        {
            message.ShouldContain($"At: {at}. See urn:systemuser-aspnetcore:problem:{code} ");
        }

        message.ShouldNotContain("GET /fine");
    }

    [Fact]
    public async Task The_start_stops_when_the_app_evaluates_policies_itself()
    {
        var message = await Door.RefusesToOpenAsync(
            app => app.MapGet("/krav", () => "").RequireSystemUserRight(Door.Resource, right => right.Or = "person"),
            services =>
            {
                Add(services);
                services.AddTransient<IPolicyEvaluator, OwnEvaluator>();
            }
        );

        message.ShouldContain("At: GET /krav. See urn:systemuser-aspnetcore:problem:or-evaluator-replaced ");
    }

    [Fact]
    public async Task A_late_endpoint_whose_other_policy_is_none_is_for_system_users_alone()
    {
        using var late = new LateEndpoints();
        await using var door = await Door.OpenAsync(app => ((IEndpointRouteBuilder)app).DataSources.Add(late), Add);
        door.Sandbox.Pdp.Permit();
        late.Add("/late", new RequireSystemUserRightAttribute("r") { Or = "nobody" });
        late.Add("/again", new RequireSystemUserRightAttribute("r") { Or = "again-and-again" });
        late.Add(
            "/mixed",
            new RequireSystemUserRightAttribute("r") { Or = "person" },
            new RequireSystemUserRightAttribute("s")
        );

        foreach (var path in new[] { "/late", "/again", "/mixed" })
        {
            (await door.GetAsync(path, door.Token())).ShouldBeOk("in");
            (await door.GetAsync(path, null, Bearer(PersonToken()))).ShouldBe(401, "token-wrong-issuer", Invalid);
            (await door.GetAsync(path)).ShouldBe(401, "token-missing", "Bearer");
        }

        door.Log.Of("AlternativeUnusable").ShouldNotBeEmpty();
    }

    private static Task<Door> OpenAsync() => Door.OpenAsync(Map, Add);

    private static void Add(IServiceCollection services)
    {
        services
            .AddAuthentication("Session")
            .AddCookie("Session")
            .AddScheme<AuthenticationSchemeOptions, LaxHandler>("Lax", null)
            .AddScheme<AuthenticationSchemeOptions, ForgingHandler>("Forging", null)
            .AddJwtBearer(
                TokenX,
                options =>
                {
                    options.Challenge = TokenXChallenge;
                    options.MapInboundClaims = false;
                    options.TokenValidationParameters = new()
                    {
                        ValidIssuer = "https://tokenx.test",
                        ValidAudience = "krav",
                        IssuerSigningKey = new RsaSecurityKey(TestKeys.First) { KeyId = "x" },
                        RoleClaimType = "role",
                    };
                }
            );
        services
            .AddControllers()
            .ConfigureApplicationPartManager(parts =>
            {
                parts.FeatureProviders.Clear();
                parts.FeatureProviders.Add(new Own());
            })
            .AddApplicationPart(typeof(EitherOrTests).Assembly);
        services
            .AddAuthorizationBuilder()
            .AddPolicy("person", policy => Authenticated(policy, TokenX).RequireClaim("pid"))
            .AddPolicy("sessions", policy => Authenticated(policy, "Session"))
            .AddPolicy("lax", policy => Authenticated(policy, "Lax"))
            .AddPolicy(
                "again-and-again",
                policy => Authenticated(policy, TokenX).RequireSystemUserRight(Door.Resource, Or("again-and-again"))
            )
            .AddPolicy("forging", policy => Authenticated(policy, "Forging"))
            .AddPolicy("either", policy => policy.RequireSystemUserRight(Door.Resource, Or("person")))
            .AddPolicy("anybody", policy => policy.RequireSystemUserRight(Door.Resource, Or("sessions")));
    }

    private static void Map(WebApplication app)
    {
        app.MapControllers();
        app.MapGet("/attribute", [RequireSystemUserRight(Door.Resource, Or = "person")] (HttpContext c) => Show(c));
        app.MapGet("/endpoint", Show).RequireSystemUserRight(Door.Resource, Or("person"));
        app.MapGet("/policy", Show).RequireAuthorization("either");
        app.MapGet("/any", Show).RequireAnySystemUserRight([Door.Resource, "b"], right => right.Or = "person");
        app.MapGet("/twice", Show)
            .RequireSystemUserRight(Door.Resource, Or("person"))
            .RequireSystemUserRight("another", Or("person"));
        app.MapGet("/role", Show)
            .RequireSystemUserRight(Door.Resource, Or("person"))
            .RequireAuthorization(policy => policy.RequireRole("Admin"));
        app.MapGet("/anybody", (HttpContext context) => $"somebody {context.User.Identity!.Name}")
            .RequireSystemUserRight(Door.Resource, Or("sessions"));
        app.MapGet("/lax", () => "in").RequireSystemUserRight(Door.Resource, Or("lax"));
        app.MapGet(
                "/forging",
                (HttpContext context) =>
                    string.Join(' ', context.User.Identities.Select(each => each.AuthenticationType))
            )
            .RequireSystemUserRight(Door.Resource, Or("forging"));
        app.MapGet("/asks", AskAsync).RequireSystemUserRight(Door.Resource, Or("person"));
        app.MapGet(
                "/asks-elsewhere",
                async (HttpContext context, IAuthorizationService authorization) =>
                    (await authorization.AuthorizeAsync(context.User, context, "either")).Succeeded ? "yes" : "no"
            )
            .RequireAuthorization("person");
        app.MapGet(
            "/sign-in",
            (HttpContext context) =>
                context.SignInAsync("Session", new(new ClaimsIdentity([new(ClaimTypes.Name, "Ola")], "Session")))
        );
    }

    private static async Task<string> AskAsync(
        HttpContext context,
        IAuthorizationService authorization,
        ISystemUserAuthorizer authorizer
    )
    {
        var policy = await authorization.AuthorizeAsync(context.User, context, "either");
        var right = await authorizer.AuthorizeAsync(
            context,
            new SystemUserRight(Door.Resource, "read"),
            OrganizationNumber.Parse(Door.Owner),
            context.RequestAborted
        );
        return $"policy {(policy.Succeeded ? "yes" : "no")}, right {right.Problem?.Code ?? "yes"}";
    }

    private static Action<SystemUserRightDemandAttribute> Or(string policy) => right => right.Or = policy;

    private static AuthorizationPolicyBuilder Authenticated(
        AuthorizationPolicyBuilder policy,
        params string[] schemes
    ) => policy.AddAuthenticationSchemes(schemes).RequireAuthenticatedUser();

    private static string Show(HttpContext context)
    {
        var rights = $"{context.GetGrantedRights().Count} rights";
        return context.GetSystemUser() is { } systemUser
            ? $"system user of {systemUser.Owner}, {rights}"
            : $"person {context.User.FindFirstValue("pid")}, system user none, party {context.GetAuthorizedParty()?.ToString() ?? "none"}, {rights}";
    }

    private static (string, string) Bearer(string token) => ("Authorization", $"Bearer {token}");

    private static string PersonToken(
        string? pid = "01017012345",
        string issuer = "https://tokenx.test",
        string? role = null,
        bool expired = false,
        System.Security.Cryptography.RSA? key = null
    )
    {
        var claims = new Dictionary<string, object> { ["sub"] = "somebody" };
        if (pid is not null)
        {
            claims["pid"] = pid;
        }

        if (role is not null)
        {
            claims["role"] = role;
        }

        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        return new JsonWebTokenHandler().CreateToken(
            new SecurityTokenDescriptor
            {
                Issuer = issuer,
                Audience = "krav",
                Claims = claims,
                NotBefore = now.AddHours(-2),
                IssuedAt = now.AddHours(-2),
                Expires = expired ? now.AddHours(-1) : now.AddHours(1),
                SigningCredentials = new(
                    new RsaSecurityKey(key ?? TestKeys.First) { KeyId = "x" },
                    SecurityAlgorithms.RsaSha256
                ),
            }
        );
    }

    private static string Unsigned(string payload) =>
        $"{Base64UrlEncoder.Encode("""{"alg":"none"}""")}.{Base64UrlEncoder.Encode(payload)}.x";

    private static string Issuer(Door door) => new JsonWebToken(door.Token().ToString()).Issuer;

    private static async Task<(string, string)> SignInAsync(Door door)
    {
        using var signedIn = await door.Http.GetAsync("/sign-in", TestContext.Current.CancellationToken);
        return ("Cookie", signedIn.Headers.GetValues("Set-Cookie").Single().Split(';')[0]);
    }

    private sealed class Own : ControllerFeatureProvider
    {
        protected override bool IsController(System.Reflection.TypeInfo typeInfo) =>
            typeInfo.DeclaringType == typeof(EitherOrTests) && typeof(ControllerBase).IsAssignableFrom(typeInfo);
    }

    [ApiController, Route("controller")]
    [RequireSystemUserRight(Door.Resource, Or = "person")]
    private sealed class EitherController : ControllerBase
    {
        [HttpGet]
        public string Get() => Show(HttpContext);
    }

    [ApiController, Route("filter")]
    [TypeFilter<EitherFilter>]
    private sealed class FilteredController : ControllerBase
    {
        [HttpGet]
        public string Get() => Show(HttpContext);
    }

    [ApiController, Route("anybody-filter")]
    [TypeFilter<AnybodyFilter>]
    private sealed class AnybodyController : ControllerBase
    {
        [HttpGet]
        public string Get() => $"somebody {User.Identity!.Name}";
    }

    private sealed class EitherFilter(IAuthorizationPolicyProvider policies)
        : AuthorizeFilter(policies, [new AuthorizeAttribute("either")]);

    private sealed class AnybodyFilter(IAuthorizationPolicyProvider policies)
        : AuthorizeFilter(policies, [new AuthorizeAttribute("anybody")]);

    private sealed class OwnEvaluator(IAuthorizationService authorization) : PolicyEvaluator(authorization);

    private sealed class FullSink : ISystemUserAuditSink
    {
        public ValueTask WriteAsync(SystemUserAuditRecord auditRecord, CancellationToken cancellationToken) => default;

        public ValueTask WriteAsync(OtherPolicyAuditRecord auditRecord, CancellationToken cancellationToken) =>
            throw new IOException("full");
    }

    private sealed class TellingHandler : IAuthorizationMiddlewareResultHandler
    {
        public Task HandleAsync(
            RequestDelegate next,
            HttpContext context,
            AuthorizationPolicy policy,
            PolicyAuthorizationResult authorizeResult
        ) =>
            authorizeResult.Succeeded
                ? next(context)
                : context.Response.WriteAsync(string.Join(' ', policy.AuthenticationSchemes));
    }

    /// <summary>Takes everybody who sends its header, and whatever token.</summary>
    private sealed class LaxHandler(
        IOptionsMonitor<AuthenticationSchemeOptions> options,
        ILoggerFactory logger,
        UrlEncoder encoder
    ) : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
    {
        protected override Task<AuthenticateResult> HandleAuthenticateAsync() =>
            Task.FromResult(
                AuthenticateResult.Success(new(new ClaimsPrincipal(new ClaimsIdentity("Lax")), Scheme.Name))
            );
    }

    /// <summary>Gives an identity of the package's away, as a scheme might that forwards or merges.</summary>
    private sealed class ForgingHandler(
        IOptionsMonitor<AuthenticationSchemeOptions> options,
        ILoggerFactory logger,
        UrlEncoder encoder
    ) : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
    {
        protected override Task<AuthenticateResult> HandleAuthenticateAsync()
        {
            var caller = new MaskinportenCaller
            {
                Consumer = new OrganizationIdentifier("0192", "991825827"),
                Scopes = new ScopeSet(Door.Scope),
                ExpiresAt = TimeProvider.System.GetUtcNow().AddHours(1),
            };
            var own = new MaskinportenIdentity(
                new MaskinportenReading("x", caller, null, SystemUserFault.Missing),
                default,
                "Maskinporten"
            );
            ClaimsIdentity[] identities = Request.Headers["X-Forged"].ToString() switch
            {
                "both" => [own, new ClaimsIdentity("Other")],
                "alone" => [own],
                var issuer => // as a scheme would that takes tokens from elsewhere than the header
                [
                    new ClaimsIdentity([new Claim("sub", "x", null, issuer)], "Other"),
                    new ClaimsIdentity([new Claim("iss", issuer)], "Other"),
                ],
            };
            return Task.FromResult(AuthenticateResult.Success(new(new ClaimsPrincipal(identities), Scheme.Name)));
        }

        protected override Task HandleChallengeAsync(AuthenticationProperties properties)
        {
            Response.StatusCode = 401;
            Response.Headers.Append("WWW-Authenticate", "Forging");
            return Task.CompletedTask;
        }
    }
}
