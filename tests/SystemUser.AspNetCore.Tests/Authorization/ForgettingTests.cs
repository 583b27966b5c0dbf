using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.DependencyInjection;
using SystemUser.AspNetCore.Authorization;
using SystemUser.AspNetCore.Claims;
using SystemUser.AspNetCore.Tests.Support;

namespace SystemUser.AspNetCore.Tests.Authorization;

/// <summary>After <c>ForgetAsync</c> this host takes up nothing that was decided before, whatever the app's distributed cache does.</summary>
public sealed class ForgettingTests
{
    [Theory]
    [InlineData("works")]
    [InlineData("fails")]
    [InlineData("hangs")]
    [InlineData("is late")]
    [InlineData("loses what it is told")]
    public async Task A_forgotten_permit_does_not_come_back_whatever_the_write_to_the_shared_cache_does(string what)
    {
        var clock = new PatientClock();
        var cache = new SlowCache(clock);
        await using var door = await OpenAsync(cache, clock);
        var token = door.Token();
        door.Sandbox.Pdp.Permit();
        (await door.GetAsync("/krav", token)).ShouldBeOk();
        cache.Write = what;

        var forgotten = door.SendAsync(HttpMethod.Post, "/forget", token);
        (await clock.AdvanceUntilAsync(forgotten, TimeSpan.FromSeconds(10))).ShouldBeOk();
        door.Sandbox.Pdp.Always.Deny();

        for (var i = 0; i < 3; i++)
        {
            (await door.GetAsync("/krav", token)).ShouldBe(403, "right-missing");
        }

        door.Sandbox.Pdp.Calls.Count.ShouldBe(2);
        door.Log.Of("SystemUserForgotten")
            .ShouldHaveSingleItem()
            .ShouldContain("on this host; other hosts may use it until SystemUser:Decisions:PermitLifetime is over");
        door.Log.Of("SharedCacheNotTold").Length.ShouldBe(what is "fails" or "hangs" or "is late" ? 1 : 0);
    }

    private static Task<Door> OpenAsync(IDistributedCache cache, TimeProvider clock) =>
        Door.OpenAsync(
            app =>
            {
                app.MapGet("/krav", () => "in").RequireSystemUserRight(Door.Resource);
                app.MapPost(
                        "/forget",
                        (AltinnSystemUser systemUser, ISystemUserAuthorizer authorizer, CancellationToken aborted) =>
                            authorizer.ForgetAsync(systemUser.Id, aborted).AsTask()
                    )
                    .RequireMaskinportenScope(Door.Scope);
            },
            services =>
            {
                services.AddSingleton(cache);
                services.AddSingleton<IDataProtectionProvider>(new EphemeralDataProtectionProvider());
            },
            settings: [("SystemUser:Decisions:UseDistributedCache", "true")],
            clock: clock
        );

    /// <summary>A cache whose writes go as told.</summary>
    private sealed class SlowCache(TimeProvider clock) : IDistributedCache
    {
        private readonly ConcurrentDictionary<string, byte[]> _entries = new();

        public string Write { get; set; } = "works";

        public Task<byte[]?> GetAsync(string key, CancellationToken token = default) =>
            Task.FromResult(_entries.GetValueOrDefault(key));

        public async Task SetAsync(
            string key,
            byte[] value,
            DistributedCacheEntryOptions options,
            CancellationToken token = default
        )
        {
            switch (Write)
            {
                case "fails":
                    throw new IOException("cache down");
                case "hangs":
                    await new TaskCompletionSource().Task;
                    break;
                case "is late":
                    await Task.Delay(TimeSpan.FromSeconds(30), clock, CancellationToken.None);
                    break;
                case "loses what it is told":
                    return;
            }

            _entries[key] = value;
        }

        public byte[]? Get(string key) => throw new NotSupportedException();

        public void Set(string key, byte[] value, DistributedCacheEntryOptions options) =>
            throw new NotSupportedException();

        public void Refresh(string key) => throw new NotSupportedException();

        public Task RefreshAsync(string key, CancellationToken token = default) => throw new NotSupportedException();

        public void Remove(string key) => throw new NotSupportedException();

        public Task RemoveAsync(string key, CancellationToken token = default) => throw new NotSupportedException();
    }
}
