using System.Buffers.Text;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;
using SystemUser.AspNetCore.Authorization;
using SystemUser.AspNetCore.Claims;
using SystemUser.AspNetCore.Maskinporten;
using SystemUser.AspNetCore.Tests.Authorization;
using SystemUser.Sandbox.Wire;
using SystemUser.Sandbox.Wire.Scripted;

namespace SystemUser.AspNetCore.Tests.Authentication;

/// <summary>What an app sets on the scheme keeps working, and opens nothing.</summary>
public sealed class AppEventsTests
{
    private static readonly ClaimsPrincipal s_forged = new(
        new ClaimsIdentity([new Claim("scope", TestApp.Scope)], "Maskinporten")
    );

    private static readonly SigningKey s_own = SigningKey.Create("own");
    private static readonly RsaSecurityKey s_ownKey = Import(s_own);

    private static readonly Dictionary<string, Action<JwtBearerOptions>> s_opening = new()
    {
        ["no checks"] = options =>
            options.TokenValidationParameters = new TokenValidationParameters
            {
                ValidateIssuer = false,
                ValidateAudience = false,
                ValidateLifetime = false,
                RequireExpirationTime = false,
                RequireSignedTokens = false,
                ClockSkew = TimeSpan.FromDays(1000),
            },
        ["validators of its own"] = options =>
        {
            options.TokenValidationParameters.IssuerValidator = (issuer, _, _) => issuer;
            options.TokenValidationParameters.LifetimeValidator = (_, _, _, _) => true;
            options.TokenValidationParameters.AudienceValidator = (_, _, _) => true;
            options.TokenValidationParameters.SignatureValidator = (token, _) =>
                new System.IdentityModel.Tokens.Jwt.JwtSecurityToken(token);
        },
        ["keys of its own"] = options =>
        {
            options.TokenValidationParameters.IssuerSigningKey = s_ownKey;
            options.TokenValidationParameters.IssuerSigningKeyResolver = (_, _, _, _) => [s_ownKey];
            var configuration = new OpenIdConnectConfiguration { Issuer = "https://sandbox.test/" };
            configuration.SigningKeys.Add(s_ownKey);
            options.Configuration = configuration;
        },
        ["an authority of its own"] = options =>
        {
            options.Authority = "https://evil.example/";
            options.MetadataAddress = "https://evil.example/metadata";
        },
        ["no validators"] = options => options.TokenHandlers.Clear(),
        ["validators that accept everything"] = options =>
        {
            options.TokenHandlers.Clear();
            options.TokenHandlers.Add(new Gullible());
        },
        ["tokens from elsewhere"] = options =>
            options.Events.OnMessageReceived = context =>
            {
                context.Token = context.Request.Query["access_token"];
                return Task.CompletedTask;
            },
        ["success before verification"] = options =>
            options.Events.OnMessageReceived = context =>
            {
                context.Principal = s_forged;
                context.Success();
                return Task.CompletedTask;
            },
        ["success after failure"] = options =>
            options.Events.OnAuthenticationFailed = context =>
            {
                context.Principal = s_forged;
                context.Success();
                return Task.CompletedTask;
            },
        ["another scheme in its place"] = options =>
        {
            options.ForwardDefault = "Open";
            options.ForwardAuthenticate = "Open";
            options.ForwardDefaultSelector = _ => "Open";
        },
        ["no events"] = options => options.Events = null!,
    };

    public static TheoryData<string> Opening => [.. s_opening.Keys];

