using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using SystemUser.Sandbox.Wire.Internal.Http;
using SystemUser.Sandbox.World.Internal;
using SystemUser.Sandbox.World.Internal.Model;
using SystemUser.Sandbox.World.Internal.Seed;
using SystemUser.Sandbox.World.Internal.Storage;

namespace SystemUser.Sandbox.Tests.World;

public sealed class WorldStoreTests : IDisposable
{
    private static readonly WorldSeed Seed = WorldSeed.Embedded();
    private static readonly WorldSeed Nothing = new(WorldState.Empty, WorldState.Empty);

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_change_that_gives_a_problem_changes_nothing()
    {
        using var store = Open();
        var before = store.Current;

        var result = store.Change<Done>(draft =>
        {
            draft.Put(Scope(1));
            return Problems.Forbidden;
        });

        result.Problem.ShouldBe(Problems.Forbidden);
        store.Current.ShouldBeSameAs(before);
        new FileInfo(folder.File("journal.log")).Length.ShouldBe(0);
    }

    [Fact]
    public void Finds_what_was_changed_after_a_restart()
    {
        using (var store = Open())
        {
            Put(store, Scope(1));
            Put(store, Scope(2));
            store.Change<Done>(draft =>
            {
                draft.Remove<Scope>("test:1");
                return default(Done);
            });
        }

        using var again = Open();
        again.Current.Scopes.Find("test:1").ShouldBeNull();
        again.Current.Scopes.Find("test:2").ShouldNotBeNull().Consumers.ShouldBe(["310904473"]);
        again.Current.Organizations.Count.ShouldBe(Seed.Story.Organizations.Count);
    }

    [Fact]
    public void Loses_no_acknowledged_change_wherever_the_journal_is_cut()
    {
        var ends = new List<long> { 0 };
        using (var store = Open(Nothing))
        {
            for (var i = 1; i <= 3; i++)
            {
                Put(store, Scope(i));
                ends.Add(new FileInfo(folder.File("journal.log")).Length);
            }
        }

        var journal = File.ReadAllBytes(folder.File("journal.log"));
        for (var cut = 0; cut <= journal.Length; cut++)
        {
            File.WriteAllBytes(folder.File("journal.log"), journal[..cut]);
            using var store = Open(Nothing);
            var acknowledged = ends.FindLastIndex(end => end <= cut);

            store
                .Current.Scopes.All.Count(scope => scope.Name.StartsWith("test:", StringComparison.Ordinal))
                .ShouldBe(acknowledged, $"cut at byte {cut}");
            if (cut % 50 == 0)
            {
                Put(store, Scope(99)).Problem.ShouldBeNull();
            }
        }
    }

    [Fact]
    public void Loses_no_acknowledged_change_when_killed_between_snapshot_and_journal()
    {
        using (var store = Open())
        {
            Put(store, Scope(1));
        }

        var journal = File.ReadAllBytes(folder.File("journal.log"));
        using (var store = Open())
        {
            store.Reset();
        }

        // The snapshot of the reset is in place, the journal not yet emptied.
        File.WriteAllBytes(folder.File("journal.log"), journal);
        using var again = Open();
        again.Current.Scopes.Find("test:1").ShouldBeNull();
        Put(again, Scope(2)).Problem.ShouldBeNull();
    }

    [Fact]
    public void Ignores_a_snapshot_that_was_not_finished()
    {
        using (var store = Open())
        {
            Put(store, Scope(1));
        }

        File.WriteAllText(folder.File("world.json.new"), "{ \"number\": 12, \"organ");
        using var again = Open();
        again.Current.Scopes.Find("test:1").ShouldNotBeNull();
    }

    [Fact]
    public void Refuses_a_journal_that_is_damaged_in_the_middle()
    {
        using (var store = Open())
        {
            Put(store, Scope(1));
            Put(store, Scope(2));
        }

        var journal = File.ReadAllBytes(folder.File("journal.log"));
        journal[40] ^= 1;
        File.WriteAllBytes(folder.File("journal.log"), journal);

        Should.Throw<WorldStorageException>(() => Open()).Message.ShouldContain("at byte 0 is not as it was written");
    }

    [Fact]
    public void Refuses_a_journal_that_lacks_a_change()
    {
        using (var store = Open())
        {
            Put(store, Scope(1));
            Put(store, Scope(2));
        }

        var lines = File.ReadAllLines(folder.File("journal.log"));
        File.WriteAllText(folder.File("journal.log"), lines[1] + "\n");

        Should.Throw<WorldStorageException>(() => Open()).Message.ShouldContain("changes 2 to 2 are missing");
    }

