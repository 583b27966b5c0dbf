using System.Text.Json;

namespace SystemUser.Sandbox.World.Internal.Storage;

/// <summary>Keeps the world in a folder between starts: one file, written whole and then renamed into its place.</summary>
/// <remarks>Not safe for use by several threads: the store holds its lock.</remarks>
internal sealed class WorldFolder : IDisposable
{
    private readonly string _path;
    private readonly string _unfinishedPath;
    private readonly FileStream _lock;

    private WorldFolder(string folder, FileStream @lock)
    {
        _path = Path.Combine(folder, "world.json");
        _unfinishedPath = _path + ".new";
        _lock = @lock;
    }

    /// <summary>Opens a folder, and keeps other sandboxes out of it.</summary>
    /// <exception cref="WorldStorageException">The folder is in use, or of an older version, or cannot be used.</exception>
    public static WorldFolder Open(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
            if (File.Exists(Path.Combine(folder, "journal.log")))
            {
                throw new WorldStorageException(
                    $"The state folder {folder} is of version 0.1, which kept a journal. Delete it to start from the seed, or set another folder.",
                    null
                );
            }

            return new WorldFolder(
                folder,
                new FileStream(
                    Path.Combine(folder, "lock"),
                    FileMode.OpenOrCreate,
                    FileAccess.ReadWrite,
                    FileShare.None
                )
            );
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new WorldStorageException(
                $"The state folder {folder} cannot be opened; another sandbox may be using it. Give each its own folder.",
                fault
            );
        }
    }

    /// <summary>Reads the world as it was left; a new folder begins with the seed.</summary>
    /// <exception cref="WorldStorageException">The file is damaged, or the folder cannot be read and written.</exception>
    public WorldState ReadOrBegin(WorldState seed)
    {
        try
        {
            if (!File.Exists(_path))
            {
                Write(seed);
                return seed;
            }

            using var stream = File.OpenRead(_path);
            using var document = JsonDocument.Parse(stream);
            return WorldTables.Read(document.RootElement);
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            throw new WorldStorageException(
                $"The file {_path} is damaged: {fault.Message} Put back a copy of it, or delete it to start from the seed.",
                fault
            );
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new WorldStorageException(
                $"The file {_path} cannot be read and written: {fault.Message} Make room or mend the folder, or set another.",
                fault
            );
        }
    }

    /// <summary>Replaces what is kept. When it returns, the world is on disk.</summary>
    /// <exception cref="IOException">It could not be written; what was kept before is still there.</exception>
    public void Write(WorldState state)
    {
        using (var stream = new FileStream(_unfinishedPath, FileMode.Create, FileAccess.Write, FileShare.None))
        {
            WorldTables.Write(stream, state);
            stream.Flush(flushToDisk: true);
        }

        File.Move(_unfinishedPath, _path, overwrite: true);

        // Once more under its own name: a journaling file system then keeps the renaming too.
        using var renamed = new FileStream(_path, FileMode.Open, FileAccess.Write, FileShare.Read);
        renamed.Flush(flushToDisk: true);
    }

    public void Dispose() => _lock.Dispose();
}

/// <summary>The state folder or the seed file cannot be used; the message says what to do.</summary>
internal sealed class WorldStorageException(string message, Exception? innerException)
    : InvalidOperationException(message, innerException);
