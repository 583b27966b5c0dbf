using System.Diagnostics.Metrics;
using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;
using Microsoft.IdentityModel.Tokens;
using SystemUser.AspNetCore.Authorization;
using SystemUser.AspNetCore.Diagnostics;
using SystemUser.AspNetCore.Maskinporten;
using SystemUser.AspNetCore.Tests.Authorization;
using SystemUser.Sandbox.Wire.Scripted;

namespace SystemUser.AspNetCore.Tests.Authentication;

/// <summary>The tokens that Altinn gives in exchange for those of system users: let in where that is asked for, by the same rules.</summary>
public sealed class ExchangedTokenTests
{
    private const string JwksPath = "/authentication/api/v1/openid/.well-known/openid-configuration/jwks";

    [Fact]
    public async Task An_exchanged_token_is_refused_and_told_as_that_when_nothing_is_said_of_such()
    {
        await using var door = await Door.OpenAsync(Map);

        var reply = await door.GetAsync("/right", door.Token().Exchanged());

        reply.ShouldBeInvalid("token-wrong-issuer");
        reply.Body.ShouldContain("in exchange");
    }

    [Fact]
    public async Task Both_kinds_are_let_in_and_told_apart_in_audit_and_metrics()
    {
        await using var door = await OpenAsync();
        door.Sandbox.Pdp.Permit();
        using var tokens = new MetricCollector<long>(
            door.Services.GetRequiredService<IMeterFactory>(),
            SystemUserDiagnostics.MeterName,
            SystemUserDiagnostics.TokensValidated
        );
        var exchanged = door.Token().Exchanged().ToString();

        (await door.GetAsync("/right", door.Token())).ShouldBeOk();
        (await SendAsync(door, "/right", exchanged)).ShouldBe(HttpStatusCode.OK);
        (await SendAsync(door, "/right", exchanged)).ShouldBe(HttpStatusCode.OK);
        (await SendAsync(door, "/right", exchanged)).ShouldBe(HttpStatusCode.OK);

        door.Audit.Records.Select(record => record.SystemUser.Caller.IsExchanged).ShouldBe([false, true, true, true]);
        tokens
            .GetMeasurementSnapshot()
            .Select(taken =>
                (taken.Tags[SystemUserDiagnostics.SourceTag], taken.Tags[SystemUserDiagnostics.TokenKindTag])
            )
            .ShouldBe([
                ("signature", "maskinporten"),
                ("signature", "exchanged"),
                ("cache", "exchanged"),
                ("cache", "exchanged"),
            ]);
    }

    [Fact]
    public async Task The_log_of_the_audit_says_which_kind_it_was()
    {
        await using var door = await OpenAsync(services =>
            services.AddSingleton<ISystemUserAuditSink, AspNetCore.Authorization.Internal.AuditLog>()
        );
        door.Sandbox.Pdp.Permit();

        await door.GetAsync("/right", door.Token().Exchanged());
        await door.GetAsync("/right", door.Token());

        door.Log.GetSnapshot()
            .Where(entry => entry.Id.Name == "RightAnswered")
            .Select(entry => entry.GetStructuredStateValue("TokenKind"))
            .ShouldBe(["exchanged", "Maskinporten"]);
    }

