using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;

namespace SystemUser.Sandbox.Tests.Hosting;

public sealed class AppClockTests
{
    private static readonly TimeSpan s_hour = TimeSpan.FromHours(1);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("true")]
    [InlineData("false")]
    public async Task App_follows_the_sandboxs_clock_only_when_it_asks_to(string follows)
    {
        await using var app = DevelopedApp.Build(out var sandbox, $"--SystemUserSandbox:MoveAppClock={follows}");
        await app.StartAsync(Cancelled);
        using var http = new HttpClient { BaseAddress = sandbox };

        using var moved = await http.PutAsJsonAsync(
            "/sandbox/clock",
            new { bySeconds = (long)s_hour.TotalSeconds },
            Cancelled
        );

        moved.EnsureSuccessStatusCode();
        var clock = app.Services.GetService<TimeProvider>() ?? TimeProvider.System;
        var ahead = clock.GetUtcNow() - TimeProvider.System.GetUtcNow();
        (ahead > s_hour / 2).ShouldBe(follows == "true");
        await app.StopAsync(Cancelled);
    }
}