    [Theory]
    [MemberData(nameof(Opening))]
    public async Task Bad_tokens_are_refused_whatever_the_app_sets_on_the_scheme(string opening)
    {
        await using var app = await TestApp.StartAsync(
            scheme: s_opening[opening],
            services: services =>
                services
                    .AddAuthentication(MaskinportenDefaults.AuthenticationScheme)
                    .AddScheme<AuthenticationSchemeOptions, OpenHandler>("Open", null)
        );
        var sandbox = app.Sandbox;
        var good = sandbox.SystemUser();

        (await app.SendRawAsync([], $"/?access_token={good}")).ShouldBe(401, "token-missing", "Bearer");
        (await app.GetAsync(good.SignedWith("none"))).ShouldBeInvalid();
        (await app.GetAsync(good.SignedWith("PS256"))).ShouldBeInvalid();
        (await app.GetAsync(good.SignedBy(SigningKey.Create()))).ShouldBeInvalid();
        (await app.GetAsync(good.SignedBy(SigningKey.Create(sandbox.Keys.Current.KeyId)))).ShouldBeInvalid();
        (await app.GetAsync(good.SignedBy(s_own))).ShouldBeInvalid();
        (await app.GetAsync(good.Without("exp"))).ShouldBeInvalid();
        (await app.GetAsync(good.ExpiresIn(TimeSpan.FromMinutes(-1)))).ShouldBeInvalid("token-expired");
        (await app.GetAsync(good.With("iss", "https://evil.example/"))).ShouldBeInvalid("token-wrong-issuer");
        (await app.GetAsync(good, "/open")).Body.ShouldBe("Maskinporten");
        (await app.SendAsync("x.y.z", "/open")).Body.ShouldBe("nobody");
        (await app.GetAsync(null, "/open")).Body.ShouldBe("nobody");
    }

    [Fact]
    public async Task The_token_is_not_kept_when_the_app_sets_SaveToken()
    {
        await using var app = await TestApp.StartAsync(
            scheme: options => options.SaveToken = true,
            endpoints: app =>
                app.MapGet(
                    "/kept",
                    async (HttpContext context) =>
                        await context.Response.WriteAsync(
                            await context.GetTokenAsync("Maskinporten", "access_token") ?? "no"
                        )
                )
        );
        var token = app.Sandbox.SystemUser().ToString();

        (await app.SendAsync(token, "/kept")).Body.ShouldBe("no");
        (await app.SendAsync(token, "/kept")).Body.ShouldBe("no");
    }

    [Fact]
    public async Task The_ticket_tells_when_the_token_expires()
    {
        await using var app = await TestApp.StartAsync(endpoints: app =>
            app.Map( // as hubs are: without a method
                "/expires",
                async (HttpContext context) =>
                {
                    var expires = (await context.AuthenticateAsync()).Properties!.ExpiresUtc!.Value;
                    await context.Response.WriteAsync($"{expires.ToUnixTimeSeconds()}");
                }
            )
        );
        var token = app.Sandbox.SystemUser().ToString();
        var expected = TestApp.Start.AddMinutes(2).ToUnixTimeSeconds().ToString();

        (await app.SendAsync(token, "/expires")).Body.ShouldBe(expected);
        (await app.SendAsync(token, "/expires")).Body.ShouldBe(expected);
    }

    [Fact]
    public async Task The_apps_events_run_in_JwtBearers_order_for_each_kind_of_token()
    {
        var events = new List<string>();
        await using var app = await TestApp.StartAsync(scheme: options => options.Events = new Recording(events));
        var token = app.Sandbox.SystemUser();

        await app.GetAsync(token);
        events.ShouldBe(["received", "validated"]);

        events.Clear();
        await app.GetAsync(null);
        events.ShouldBe(["received", "challenge: "]);

        events.Clear();
        await app.GetAsync(token.ExpiresIn(TimeSpan.FromMinutes(-1)));
        events.ShouldBe([
            "received",
            "failed: SecurityTokenExpiredException",
            "challenge: SecurityTokenExpiredException",
        ]);

        events.Clear();
        await app.GetAsync(token.With("iss", "x"));
        events[1].ShouldBe("failed: SecurityTokenInvalidIssuerException");

        events.Clear();
        await app.GetAsync(token.SignedBy(SigningKey.Create(app.Sandbox.Keys.Current.KeyId)));
        events[1].ShouldBe("failed: SecurityTokenInvalidSignatureException");

        events.Clear();
        (await app.GetAsync(token, "/scope")).Status.ShouldBe(403);
        events.ShouldBe(["received", "validated"]);
    }

