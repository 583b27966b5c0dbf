using System.Diagnostics.Metrics;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;
using Microsoft.Extensions.Options;
using SystemUser.AspNetCore.Diagnostics;
using SystemUser.Sandbox.Wire.Scripted;

namespace SystemUser.AspNetCore.Tests.Authentication;

/// <summary>A token that was validated a moment ago is recognized; nothing else about the request is.</summary>
public sealed class RecognitionTests
{
    private static readonly TimeSpan s_hour = TimeSpan.FromHours(1);

    [Fact]
    public async Task The_signature_of_a_token_is_verified_once_a_minute()
    {
        await using var app = await TestApp.StartAsync();
        using var validated = CountValidated(app);
        var token = app.Sandbox.SystemUser().ExpiresIn(s_hour).ToString();

        await app.SendAsync(token);
        await app.SendAsync(token);
        app.Clock.Advance(TimeSpan.FromSeconds(59));
        await app.SendAsync(token);
        app.Clock.Advance(TimeSpan.FromSeconds(1));
        await app.SendAsync(token);
        await app.SendAsync(token);

        ShouldBe(validated, "signature", "cache", "cache", "signature", "cache");
    }

    [Fact]
    public async Task The_signature_is_verified_every_time_when_ValidatedTokenLifetime_is_zero()
    {
        await using var app = await TestApp.StartAsync(
            settings: ("SystemUser:Maskinporten:ValidatedTokenLifetime", "00:00:00")
        );
        using var validated = CountValidated(app);
        var token = app.Sandbox.SystemUser().ToString();

        await app.SendAsync(token);
        await app.SendAsync(token);

        ShouldBe(validated, "signature", "signature");
    }

    [Fact]
    public async Task A_recognized_token_is_refused_when_it_expires()
    {
        await using var app = await TestApp.StartAsync(
            settings: ("SystemUser:Maskinporten:ValidatedTokenLifetime", "00:05:00")
        );
        var token = app.Sandbox.SystemUser().ExpiresIn(TimeSpan.FromSeconds(30)).ToString();

        (await app.SendAsync(token)).Status.ShouldBe(200);
        app.Clock.Advance(TimeSpan.FromSeconds(39));
        (await app.SendAsync(token)).Status.ShouldBe(200);
        app.Clock.Advance(TimeSpan.FromSeconds(1));
        (await app.SendAsync(token)).ShouldBeInvalid("token-expired");
    }

    [Fact]
    public async Task The_signature_is_verified_again_when_the_clock_is_set_back()
    {
        await using var app = await TestApp.StartAsync();
        using var validated = CountValidated(app);
        var token = app.Sandbox.SystemUser().ExpiresIn(s_hour).ToString();

        await app.SendAsync(token);
        app.Clock.AdjustTime(app.Clock.GetUtcNow() - TimeSpan.FromSeconds(1));
        await app.SendAsync(token);

        ShouldBe(validated, "signature", "signature");
    }

    [Theory]
    [InlineData("SystemUser:Maskinporten:Audience", "https://api.no")]
    [InlineData("SystemUser:Maskinporten:Issuer", "https://test.maskinporten.no/")]
    public async Task A_recognized_token_is_refused_when_changed_options_no_longer_accept_it(string key, string value)
    {
        await using var app = await TestApp.StartAsync();
        var token = app.Sandbox.SystemUser().ToString();
        (await app.SendAsync(token)).Status.ShouldBe(200);

        var configuration = app.Services.GetRequiredService<IConfiguration>();
        configuration[key] = value;
        ((IConfigurationRoot)configuration).Reload();

        (await app.SendAsync(token)).Status.ShouldBe(401);
    }

