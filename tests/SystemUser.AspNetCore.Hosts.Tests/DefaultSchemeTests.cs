using System.Net;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Identity.Web;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;
using SystemUser.AspNetCore.Tests.Authorization;

namespace SystemUser.AspNetCore.Hosts.Tests;

/// <summary>The app's default scheme is what it would be without the package, so its plain <c>[Authorize]</c> endpoints take whom they took before.</summary>
public sealed class DefaultSchemeTests
{
    private const string Tenant = "f645ad92-e38d-4d1a-b510-d1b09a74a8ca";
    private const string Audience = "1d2c3b4a-0000-4000-8000-000000000001";
    private const string Issuer = $"https://login.microsoftonline.com/{Tenant}/v2.0";

    private static readonly SymmetricSecurityKey s_key = new(new byte[64]);

    public static TheoryData<string, bool> BearerHosts =>
        new MatrixTheoryData<string, bool>(["bearer", "identity-web", "policy-scheme", "options"], [true, false]);

    [Theory]
    [MemberData(nameof(BearerHosts))]
    public async Task The_apps_only_scheme_stays_the_default(string host, bool before)
    {
        await using var door = await OpenAsync(services => AddBearer(host, services), before);
        door.Sandbox.Pdp.Permit();

        (await door.GetAsync("/own", null, ("Authorization", $"Bearer {OwnToken()}"))).ShouldBeOk("in");
        (await door.GetAsync("/own", door.Token())).Status.ShouldBe(401);
        (await door.GetAsync("/own")).Status.ShouldBe(401);
        (await door.GetAsync("/krav", door.Token())).ShouldBeOk("krav");
        (await door.GetAsync("/krav", null, ("Authorization", $"Bearer {OwnToken()}"))).Status.ShouldBe(401);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Cookies_stay_the_default(bool before)
    {
        await using var door = await OpenAsync(services => services.AddAuthentication().AddCookie(), before);
        door.Sandbox.Pdp.Permit();
        using var signedIn = await door.Http.GetAsync("/sign-in", TestContext.Current.CancellationToken);
        var cookie = signedIn.Headers.GetValues("Set-Cookie").Single().Split(';')[0];

        (await door.GetAsync("/own", null, ("Cookie", cookie))).ShouldBeOk("in");
        using var stranger = await door.Http.GetAsync("/own", TestContext.Current.CancellationToken);
        stranger.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await door.GetAsync("/own", door.Token())).Status.ShouldBe(302);
        (await door.GetAsync("/krav", door.Token())).ShouldBeOk("krav");
        (await door.GetAsync("/krav", null, ("Cookie", cookie))).ShouldBe(401, "token-missing", "Bearer");
    }

    [Theory]
    [InlineData(null, null, "First")]
    [InlineData("Second", null, "Second")]
    [InlineData(null, "Second", null)]
    [InlineData("Maskinporten", null, "Maskinporten")]
    public async Task What_the_app_says_of_several_counts(string? scheme, string? challenge, string? expected)
    {
        await using var door = await OpenAsync(
            services =>
                services
                    .Configure<AuthenticationOptions>(options =>
                    {
                        options.DefaultScheme = scheme;
                        options.DefaultChallengeScheme = challenge;
                    })
                    .AddAuthentication()
                    .AddCookie("First")
                    .Services.Configure<AuthenticationOptions>(options =>
                    {
                        if (scheme is not null || challenge is not null)
                        {
                            options.AddScheme<CookieAuthenticationHandler>("Second", null);
                        }
                    }),
            before: true
        );
        var schemes = door.Services.GetRequiredService<IAuthenticationSchemeProvider>();

        (await schemes.GetDefaultAuthenticateSchemeAsync())?.Name.ShouldBe(expected);
        (await schemes.GetDefaultChallengeSchemeAsync())?.Name.ShouldBe(challenge ?? expected);
    }

    [Fact]
    public async Task Alone_Maskinporten_is_the_default()
    {
        await using var door = await OpenAsync(_ => { }, before: true);

        (await door.GetAsync("/own", door.Token())).ShouldBeOk("in");
        (await door.GetAsync("/own")).ShouldBe(401, "token-missing", "Bearer");
    }

    private static Task<Door> OpenAsync(Action<IServiceCollection> add, bool before) =>
        Door.OpenAsync(
            app =>
            {
                app.MapGet("/own", [Authorize] () => "in");
                app.MapGet("/krav", () => "krav").RequireSystemUserRight(Door.Resource);
                app.MapGet(
                    "/sign-in",
                    (HttpContext context) =>
                        context.SignInAsync(new ClaimsPrincipal(new ClaimsIdentity([new("sub", "kari")], "Cookies")))
                );
            },
            before ? add : null,
            before ? null : builder => add(builder.Services)
        );

    private static void AddBearer(string host, IServiceCollection services)
    {
        switch (host)
        {
            case "bearer":
                services.AddAuthentication().AddJwtBearer(TakeOwnTokens);
                break;
            case "identity-web":
                services
                    .AddAuthentication()
                    .AddMicrosoftIdentityWebApi(
                        _ => { },
                        identity =>
                        {
                            identity.Instance = "https://login.microsoftonline.com/";
                            identity.TenantId = Tenant;
                            identity.ClientId = Audience;
                        }
                    );
                services.PostConfigure<JwtBearerOptions>(JwtBearerDefaults.AuthenticationScheme, TakeOwnTokens);
                break;
            case "policy-scheme":
                // The only scheme that is added by itself; what it forwards to is made by hand.
                services
                    .AddAuthentication()
                    .AddPolicyScheme("Either", null, options => options.ForwardDefaultSelector = _ => "Bearer")
                    .Services.AddSingleton<IAuthenticationSchemeProvider, LateBearer>()
                    .AddTransient<JwtBearerHandler>()
                    .Configure<JwtBearerOptions>("Bearer", TakeOwnTokens);
                break;
            default:
                services.Configure<AuthenticationOptions>(options => options.AddScheme<JwtBearerHandler>("Own", null));
                services.AddTransient<JwtBearerHandler>().Configure<JwtBearerOptions>("Own", TakeOwnTokens);
                break;
        }
    }

    private static void TakeOwnTokens(JwtBearerOptions options)
    {
        options.ConfigurationManager = new StaticConfigurationManager<OpenIdConnectConfiguration>(new());
        options.TokenValidationParameters.IssuerValidator = null;
        options.TokenValidationParameters.ValidIssuer = Issuer;
        options.TokenValidationParameters.ValidAudience = Audience;
        options.TokenValidationParameters.IssuerSigningKey = s_key;
    }

    private static string OwnToken() =>
        new JsonWebTokenHandler().CreateToken(
            new SecurityTokenDescriptor
            {
                Issuer = Issuer,
                Audience = Audience,
                Claims = new Dictionary<string, object>
                {
                    ["scp"] = "access_as_user",
                    ["tid"] = Tenant,
                    ["ver"] = "2.0",
                },
                Expires = TimeProvider.System.GetUtcNow().AddHours(1).UtcDateTime,
                SigningCredentials = new SigningCredentials(s_key, SecurityAlgorithms.HmacSha256),
            }
        );

    /// <summary>Adds a scheme while the app runs, as multi-tenant apps do.</summary>
    private sealed class LateBearer : AuthenticationSchemeProvider
    {
        public LateBearer(Microsoft.Extensions.Options.IOptions<AuthenticationOptions> options)
            : base(options) => AddScheme(new AuthenticationScheme("Bearer", null, typeof(JwtBearerHandler)));
    }
}
