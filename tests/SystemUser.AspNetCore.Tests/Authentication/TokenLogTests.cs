using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using SystemUser.Sandbox.Wire;
using SystemUser.Sandbox.Wire.Scripted;

namespace SystemUser.AspNetCore.Tests.Authentication;

/// <summary>No log at any level holds a token, and none at Information an exception, whoever writes it.</summary>
public sealed class TokenLogTests
{
    private const int ShortestTelling = 16;

    [Fact]
    public async Task No_token_is_in_the_log_after_a_thousand_hostile_requests()
    {
        var log = new FakeLogCollector();
        await using var app = await StartAsync(log);
        app.Sandbox.Pdp.Always.Permit();
        var random = new Random(20250228);
        var sent = new HashSet<string>();
        foreach (var i in Enumerable.Range(0, 1000))
        {
            var token = Hostile(app.Sandbox, random, i);
            sent.UnionWith(token.Split('.', ',', ' ').Where(part => part.Length >= ShortestTelling));
            var answer = await app.SendAsync(token, i % 3 == 0 ? "/right" : "/scope");
            answer.Status.ShouldBe(i % 10 == 0 ? 200 : 401, token);
        }

        var lines = log.GetSnapshot();
        var loud = lines.Where(line => line.Level >= LogLevel.Information).ToList();
        loud.Count.ShouldBeGreaterThan(1000);
        loud.ShouldAllBe(line => line.Exception == null && !line.Message.Contains("   at "));
        lines.ShouldAllBe(line => line.Level != LogLevel.Error && line.Level != LogLevel.Critical);
        var everything = log.All();
        sent.Where(part => everything.Contains(part[..ShortestTelling], StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Each_refused_token_is_logged_once_with_its_reason()
    {
        var log = new FakeLogCollector();
        await using var app = await StartAsync(log);

        await app.GetAsync(app.Sandbox.SystemUser().ExpiresIn(TimeSpan.FromMinutes(-1)));
        await app.GetAsync(app.Sandbox.SystemUser().SignedBy(SigningKey.Create()));
        await app.GetAsync(app.Sandbox.SystemUser());
        await app.GetAsync(null);

        log.GetSnapshot()
            .Where(line => line.Id.Name == "TokenRefused")
            .Select(line => (line.Id.Id, line.Message + line.Exception))
            .ShouldBe([(2000, "A token was refused: Expired."), (2000, "A token was refused: UnknownKey.")]);
    }

    [Fact]
    public async Task An_outage_of_metadata_is_logged_with_its_reason_and_without_an_exception()
    {
        var log = new FakeLogCollector();
        await using var app = await StartAsync(log);
        app.Sandbox.Metadata.Always.Fail(500);

        await app.GetAsync(app.Sandbox.SystemUser());

        var line = log.GetSnapshot().Single(line => line.Id.Name == "MetadataUnavailable");
        line.Level.ShouldBe(LogLevel.Warning);
        line.Message.ShouldBe(
            $"The metadata of {app.Sandbox.Issuer} is not available or not trusted: {app.Sandbox.Issuer}.well-known/oauth-authorization-server answered 500."
        );
        line.Exception.ShouldBeNull();
        log.GetSnapshot().ShouldContain(line => line.Id.Name == "TokenVerificationUnavailable");
    }

    [Fact]
    public async Task A_request_is_503_with_an_error_in_the_log_when_the_package_itself_fails()
    {
        var log = new FakeLogCollector();
        var clock = new FailingClock();
        await using var app = await StartAsync(log, services => services.AddSingleton<TimeProvider>(clock));
        var token = app.Sandbox.SystemUser().ToString();
        (await app.SendAsync(token)).Status.ShouldBe(200);

        clock.IsFailing = true;
        var recognized = await app.SendAsync(token);
        var verified = await app.GetAsync(app.Sandbox.SystemUser());
        clock.IsFailing = false;

        foreach (var answer in new[] { recognized, verified })
        {
            answer.Status.ShouldBe(503);
            answer["code"].ShouldBe("token-verification-unavailable");
        }

        log.GetSnapshot()
            .Where(line => line.Level >= LogLevel.Error)
            .Select(line => (line.Id.Name, line.Message + line.Exception))
            .ShouldBe(
                Enumerable.Repeat(
                    (
                        (string?)"TokenVerificationFailed",
                        "A token could not be verified, because the package failed: System.MissingMethodException. The request is answered 503."
                    ),
                    2
                )
            );
        (await app.SendAsync(token)).Status.ShouldBe(200);
    }

    [Fact]
    public async Task A_token_that_the_apps_event_sets_is_dropped_with_one_warning()
    {
        var log = new FakeLogCollector();
        await using var app = await StartAsync(
            log,
            scheme: options =>
                options.Events.OnMessageReceived = context =>
                {
                    context.Token = context.Request.Query["access_token"];
                    return Task.CompletedTask;
                }
        );
        var token = app.Sandbox.SystemUser();

        (await app.GetAsync(token)).Status.ShouldBe(200);
        log.GetSnapshot().ShouldNotContain(line => line.Id.Name == "TokenFromElsewhereDropped");
        (await app.GetAsync(null, $"/?access_token={token}")).Status.ShouldBe(401);
        (await app.GetAsync(null, $"/?access_token={token}")).Status.ShouldBe(401);

        var line = log.GetSnapshot().Single(line => line.Id.Name == "TokenFromElsewhereDropped");
        line.Level.ShouldBe(LogLevel.Warning);
        line.Message.ShouldContain("'Authorization' alone");
    }

    private static Task<TestApp> StartAsync(
        FakeLogCollector log,
        Action<IServiceCollection>? services = null,
        Action<JwtBearerOptions>? scheme = null
    ) =>
        TestApp.StartAsync(
            scheme,
            added =>
            {
                added.AddLogging(logging =>
                    logging.SetMinimumLevel(LogLevel.Trace).AddProvider(new FakeLoggerProvider(log))
                );
                services?.Invoke(added);
            }
        );

    private static string Hostile(ScriptedSandbox sandbox, Random random, int i)
    {
        var token = sandbox.SystemUser().WithScopes(TestApp.Scope);
        var text = token.ToString();
        var at = random.Next(text.Length);
        return (i % 10) switch
        {
            0 => text,
            1 => text.Remove(at, 1),
            2 => text.Insert(at, "."),
            3 => text.Remove(at, 1).Insert(at, text[at] == 'x' ? "y" : "x"),
            4 => text[..at],
            5 => token.SignedWith("PS256").ToString(),
            6 => token.WithHeader("kid", $"{text[^40..]}").ToString(),
            7 => token.With("iss", text[^40..]).ToString(),
            8 => token.WithPayload($"{{\"iss\":\"{text}").ToString(),
            _ => $"{text}, {text}",
        };
    }

    private sealed class FailingClock : TimeProvider
    {
        public bool IsFailing { get; set; }

        public override DateTimeOffset GetUtcNow() => IsFailing ? throw new MissingMethodException() : TestApp.Start;
    }
}