    [Fact]
    public async Task A_forged_expired_or_foreign_exchanged_token_is_401()
    {
        await using var door = await OpenAsync();
        door.Sandbox.Pdp.Permit();
        var token = door.Token().Exchanged();

        (await door.GetAsync("/right", token.SignedBy(door.Sandbox.Keys.Current))).ShouldBeInvalid();
        (await door.GetAsync("/right", token.SignedWith("PS256"))).ShouldBeInvalid();
        (await door.GetAsync("/right", token.WithHeader("kid", null))).ShouldBeInvalid();
        (await door.GetAsync("/right", token.WithHeader("crit", new JsonArray("exp")))).ShouldBeInvalid();
        (await door.GetAsync("/right", token.With("cnf", new JsonObject()))).ShouldBeInvalid();
        (await door.GetAsync("/right", token.ExpiresIn(TimeSpan.FromMinutes(-1)))).ShouldBeInvalid("token-expired");
        (
            await door.GetAsync(
                "/right",
                token.With("iss", "https://platform.tt02.altinn.no/authentication/api/v1/openid/")
            )
        ).ShouldBeInvalid("token-wrong-issuer");
        door.Sandbox.Pdp.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_Maskinporten_token_under_Altinns_key_is_401()
    {
        await using var door = await OpenAsync();

        (await door.GetAsync("/right", door.Token().SignedBy(door.Sandbox.AltinnKeys.Current))).ShouldBeInvalid();
    }

    [Theory]
    [InlineData("/right")]
    [InlineData("/scope")]
    [InlineData("/plain")]
    public async Task An_exchanged_token_of_a_person_or_an_organization_is_403_on_every_endpoint(string path)
    {
        await using var door = await OpenAsync();
        var organization = door.Sandbox.PlainToken().WithScopes(Door.Scope);
        var person = organization.With("urn:altinn:userid", 20000490).Exchanged().Without("consumer");

        (await door.GetAsync(path, organization.Exchanged())).ShouldBe(403, "system-user-required");
        (await door.GetAsync(path, person)).ShouldBe(403, "system-user-required");
        (await door.GetAsync(path, person.SignedBy(door.Sandbox.Keys.Current))).ShouldBeInvalid();
    }

    [Fact]
    public async Task An_exchanged_token_with_two_system_users_is_403_even_where_a_scope_would_do()
    {
        await using var door = await OpenAsync();
        var two = door.Token().WithAnotherDetail("""{"type":"urn:altinn:systemuser"}""").Exchanged();

        (await door.GetAsync("/scope", two)).ShouldBe(403, "system-user-invalid");
    }

    [Fact]
    public async Task An_audience_never_stands_in_for_a_scope_of_an_exchanged_token()
    {
        var message = await Should.ThrowAsync<InvalidOperationException>(async () =>
        {
            await using var door = await Door.OpenAsync(
                app => app.MapGet("/right", () => "in").RequireSystemUserRight(Door.Resource),
                scope: null,
                settings:
                [
                    ("SystemUser:AcceptExchangedTokens", "true"),
                    ("SystemUser:Maskinporten:Audience", "https://api.test"),
                ]
            );
        });

        message.Message.ShouldContain("scope-or-audience-missing");
        message.Message.ShouldContain("AcceptExchangedTokens");
    }

    [Fact]
    public async Task The_audience_is_asked_of_Maskinportens_tokens_alone_and_the_scope_of_both()
    {
        await using var door = await OpenAsync(settings: ("SystemUser:Maskinporten:Audience", "https://api.test"));
        door.Sandbox.Pdp.Permit();

        (await door.GetAsync("/right", door.Token())).ShouldBeInvalid();
        (await door.GetAsync("/right", door.Token().With("aud", "https://api.test"))).ShouldBeOk();
        (await door.GetAsync("/right", door.Token().Exchanged())).ShouldBeOk();
        (await door.GetAsync("/right", door.Token().WithScopes("other").Exchanged())).ShouldBe(
            403,
            "insufficient-scope",
            $"Bearer error=\"insufficient_scope\", scope=\"{Door.Scope}\""
        );
    }

    [Theory]
    [InlineData(3, 3, 200)]
    [InlineData(4, 3, 200)]
    [InlineData(2, 3, 403)]
    [InlineData(0, 1, 403)]
    [InlineData(2, 2, 200)]
    public async Task The_level_in_an_exchanged_token_counts_up_to_that_of_system_users(
        int level,
        int demanded,
        int status
    )
    {
        await using var door = await OpenAsync();
        door.Sandbox.Pdp.Always.Permit(level: demanded);

        var reply = await door.GetAsync("/right", door.Token().Exchanged().With("urn:altinn:authlevel", level));

        reply.Status.ShouldBe(status);
    }

    [Fact]
    public async Task An_exchanged_token_never_counts_more_than_SystemUserAuthenticationLevel_and_without_a_level_nothing()
    {
        await using var door = await OpenAsync(settings: ("SystemUser:Decisions:SystemUserAuthenticationLevel", "2"));
        door.Sandbox.Pdp.Always.Permit(level: 2);
        var token = door.Token().Exchanged();
        (await door.GetAsync("/right", token)).ShouldBeOk();
        (await door.GetAsync("/right", token.Without("urn:altinn:authlevel"))).ShouldBe(403, "obligation-not-met");
        (await door.GetAsync("/right", token.With("urn:altinn:authlevel", "3"))).ShouldBe(403, "obligation-not-met");

        door.Sandbox.Pdp.Reset();
        door.Sandbox.Pdp.Always.Permit(level: 3);
        (await door.GetAsync("/right", door.Token().Exchanged())).ShouldBe(403, "obligation-not-met");
    }

    [Fact]
    public async Task What_a_Maskinporten_token_says_of_its_level_counts_nothing()
    {
        await using var door = await OpenAsync();
        door.Sandbox.Pdp.Always.Permit(level: 3);

        (await door.GetAsync("/right", door.Token().With("urn:altinn:authlevel", 1))).ShouldBeOk();
    }

    [Fact]
    public async Task Exchanged_tokens_are_503_and_Maskinportens_are_let_in_while_Altinns_keys_cannot_be_had()
    {
        await using var door = await OpenAsync(arrange: sandbox => sandbox.Endpoint("GET", JwksPath).Always.Fail(503));
        door.Sandbox.Pdp.Permit();

        (await door.GetAsync("/right", door.Token().Exchanged())).ShouldBe(
            503,
            "token-verification-unavailable",
            retryAfter: "5"
        );
        (await door.GetAsync("/right", door.Token())).ShouldBeOk();
        var report = await door
            .Services.GetRequiredService<HealthCheckService>()
            .CheckHealthAsync(TestContext.Current.CancellationToken);
        report.Entries["systemuser-altinn"].Status.ShouldBe(HealthStatus.Degraded);
        report.Entries["systemuser-maskinporten"].Status.ShouldBe(HealthStatus.Healthy);
    }

    [Fact]
    public async Task The_new_key_of_Altinns_is_taken_up_when_a_token_names_it()
    {
        await using var door = await OpenAsync();
        door.Sandbox.Pdp.Permit();
        (await door.GetAsync("/right", door.Token().Exchanged())).ShouldBeOk();

        door.Sandbox.AltinnKeys.Rotate();

        (await door.GetAsync("/right", door.Token().Exchanged())).ShouldBeOk();
    }

    [Fact]
    public async Task An_exchanged_token_is_known_no_more_when_such_are_no_longer_accepted()
    {
        await using var door = await OpenAsync();
        door.Sandbox.Pdp.Permit();
        var token = door.Token().Exchanged().ToString();
        (await SendAsync(door, "/right", token)).ShouldBe(HttpStatusCode.OK);
        (await SendAsync(door, "/right", token)).ShouldBe(HttpStatusCode.OK);

        var configuration = (IConfigurationRoot)door.Services.GetRequiredService<IConfiguration>();
        configuration["SystemUser:AcceptExchangedTokens"] = "false";
        configuration.Reload();

        (await SendAsync(door, "/right", token)).ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData(true, 403, "right-missing", 403, "system-user-required")]
    [InlineData(false, 401, "token-wrong-issuer", 401, "token-wrong-issuer")]
    public async Task Beside_Or_a_token_exchanged_for_Maskinportens_is_the_packages_and_one_of_a_person_the_policys(
        bool accepted,
        int systemUser,
        string systemUserCode,
        int organization,
        string organizationCode
    )
    {
        const string Altinn = "AltinnPeople";
        var parameters = new TokenValidationParameters { ValidateAudience = false };
        await using var door = await Door.OpenAsync(
            app => app.MapGet("/or", () => "in").RequireSystemUserRight(Door.Resource, right => right.Or = Altinn),
            services =>
                services
                    .AddAuthentication()
                    .AddJwtBearer(Altinn, options => options.TokenValidationParameters = parameters)
                    .Services.AddAuthorizationBuilder()
                    .AddPolicy(Altinn, policy => policy.AddAuthenticationSchemes(Altinn).RequireAuthenticatedUser()),
            settings: [("SystemUser:AcceptExchangedTokens", accepted ? "true" : "false")],
            arrange: sandbox =>
            {
                parameters.ValidIssuer = sandbox.AltinnIssuer;
                parameters.IssuerSigningKey = JsonWebKey.Create(sandbox.AltinnKeys.Current.PrivateJwk);
            }
        );
        door.Sandbox.Pdp.Always.Deny();
        var person = door.Sandbox.PlainToken().With("urn:altinn:userid", 20000490).Exchanged().Without("consumer");

        var challenge = accepted ? "" : "Bearer error=\"invalid_token\"";
        (await door.GetAsync("/or", door.Token().Exchanged())).ShouldBe(systemUser, systemUserCode, challenge);
        (await door.GetAsync("/or", door.Sandbox.PlainToken().WithScopes(Door.Scope).Exchanged())).ShouldBe(
            organization,
            organizationCode,
            challenge
        );
        (await door.GetAsync("/or", door.Token())).ShouldBe(403, "right-missing");
        (await door.GetAsync("/or", person)).ShouldBeOk("in");
    }

    [Fact]
    public async Task A_request_with_a_token_of_each_kind_is_refused()
    {
        await using var door = await OpenAsync();

        var reply = await door.GetAsync(
            "/right",
            door.Token(),
            ("Authorization", $"Bearer {door.Token().Exchanged()}")
        );

        reply.ShouldBeInvalid();
    }

    [Fact]
    public async Task The_start_stops_when_exchanged_tokens_are_accepted_and_Altinn_has_no_address()
    {
        var exception = await Should.ThrowAsync<Exception>(async () =>
        {
            await using var door = await OpenAsync(settings: ("SystemUser:Altinn:BaseAddress", ""));
        });

        exception.Message.ShouldContain("'SystemUser:AcceptExchangedTokens' is on");
    }

    private static async Task<HttpStatusCode> SendAsync(Door door, string path, string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {token}");
        using var response = await door.Http.SendAsync(request, TestContext.Current.CancellationToken);
        return response.StatusCode;
    }

    private static Task<Door> OpenAsync(
        Action<IServiceCollection>? services = null,
        Action<ScriptedSandbox>? arrange = null,
        params (string Key, string Value)[] settings
    ) =>
        Door.OpenAsync(
            Map,
            added =>
            {
                added.AddHealthChecks().AddSystemUser();
                services?.Invoke(added);
            },
            settings: [("SystemUser:AcceptExchangedTokens", "true"), .. settings],
            arrange: arrange
        );

    private static void Map(WebApplication app)
    {
        app.MapGet("/right", () => "in").RequireSystemUserRight(Door.Resource);
        app.MapGet("/scope", () => "in").RequireMaskinportenScope(Door.Scope);
        app.MapGet("/plain", () => "in")
            .RequireAuthorization(policy =>
                policy.AddAuthenticationSchemes(MaskinportenDefaults.AuthenticationScheme).RequireAuthenticatedUser()
            );
    }
}
