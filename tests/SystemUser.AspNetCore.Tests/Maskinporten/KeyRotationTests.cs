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
    public async Task A_new_key_is_taken_up_by_the_first_token_that_names_it()
    {
        await using var app = await TestApp.StartAsync();
        (await app.GetAsync(app.Sandbox.SystemUser())).Status.ShouldBe(200);

        app.Sandbox.Keys.Rotate();

        (await app.GetAsync(app.Sandbox.SystemUser())).Status.ShouldBe(200);
        app.Sandbox.Jwks.Calls.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_second_new_key_is_taken_up_within_half_a_minute()
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
    public async Task A_flood_of_unknown_keys_causes_a_handful_of_fetches()
    {
        await using var app = await TestApp.StartAsync();

        for (var second = 0; second < 60; second += 5)
        {
            var flood = Enumerable
                .Range(0, 50)
                .Select(_ => app.GetAsync(app.Sandbox.SystemUser().WithHeader("kid", Guid.NewGuid().ToString())));
            (await Task.WhenAll(flood)).ShouldAllBe(answer => answer.Code == "token-invalid" && answer.Status == 401);
            (await app.GetAsync(app.Sandbox.SystemUser())).Status.ShouldBe(200);
            app.Clock.Advance(TimeSpan.FromSeconds(5));
        }

        app.Sandbox.Jwks.Calls.Count.ShouldBe(3); // the first, and one each half minute
    }

    [Fact]
    public async Task A_withdrawn_key_ends_with_the_next_fetch_and_so_does_what_it_signed()
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
    public async Task Keys_are_fetched_again_within_the_hour_while_requests_go_on()
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
    public async Task Keys_are_fetched_again_within_the_hour_though_nobody_calls()
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
    public async Task In_an_outage_the_last_keys_serve_for_a_day()
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
        ShouldBeUnavailable(await app.SendAsync(token));

        app.Sandbox.Metadata.Always.Work();
        app.Clock.Advance(TimeSpan.FromSeconds(1));
        (await app.SendAsync(token)).Status.ShouldBe(200);
    }

    [Fact]
    public async Task An_unknown_key_in_an_outage_is_nobodys_fault()
    {
        await using var app = await TestApp.StartAsync();
        (await app.GetAsync(app.Sandbox.SystemUser())).Status.ShouldBe(200);
        app.Sandbox.Jwks.Always.Fail(503);
        app.Sandbox.Keys.Rotate();

        foreach (var _ in Enumerable.Range(0, 20))
        {
            ShouldBeUnavailable(await app.GetAsync(app.Sandbox.SystemUser()));
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
    public async Task A_key_that_changes_under_its_id_is_the_new_one()
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
    public async Task A_caller_that_hangs_up_does_not_end_the_fetch_that_others_wait_for()
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

    internal static void ShouldBeUnavailable(Answer answer)
    {
        answer.ShouldBeRefused(503, "token-verification-unavailable", null);
        answer.RetryAfter.ShouldBe("5");
    }
}