    [Fact]
    public void Refuses_a_folder_that_another_sandbox_uses()
    {
        using var store = Open();
        Should.Throw<WorldStorageException>(() => Open()).Message.ShouldContain("Give each its own folder");
    }

    [Fact]
    public async Task Readers_see_whole_changes_while_others_write()
    {
        using var store = new WorldStore(Seed, null, NullLogger<WorldStore>.Instance);
        var stop = false;
        var reader = Task.Run(
            () =>
            {
                while (!Volatile.Read(ref stop))
                {
                    var world = store.Current;
                    (world.Scopes.Find("test:1") is null).ShouldBe(world.Scopes.Find("test:2") is null);
                }
            },
            TestContext.Current.CancellationToken
        );
        Parallel.For(
            0,
            2000,
            i =>
                store.Change<Done>(draft =>
                {
                    if (draft.State.Scopes.Find("test:1") is null)
                    {
                        draft.Put(Scope(1));
                        draft.Put(Scope(2));
                    }
                    else
                    {
                        draft.Remove<Scope>("test:1");
                        draft.Remove<Scope>("test:2");
                    }

                    return default(Done);
                })
        );
        Volatile.Write(ref stop, true);
        await reader;
        store.Current.Scopes.Find("test:1").ShouldBeNull();
    }

    [Fact]
    public void Indexes_follow_every_change()
    {
        using var store = new WorldStore(Seed, null, NullLogger<WorldStore>.Instance);
        var user = store.Current.SystemUsers.Where(By.SystemUserOwner, "310904473").Single();

        store.Change<Done>(draft =>
        {
            draft.Put(user with { Owner = "311004174" });
            return default(Done);
        });
        store.Current.SystemUsers.Any(By.SystemUserOwner, "310904473").ShouldBeFalse();
        store.Current.SystemUsers.Where(By.SystemUserOwner, "311004174").Single().Id.ShouldBe(user.Id);

        store.Change<Done>(draft =>
        {
            draft.Remove<RegisteredSystemUser>(user.Id.ToString());
            return default(Done);
        });
        store.Current.SystemUsers.Any(By.SystemUserOwner, "311004174").ShouldBeFalse();
    }

    [Fact]
    public void Loads_a_thousand_organizations_and_ten_thousand_system_users_in_little_memory()
    {
        using (var store = Open())
        {
            store.Change<Done>(draft =>
            {
                for (var i = 0; i < 1_000; i++)
                {
                    draft.Put(
                        new Organization
                        {
                            Number = $"{200000000 + i}",
                            Name = $"ORG {i}",
                            Form = "AS",
                            PartyUuid = Guid.NewGuid(),
                            PartyId = 60_000_000 + i,
                        }
                    );
                }

                for (var i = 0; i < 10_000; i++)
                {
                    draft.Put(
                        new RegisteredSystemUser
                        {
                            Id = Guid.NewGuid(),
                            Kind = SystemUserKind.Standard,
                            SystemId = The.System,
                            Owner = $"{200000000 + (i % 1_000)}",
                            ExternalRef = $"ref {i}",
                            Rights = ["ske-krav-og-betalinger"],
                        }
                    );
                }

                return default(Done);
            });
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        using var again = Open();
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(250_000_000);
        again.Current.SystemUsers.Where(By.SystemUserSystem, The.System).Count().ShouldBe(10_001);
        again.Current.SystemUsers.Where(By.SystemUserOwner, "200000007").Count().ShouldBe(10);
    }

    [Fact]
    public void A_long_journal_becomes_a_snapshot()
    {
        using (var store = Open())
        {
            var long1 = Scope(1) with { Description = new string('x', 9 * 1024 * 1024) };
            Put(store, long1);
            new FileInfo(folder.File("journal.log")).Length.ShouldBe(0);
            Put(store, Scope(2));
        }

        using var again = Open();
        again.Current.Scopes.Find("test:1").ShouldNotBeNull().Description.Length.ShouldBe(9 * 1024 * 1024);
        again.Current.Scopes.Find("test:2").ShouldNotBeNull();
    }

    private static Scope Scope(int i) =>
        new()
        {
            Name = $"test:{i}",
            Owner = "974761076",
            Description = Encoding.UTF8.GetString("Blåbærsyltetøy\n"u8),
            Consumers = ["310904473"],
        };

    private static Result<Done> Put(WorldStore store, Scope scope) =>
        store.Change<Done>(draft =>
        {
            draft.Put(scope);
            return default(Done);
        });

    private WorldStore Open(WorldSeed? seed = null) => new(seed ?? Seed, folder.Path, NullLogger<WorldStore>.Instance);
}
