using System.Text;
using Microsoft.Extensions.DependencyInjection;
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

    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Nothing_changes_when_a_change_gives_a_problem()
    {
        using var store = Open();
        var before = store.Current;
        var kept = File.ReadAllBytes(_folder.File("world.json"));

        var result = store.Change<Done>(draft =>
        {
            draft.Put(Scope(1));
            return SandboxProblems.NotGovernor;
        });

        result.Problem.ShouldBe(SandboxProblems.NotGovernor);
        store.Current.ShouldBeSameAs(before);
        File.ReadAllBytes(_folder.File("world.json")).ShouldBe(kept);
    }

    [Fact]
    public void Changes_are_there_again_after_a_restart()
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
    public void Acknowledged_changes_are_kept_wherever_the_writing_of_the_next_is_cut()
    {
        using (var store = Open(Nothing))
        {
            Put(store, Scope(1));
            Put(store, Scope(2));
        }

        var next = File.ReadAllBytes(_folder.File("world.json"));
        for (var cut = 0; cut <= next.Length; cut++)
        {
            File.WriteAllBytes(_folder.File("world.json.new"), next[..cut]);
            using var store = Open(Nothing);

            store.Current.Scopes.All.Select(scope => scope.Name).ShouldBe(["test:1", "test:2"], ignoreOrder: true);
            if (cut % 50 == 0)
            {
                Put(store, Scope(2)).Problem.ShouldBeNull();
            }
        }
    }

    [Fact]
    public void Reset_is_kept_when_the_process_ends_after_it()
    {
        using (var store = Open())
        {
            Put(store, Scope(1));
            store.Reset(onlyCast: true).Problem.ShouldBeNull();
        }

        using var again = Open();
        again.Current.Scopes.Find("test:1").ShouldBeNull();
        again.Current.Systems.Count.ShouldBe(0);
        Put(again, Scope(2)).Problem.ShouldBeNull();
    }

    [Fact]
    public void Change_is_refused_when_it_cannot_be_written_and_made_when_it_can()
    {
        using var store = Open();
        var before = store.Current;
        var kept = File.ReadAllBytes(_folder.File("world.json"));
        Directory.CreateDirectory(_folder.File("world.json.new"));

        Put(store, Scope(1)).Problem.ShouldBe(SandboxProblems.StorageFailed);
        store.Reset().Problem.ShouldBe(SandboxProblems.StorageFailed);

        store.Current.ShouldBeSameAs(before);
        File.ReadAllBytes(_folder.File("world.json")).ShouldBe(kept);
        Directory.Delete(_folder.File("world.json.new"));
        Put(store, Scope(1)).Problem.ShouldBeNull();
    }

    [Fact]
    public void Start_is_refused_with_a_direction_when_what_it_prepares_cannot_be_written()
    {
        Open().Dispose();
        Directory.CreateDirectory(_folder.File("world.json.new"));
        var options = new WorldOptions { StateFolder = _folder.Path, Prepare = draft => draft.Put(Scope(1)) };
        using var services = new ServiceCollection().AddLogging().AddWorld(options).BuildServiceProvider();

        Should
            .Throw<WorldStorageException>(services.GetRequiredService<WorldStore>)
            .Message.ShouldContain($"The state folder {_folder.Path} cannot be written");

        Directory.Delete(_folder.File("world.json.new"));
        services.GetRequiredService<WorldStore>().Current.Scopes.Find("test:1").ShouldNotBeNull();
    }

    [Theory]
    [InlineData("")]
    [InlineData("{ \"organizations\": [")]
    [InlineData("[]")]
    [InlineData("{ \"organizations\": 1 }")]
    [InlineData("{ \"organizations\": [null] }")]
    [InlineData("{ \"organizations\": [{ \"number\": \"310904473\" }] }")]
    public void Start_is_refused_with_a_direction_when_the_world_file_is_damaged(string content)
    {
        File.WriteAllText(_folder.File("world.json"), content);

        var message = Should.Throw<WorldStorageException>(() => Open()).Message;

        message.ShouldContain("world.json is damaged");
        message.ShouldContain("Put back a copy of it, or delete it to start from the seed.");
        File.Delete(_folder.File("world.json"));
        Should.NotThrow(() => Open().Dispose());
    }

    [Fact]
    public void Start_is_refused_with_a_direction_when_the_folder_is_of_version_0_1()
    {
        File.WriteAllText(_folder.File("journal.log"), "");

        Should
            .Throw<WorldStorageException>(() => Open())
            .Message.ShouldContain("is of version 0.1, which kept a journal. Delete it to start from the seed");
    }

    [Fact]
    public void Missing_folders_are_made_when_the_store_opens()
    {
        var path = Path.Combine(_folder.Path, "a", "b", "c");

        new WorldStore(Seed, path + Path.DirectorySeparatorChar, NullLogger<WorldStore>.Instance).Dispose();

        File.Exists(Path.Combine(path, "world.json")).ShouldBeTrue();
    }

    [Fact]
    public void Start_is_refused_when_another_sandbox_uses_the_folder()
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
    public void Little_memory_is_used_when_ten_thousand_system_users_are_loaded()
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
    public void Row_of_nine_megabytes_is_kept()
    {
        using (var store = Open())
        {
            Put(store, Scope(1) with { Description = new string('x', 9 * 1024 * 1024) });
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

    private WorldStore Open(WorldSeed? seed = null) => new(seed ?? Seed, _folder.Path, NullLogger<WorldStore>.Instance);
}
