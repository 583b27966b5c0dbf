using System.IdentityModel.Tokens.Jwt;
using System.Security.Claims;
using System.Text;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.Tokens;
using SystemUser.AspNetCore.Authorization;
using SystemUser.AspNetCore.Tests.Claims;
using SystemUser.Sandbox.Wire.Scripted;

namespace SystemUser.AspNetCore.Tests.Authentication;

/// <summary>Another scheme of the app, whose tokens claim to be system users, is never believed.</summary>
public sealed class OtherSchemeTests
{
    private const string Header = "X-Other";

    private static readonly SymmetricSecurityKey s_key = new(Encoding.UTF8.GetBytes(new string('k', 64)));

    /// <summary>The default scheme, and what the other scheme calls its identities.</summary>
    public static TheoryData<string?, string> Setups =>
        new()
        {
            { "Other", "Other" },
            { "Other", "Maskinporten" },
            { null, "Other" },
            { null, "Maskinporten" },
        };

    [Theory]
    [MemberData(nameof(Setups))]
    public async Task A_request_is_401_token_missing_when_it_has_only_another_schemes_token(
        string? defaultScheme,
        string authenticationType
    )
    {
        await using var app = await StartAsync(defaultScheme, authenticationType);
        (string, string)[] other = [(Header, OtherToken(app.Sandbox))];

        foreach (var path in new[] { "/right", "/scope", "/both/right", "/both/scope" })
        {
            (await app.SendRawAsync(other, path)).ShouldBe(401, "token-missing", "Bearer");
        }

        (await app.SendRawAsync(other, "/open")).Body.ShouldBe(authenticationType); // the app's only scheme is its default
        app.Sandbox.Pdp.Calls.ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Setups))]
    public async Task The_Maskinporten_token_speaks_alone_beside_another_schemes_token(
        string? defaultScheme,
        string authenticationType
    )
    {
        await using var app = await StartAsync(defaultScheme, authenticationType);
        var other = (Header, OtherToken(app.Sandbox));
        var token = app.Sandbox.SystemUser(owner: "314250052").WithScopes(TestApp.Scope);
        app.Sandbox.Pdp.For(systemUser: token.SystemUserId, party: "314250052").Permit();
        var both = new[] { other, ("Authorization", $"Bearer {token}") };

        foreach (var path in new[] { "/right", "/scope", "/both/right", "/both/scope" })
        {
            var answer = await app.SendRawAsync(both, path);
            answer.Status.ShouldBe(200, answer.Body);
        }

        app.Sandbox.Pdp.Questions.ShouldAllBe(question => question.SystemUserId == token.SystemUserId);
    }

    [Theory]
    [MemberData(nameof(Setups))]
    public async Task A_Maskinporten_token_is_lent_nothing_by_another_schemes_token(
        string? defaultScheme,
        string authenticationType
    )
    {
        await using var app = await StartAsync(defaultScheme, authenticationType);
        var other = (Header, OtherToken(app.Sandbox));
        var plain = app.Sandbox.PlainToken().WithScopes(TestApp.Scope);
        var scopeless = app.Sandbox.SystemUser();

        foreach (var path in new[] { "/right", "/both/right" })
        {
            (await app.SendRawAsync([other, ("Authorization", $"Bearer {plain}")], path)).ShouldBe(
                403,
                "system-user-required"
            );
            (await app.SendRawAsync([other, ("Authorization", $"Bearer {scopeless}")], path)).ShouldBe(
                403,
                "insufficient-scope",
                $"Bearer error=\"insufficient_scope\", scope=\"{TestApp.Scope}\""
            );
        }

        app.Sandbox.Pdp.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_bad_Maskinporten_token_is_told_what_is_wrong_beside_another_schemes_good_one()
    {
        await using var app = await StartAsync("Other", "Other");
        var expired = app.Sandbox.SystemUser().ExpiresIn(TimeSpan.FromMinutes(-1));

        foreach (var path in new[] { "/right", "/both/right" })
        {
            var answer = await app.SendRawAsync(
                [(Header, OtherToken(app.Sandbox)), ("Authorization", $"Bearer {expired}")],
                path
            );
            answer.ShouldBeInvalid("token-expired");
        }
    }

    [Fact]
    public async Task The_answer_is_the_packages_when_several_schemes_are_challenged()
    {
        await using var app = await StartAsync("Other", "Other");

        var answer = await app.GetAsync(null, "/both/right");

        answer.Status.ShouldBe(401);
        answer["code"].ShouldBe("token-missing");
        answer.Challenge.ShouldContain("Bearer");
    }

    private static Task<TestApp> StartAsync(string? defaultScheme, string authenticationType) =>
        TestApp.StartAsync(
            services: services =>
            {
                var authentication = defaultScheme is null
                    ? services.AddAuthentication()
                    : services.AddAuthentication(defaultScheme);
                authentication.AddJwtBearer(
                    "Other",
                    options =>
                    {
                        options.TokenValidationParameters = new TokenValidationParameters
                        {
                            ValidateIssuer = false,
                            ValidateAudience = false,
                            ValidateLifetime = false,
                            IssuerSigningKey = s_key,
                            AuthenticationType = authenticationType,
                        };
                        options.Events = new JwtBearerEvents
                        {
                            OnMessageReceived = context =>
                            {
                                context.Token = context.Request.Headers[Header];
                                if (string.IsNullOrEmpty(context.Token))
                                {
                                    context.NoResult();
                                }

                                return Task.CompletedTask;
                            },
                        };
                    }
                );
            },
            endpoints: app =>
            {
                var both = new AuthorizeAttribute { AuthenticationSchemes = "Other" };
                app.MapGet("/both/scope", () => "scope")
                    .WithMetadata(both, new RequireMaskinportenScopeAttribute(TestApp.Scope));
                app.MapGet("/both/right", () => "right")
                    .WithMetadata(
                        both,
                        new RequireSystemUserRightAttribute("ske-krav-og-betalinger") { Scope = TestApp.Scope }
                    );
            }
        );

    /// <summary>A token of the other scheme that says everything a Maskinporten token does, the issuer included.</summary>
    private static string OtherToken(ScriptedSandbox sandbox)
    {
        var identity = new ClaimsIdentity([
            new Claim("authorization_details", SampleTokens.SystemUser, JsonClaimValueTypes.Json),
            new Claim(
                "consumer",
                """{"authority":"iso6523-actorid-upis","ID":"0192:991825827"}""",
                JsonClaimValueTypes.Json
            ),
            new Claim("scope", TestApp.Scope),
            new Claim("client_id", "client"),
        ]);
        return new JwtSecurityTokenHandler().CreateEncodedJwt(
            new SecurityTokenDescriptor
            {
                Issuer = sandbox.Issuer,
                Subject = identity,
                NotBefore = TestApp.Start.UtcDateTime,
                IssuedAt = TestApp.Start.UtcDateTime,
                Expires = TestApp.Start.AddDays(1).UtcDateTime,
                SigningCredentials = new SigningCredentials(s_key, SecurityAlgorithms.HmacSha256),
            }
        );
    }
}