    [Theory]
    [InlineData("/scope")]
    [InlineData("/")]
    public async Task An_identity_that_the_apps_event_adds_stays_on_the_principal(string path)
    {
        await using var app = await TestApp.StartAsync(scheme: options =>
            options.Events.OnTokenValidated = context =>
            {
                context.Principal!.AddIdentity(new ClaimsIdentity([new Claim("role", "admin")], "App"));
                return Task.CompletedTask;
            }
        );
        var token = app.Sandbox.SystemUser().WithScopes(TestApp.Scope).ToString();

        (await app.SendAsync(token, path)).Status.ShouldBe(200);
        (await app.SendAsync(token, "/claims")).Body.ShouldContain("role=admin");
        (await app.SendAsync(token, "/claims")).Body.ShouldContain("role=admin");
    }

    [Fact]
    public async Task A_request_is_401_when_the_apps_event_replaces_the_principal()
    {
        await using var app = await TestApp.StartAsync(scheme: options =>
            options.Events.OnTokenValidated = context =>
            {
                context.Principal = s_forged;
                return Task.CompletedTask;
            }
        );

        (await app.GetAsync(app.Sandbox.PlainToken(), "/scope")).Status.ShouldBe(401);
        (await app.GetAsync(app.Sandbox.PlainToken(), "/right")).Status.ShouldBe(401);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_token_is_refused_when_an_event_of_the_app_fails_it(bool received)
    {
        await using var app = await TestApp.StartAsync(scheme: options =>
        {
            if (received)
            {
                options.Events.OnMessageReceived = context => Fail(context);
            }
            else
            {
                options.Events.OnTokenValidated = context => Fail(context);
            }
        });
        var token = app.Sandbox.SystemUser().ToString();

        (await app.SendAsync(token)).ShouldBeInvalid();
        (await app.SendAsync(token)).ShouldBeInvalid();

        static Task Fail(ResultContext<JwtBearerOptions> context)
        {
            context.Fail("Not today.");
            return Task.CompletedTask;
        }
    }

    [Fact]
    public async Task The_apps_answer_is_sent_when_its_OnChallenge_handles_the_response()
    {
        await using var app = await TestApp.StartAsync(scheme: options =>
            options.Events.OnChallenge = async context =>
            {
                context.HandleResponse();
                context.Response.StatusCode = 418;
                await context.Response.WriteAsync("teapot");
            }
        );

        var answer = await app.GetAsync(null);

        answer.Status.ShouldBe(418);
        answer.Body.ShouldBe("teapot");
    }

    [Theory]
    [InlineData("right", 403, "right-missing")]
    [InlineData("party", 400, "party-invalid")]
    [InlineData("parameter", 403, "system-user-required")]
    [InlineData("filter", 403, "right-missing")]
    [InlineData("broken", 503, "decision-failed")]
    public async Task OnForbidden_hears_of_a_refusal_and_the_answer_stays_the_packages(
        string path,
        int status,
        string code
    )
    {
        var heard = new List<string>();
        var replies = new List<Reply>();
        foreach (var listens in new[] { false, true })
        {
            await using var app = await TestApp.StartAsync(
                scheme: options =>
                {
                    options.ForwardForbid = "Open";
                    if (listens)
                    {
                        options.Events.OnForbidden = context =>
                        {
                            heard.Add(context.HttpContext.Features.Get<SystemUserProblem>()!.Code);
                            context.Response.StatusCode = 418;
                            return Task.CompletedTask;
                        };
                    }
                },
                services: services =>
                    services.AddAuthentication().AddScheme<AuthenticationSchemeOptions, OpenHandler>("Open", null),
                endpoints: MapForbidden,
                settings: ("SystemUser:RequiredScopes:0", TestApp.Scope)
            );
            if (path == "broken")
            {
                app.Sandbox.Pdp.Always.Fail(400);
            }
            else
            {
                app.Sandbox.Pdp.Always.Deny();
            }

            var token = path == "parameter" ? app.Sandbox.PlainToken() : app.Sandbox.SystemUser();
            replies.Add(await app.GetAsync(token.WithScopes(TestApp.Scope), "/forbidden/" + path));
        }

        heard.ShouldBe([code]);
        replies[1].Status.ShouldBe(status, replies[1].Body);
        WithoutTrace(replies[1]).ShouldBe(WithoutTrace(replies[0]));
        replies[1].Body.Split("\"code\"").Length.ShouldBe(2); // written once
        replies[1].Body.ShouldContain(code);

        static Reply WithoutTrace(Reply answer) =>
            answer with
            {
                Body = answer.Body[..answer.Body.IndexOf("\"traceId\"", StringComparison.Ordinal)],
            };
    }

    [Fact]
    public async Task The_apps_answer_is_sent_when_its_OnForbidden_writes_one()
    {
        await using var app = await TestApp.StartAsync(scheme: options =>
            options.Events.OnForbidden = async context =>
            {
                context.Response.StatusCode = 418;
                await context.Response.WriteAsync("teapot");
            }
        );

        var answer = await app.GetAsync(app.Sandbox.PlainToken(), "/right");

        answer.Status.ShouldBe(418);
        answer.Body.ShouldBe("teapot");
    }

    [Fact]
    public async Task Both_audiences_are_demanded_when_scheme_and_options_name_different_ones()
    {
        await using var app = await TestApp.StartAsync(
            scheme: options =>
            {
                options.Audience = "https://one.no";
                options.TokenValidationParameters.ValidAudiences = ["https://two.no"];
            },
            settings: ("SystemUser:Maskinporten:Audience", "https://api.no")
        );
        var token = app.Sandbox.SystemUser();

        (await app.GetAsync(token.With("aud", "https://api.no"))).ShouldBeInvalid();
        (await app.GetAsync(token.With("aud", "https://one.no"))).ShouldBeInvalid();
        (
            await app.GetAsync(
                token.With("aud", new System.Text.Json.Nodes.JsonArray("https://api.no", "https://one.no"))
            )
        ).Status.ShouldBe(200);
        (
            await app.GetAsync(
                token.With("aud", new System.Text.Json.Nodes.JsonArray("https://two.no", "https://api.no"))
            )
        ).Status.ShouldBe(200);
    }

    [Fact]
    public async Task An_exception_in_the_apps_event_reaches_the_app()
    {
        await using var app = await TestApp.StartAsync(scheme: options =>
            options.Events.OnTokenValidated = _ => throw new NotSupportedException("The app's own fault.")
        );

        var exception = await Should.ThrowAsync<NotSupportedException>(() => app.GetAsync(app.Sandbox.SystemUser()));
        exception.Message.ShouldBe("The app's own fault.");
    }

    [Fact]
    public async Task EventsType_on_the_scheme_stops_the_start()
    {
        var exception = await Should.ThrowAsync<OptionsValidationException>(() =>
            TestApp.StartAsync(scheme: options => options.EventsType = typeof(JwtBearerEvents))
        );

        exception.Message.ShouldContain("EventsType");
        exception.Message.ShouldContain("AddMaskinporten(options => options.Events");
    }

    [Fact]
    public async Task Events_that_replace_the_packages_own_stop_the_start()
    {
        var exception = await Should.ThrowAsync<OptionsValidationException>(() =>
            TestApp.StartAsync(services: services =>
                services.PostConfigure<JwtBearerOptions>("Maskinporten", options => options.Events = new())
            )
        );

        exception.Message.ShouldContain("PostConfigure");
    }

    [Fact]
    public async Task An_event_that_PostConfigure_wraps_runs_after_the_one_it_wraps()
    {
        var events = new List<string>();
        await using var app = await TestApp.StartAsync(
            scheme: options =>
                options.Events.OnTokenValidated = _ =>
                {
                    events.Add("first");
                    return Task.CompletedTask;
                },
            services: services =>
                services.PostConfigure<JwtBearerOptions>(
                    "Maskinporten",
                    options =>
                    {
                        var before = options.Events.OnTokenValidated;
                        options.Events.OnTokenValidated = async context =>
                        {
                            await before(context);
                            events.Add("second");
                        };
                    }
                )
        );
        var token = app.Sandbox.SystemUser().ToString();

        (await app.SendAsync(token)).Status.ShouldBe(200);
        (await app.SendAsync(token)).Status.ShouldBe(200);

        events.ShouldBe(["first", "second", "first", "second"]);
    }

    [Fact]
    public async Task AddMaskinporten_and_AddSystemUserAuthorization_may_be_called_twice()
    {
        var ran = 0;
        await using var app = await TestApp.StartAsync(
            scheme: options => options.Events.OnTokenValidated = _ => Task.FromResult(ran++),
            services: services =>
            {
                services.AddSystemUserAuthorization();
                services.AddAuthentication().AddMaskinporten().AddMaskinporten(_ => ran += 10);
            }
        );

        (await app.GetAsync(app.Sandbox.SystemUser())).Status.ShouldBe(200);
        ran.ShouldBe(11);
    }

    private static void MapForbidden(WebApplication app)
    {
        var group = app.MapGroup("/forbidden");
        group.MapGet("/right", () => "").RequireSystemUserRight("r");
        group.MapGet("/broken", () => "").RequireSystemUserRight("r");
        group.MapGet("/party", () => "").RequireSystemUserRight("r", right => right.PartyFromQuery = "org");
        group.MapGet("/parameter", (AltinnSystemUser user) => "").AllowAnonymous();
        group.MapGet("/filter", (AuthorizedParty party) => "").AllowAnonymous();
    }

    private static RsaSecurityKey Import(SigningKey key)
    {
        using var jwk = JsonDocument.Parse(key.PublicJwk);
        return new RsaSecurityKey(
            new RSAParameters
            {
                Modulus = Base64Url.DecodeFromChars(jwk.RootElement.GetProperty("n").GetString()),
                Exponent = Base64Url.DecodeFromChars(jwk.RootElement.GetProperty("e").GetString()),
            }
        )
        {
            KeyId = key.KeyId,
        };
    }

    private sealed class Recording(List<string> events) : JwtBearerEvents
    {
        public override Task MessageReceived(MessageReceivedContext context) => Add("received");

        public override Task TokenValidated(TokenValidatedContext context) => Add("validated");

        public override Task AuthenticationFailed(AuthenticationFailedContext context) =>
            Add($"failed: {context.Exception.GetType().Name}");

        public override Task Challenge(JwtBearerChallengeContext context) =>
            Add($"challenge: {context.AuthenticateFailure?.GetType().Name}");

        private Task Add(string text)
        {
            events.Add(text);
            return Task.CompletedTask;
        }
    }

    private sealed class Gullible : TokenHandler
    {
        public override Task<TokenValidationResult> ValidateTokenAsync(
            string token,
            TokenValidationParameters validationParameters
        ) =>
            Task.FromResult(
                new TokenValidationResult { IsValid = true, ClaimsIdentity = (ClaimsIdentity)s_forged.Identity! }
            );
    }

    private sealed class OpenHandler(
        IOptionsMonitor<AuthenticationSchemeOptions> options,
        Microsoft.Extensions.Logging.ILoggerFactory logger,
        System.Text.Encodings.Web.UrlEncoder encoder
    ) : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
    {
        protected override Task<AuthenticateResult> HandleAuthenticateAsync() =>
            Task.FromResult(AuthenticateResult.Success(new AuthenticationTicket(s_forged, Scheme.Name)));
    }
}