    [Fact]
    public async Task A_recognized_token_is_refused_when_changed_scheme_options_no_longer_accept_it()
    {
        var audience = "";
        await using var app = await TestApp.StartAsync(scheme: options => options.Audience = audience);
        var token = app.Sandbox.SystemUser().ToString();
        (await app.SendAsync(token)).Status.ShouldBe(200);

        audience = "https://api.no";
        app.Services.GetRequiredService<IOptionsMonitorCache<JwtBearerOptions>>().Clear();

        (await app.SendAsync(token)).ShouldBeInvalid();
        (await app.GetAsync(app.Sandbox.SystemUser().With("aud", audience))).Status.ShouldBe(200);
    }

    [Fact]
    public async Task A_token_is_refused_when_it_differs_by_one_character_from_a_recognized_one()
    {
        await using var app = await TestApp.StartAsync();
        var token = app.Sandbox.SystemUser().ToString();
        (await app.SendAsync(token)).Status.ShouldBe(200);

        for (var at = 0; at < token.Length - 1; at += 37)
        {
            var other = token[at] == 'A' ? 'B' : 'A';
            (await app.SendAsync(token.Remove(at, 1).Insert(at, other.ToString()))).Status.ShouldBe(401);
        }

        (await app.SendAsync(token + "é")).Status.ShouldBe(401);
    }

    [Fact]
    public async Task Each_request_gets_a_principal_of_its_own_when_the_token_is_recognized()
    {
        await using var app = await TestApp.StartAsync(endpoints: app =>
            app.MapGet(
                    "/mine",
                    (HttpContext context) =>
                    {
                        var found = context.User.FindFirst("mine")?.Value ?? "none";
                        ((ClaimsIdentity)context.User.Identity!).AddClaim(new Claim("mine", "left behind"));
                        return found;
                    }
                )
                .AddEndpointFilter(TestApp.TakeAnyToken)
        );
        var token = app.Sandbox.SystemUser().ToString();

        (await app.SendAsync(token, "/mine")).Body.ShouldBe("none");
        (await app.SendAsync(token, "/mine")).Body.ShouldBe("none");
        (await app.SendAsync(token, "/mine")).Body.ShouldBe("none");
    }

    [Fact]
    public async Task OnTokenValidated_runs_for_every_request_when_the_token_is_recognized()
    {
        var seen = new List<(string? Token, string? Name)>();
        await using var app = await TestApp.StartAsync(scheme: options =>
            options.Events.OnTokenValidated = context =>
            {
                seen.Add((context.SecurityToken?.Issuer, context.Principal?.Identity?.AuthenticationType));
                if (seen.Count == 3)
                {
                    context.Fail("That is enough.");
                }

                return Task.CompletedTask;
            }
        );
        var token = app.Sandbox.SystemUser().ToString();

        (await app.SendAsync(token)).Status.ShouldBe(200);
        (await app.SendAsync(token)).Status.ShouldBe(200);
        (await app.SendAsync(token)).ShouldBeInvalid();

        seen.ShouldBe(Enumerable.Repeat(((string?)app.Sandbox.Issuer, (string?)"Maskinporten"), 3));
    }

    private static MetricCollector<long> CountValidated(TestApp app) =>
        new(
            app.Services.GetRequiredService<IMeterFactory>(),
            SystemUserDiagnostics.MeterName,
            SystemUserDiagnostics.TokensValidated
        );

    /// <summary>Checks how each token was validated, and that it was counted once and with nothing else told.</summary>
    private static void ShouldBe(MetricCollector<long> validated, params string[] sources)
    {
        var measurements = validated.GetMeasurementSnapshot();
        measurements.ShouldAllBe(measurement => measurement.Value == 1);
        measurements.ShouldAllBe(measurement => measurement.Tags.Count == 2);
        measurements
            .Select(measurement => (string?)measurement.Tags[SystemUserDiagnostics.SourceTag])
            .ShouldBe(sources);
        measurements.ShouldAllBe(measurement =>
            (string?)measurement.Tags[SystemUserDiagnostics.TokenKindTag] == "maskinporten"
        );
    }
}
