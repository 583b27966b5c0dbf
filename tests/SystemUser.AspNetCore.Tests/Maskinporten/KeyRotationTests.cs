using Microsoft.Extensions.DependencyInjection;
using SystemUser.AspNetCore.Diagnostics.Internal;
using SystemUser.AspNetCore.Tests.Authentication;
using SystemUser.AspNetCore.Tests.Support;
using SystemUser.Sandbox.Wire;
using SystemUser.Sandbox.Wire.Scripted;

namespace SystemUser.AspNetCore.Tests.Maskinporten;

/// <summary>Keys come and go, and are fetched seldom.</summary>
public sealed class KeyRotationTests
{
    private static readonly TimeSpan s_long = TimeSpan.FromDays(3);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Metadata_and_keys_are_fetched_once_for_many_requests()
    {
        await using var app = await TestApp.StartAsync();

        await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => app.GetAsync(app.Sandbox.SystemUser())));

        app.Sandbox.Metadata.Calls.Count.ShouldBe(1);
        app.Sandbox.Jwks.Calls.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_new_key_is_fetched_when_the_first_token_names_it()
    {
        await using var app = await TestApp.StartAsync();
        (await app.GetAsync(app.Sandbox.SystemUser())).Status.ShouldBe(200);

        app.Sandbox.Keys.Rotate();

        (await app.GetAsync(app.Sandbox.SystemUser())).Status.ShouldBe(200);
        app.Sandbox.Jwks.Calls.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_second_new_key_is_fetched_half_a_minute_after_the_first()
    {
        await using var app = await TestApp.StartAsync();
        await app.GetAsync(app.Sandbox.SystemUser());
        app.Sandbox.Keys.Rotate();
        await app.GetAsync(app.Sandbox.SystemUser());
        app.Sandbox.Keys.Rotate();

        (await app.GetAsync(app.Sandbox.SystemUser())).ShouldBeInvalid();
        app.Clock.Advance(TimeSpan.FromSeconds(29));
        (await app.GetAsync(app.Sandbox.SystemUser())).ShouldBeInvalid();
        app.Clock.Advance(TimeSpan.FromSeconds(1));
        (await app.GetAsync(app.Sandbox.SystemUser())).Status.ShouldBe(200);
        app.Sandbox.Jwks.Calls.Count.ShouldBe(3);
    }

    [Fact]
    public async Task Keys_are_fetched_once_each_half_minute_under_a_flood_of_unknown_keys()
    {
        await using var app = await TestApp.StartAsync();

        for (var second = 0; second < 60; second += 5)
        {
            var flood = Enumerable
                .Range(0, 50)
                .Select(_ => app.GetAsync(app.Sandbox.SystemUser().WithHeader("kid", Guid.NewGuid().ToString())));
            (await Task.WhenAll(flood)).ShouldAllBe(answer =>
                answer["code"] == "token-invalid" && answer.Status == 401
            );
            (await app.GetAsync(app.Sandbox.SystemUser())).Status.ShouldBe(200);
            app.Clock.Advance(TimeSpan.FromSeconds(5));
        }

        app.Sandbox.Jwks.Calls.Count.ShouldBe(3); // the first, and one each half minute
    }

    [Fact]
    public async Task A_token_is_refused_after_the_fetch_that_finds_its_key_withdrawn()
    {
        await using var app = await TestApp.StartAsync(
            settings: ("SystemUser:Maskinporten:ValidatedTokenLifetime", "00:05:00")
        );
        var old = app.Sandbox.Keys.Current;
        var token = app.Sandbox.SystemUser().ExpiresIn(s_long).ToString();
        (await app.SendAsync(token)).Status.ShouldBe(200);

        app.Sandbox.Keys.Rotate();
        app.Sandbox.Keys.Withdraw(old);
        (await app.SendAsync(token)).Status.ShouldBe(200);
        (await app.GetAsync(app.Sandbox.SystemUser())).Status.ShouldBe(200);

        (await app.SendAsync(token)).ShouldBeInvalid();
    }

    [Fact]
    public async Task Keys_are_fetched_again_within_the_hour_while_requests_are_answered()
    {
        await using var app = await TestApp.StartAsync();
        var token = app.Sandbox.SystemUser().ExpiresIn(s_long).ToString();
        (await app.SendAsync(token)).Status.ShouldBe(200);
        var old = app.Sandbox.Keys.Current;
        app.Sandbox.Keys.Rotate();
        app.Sandbox.Keys.Withdraw(old);
        var release = new TaskCompletionSource();
        app.Sandbox.Jwks.Next.HeldUntil(release.Task).Work();

        app.Clock.Advance(TimeSpan.FromMinutes(59));
        (await app.SendAsync(token)).Status.ShouldBe(200);
        await app.Sandbox.Jwks.WaitForCallsAsync(2, Cancelled);
        (await app.SendAsync(token)).Status.ShouldBe(200);

        release.SetResult();
        await Poll.UntilAsync(async () => (await app.SendAsync(token)).Status == 401);
        app.Sandbox.Jwks.Calls.Count.ShouldBe(3); // once more for the key that is unknown now
    }

    [Fact]
    public async Task Keys_are_fetched_again_every_hour_when_nobody_calls()
    {
        await using var app = await TestApp.StartAsync();
        await app.GetAsync(app.Sandbox.SystemUser());
        var metadata = app.Services.GetRequiredService<DependencyStates>().Metadata;

        for (var hour = 1; hour <= 3; hour++)
        {
            app.Clock.Advance(TimeSpan.FromHours(1));
            await app.Sandbox.Jwks.WaitForCallsAsync(1 + hour, Cancelled);
            app.Sandbox.Jwks.Calls.Count.ShouldBe(1 + hour);

            // The next hour begins when the keys have come.
            await Poll.UntilAsync(() => metadata.Last!.At == app.Clock.GetUtcNow());
        }
    }

    [Fact]
    public async Task The_last_keys_serve_for_a_day_when_metadata_is_down()
    {
        await using var app = await TestApp.StartAsync();
        var token = app.Sandbox.SystemUser().ExpiresIn(s_long).ToString();
        (await app.SendAsync(token)).Status.ShouldBe(200);
        app.Sandbox.Metadata.Always.Fail(500);

        for (var hour = 1; hour < 24; hour++)
        {
            app.Clock.Advance(TimeSpan.FromHours(1));
            (await app.SendAsync(token)).Status.ShouldBe(200);
        }

        app.Clock.Advance(TimeSpan.FromMinutes(59));
        (await app.SendAsync(token)).Status.ShouldBe(200);
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        (await app.SendAsync(token)).ShouldBe(503, "token-verification-unavailable", retryAfter: "5");

        app.Sandbox.Metadata.Always.Work();
        app.Clock.Advance(TimeSpan.FromSeconds(1));
        (await app.SendAsync(token)).Status.ShouldBe(200);
    }

    [Fact]
    public async Task A_token_with_an_unknown_key_is_503_when_the_keys_cannot_be_fetched()
    {
        await using var app = await TestApp.StartAsync();
        (await app.GetAsync(app.Sandbox.SystemUser())).Status.ShouldBe(200);
        app.Sandbox.Jwks.Always.Fail(503);
        app.Sandbox.Keys.Rotate();

        foreach (var _ in Enumerable.Range(0, 20))
        {
            (await app.GetAsync(app.Sandbox.SystemUser())).ShouldBe(
                503,
                "token-verification-unavailable",
                retryAfter: "5"
            );
        }

        app.Sandbox.Jwks.Calls.Count.ShouldBe(2);
        app.Sandbox.Jwks.Always.Work();
        app.Clock.Advance(TimeSpan.FromSeconds(30));
        (await app.GetAsync(app.Sandbox.SystemUser())).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Two_hosts_in_one_process_may_have_different_keys_of_one_id()
    {
        using var one = TestApp.NewSandbox();
        using var other = TestApp.NewSandbox();
        one.Keys.Rotate(SigningKey.Create("shared"));
        other.Keys.Rotate(SigningKey.Create("shared"));
        await using var first = await TestApp.StartAsync(sandbox: one);
        await using var second = await TestApp.StartAsync(sandbox: other);

        for (var i = 0; i < 3; i++)
        {
            (await first.GetAsync(one.SystemUser())).Status.ShouldBe(200);
            (await second.GetAsync(one.SystemUser())).ShouldBeInvalid();
            (await second.GetAsync(other.SystemUser())).Status.ShouldBe(200);
            (await first.GetAsync(other.SystemUser())).ShouldBeInvalid();
        }
    }

    [Fact]
    public async Task A_token_is_checked_against_the_new_key_when_a_key_changes_under_its_id()
    {
        await using var app = await TestApp.StartAsync();
        var old = app.Sandbox.Keys.Rotate(SigningKey.Create("reused"));
        (await app.GetAsync(app.Sandbox.SystemUser())).Status.ShouldBe(200);

        app.Sandbox.Keys.Withdraw(old);
        app.Sandbox.Keys.Rotate(SigningKey.Create("reused"));
        await app.GetAsync(app.Sandbox.SystemUser().WithHeader("kid", "unknown"));

        (await app.GetAsync(app.Sandbox.SystemUser())).Status.ShouldBe(200);
        (await app.GetAsync(app.Sandbox.SystemUser().SignedBy(old))).ShouldBeInvalid();
    }

    [Fact]
    public async Task A_fetch_of_metadata_goes_on_when_the_caller_who_started_it_hangs_up()
    {
        await using var app = await TestApp.StartAsync();
        var release = new TaskCompletionSource();
        app.Sandbox.Metadata.Next.HeldUntil(release.Task).Work();
        using var hangUp = new CancellationTokenSource();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/");
        request.Headers.Authorization = new("Bearer", app.Sandbox.SystemUser().ToString());

        var impatient = app.Client.SendAsync(request, hangUp.Token);
        await app.Sandbox.Metadata.WaitForCallsAsync(1, Cancelled);
        var patient = app.GetAsync(app.Sandbox.SystemUser());
        await hangUp.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => impatient);
        release.SetResult();

        (await patient).Status.ShouldBe(200);
        app.Sandbox.Metadata.Calls.Count.ShouldBe(1);
    }
}
