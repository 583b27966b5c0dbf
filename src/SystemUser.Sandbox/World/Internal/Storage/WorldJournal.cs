using System.Buffers;
using System.Text.Json;

namespace SystemUser.Sandbox.World.Internal.Storage;

/// <summary>
/// Keeps the world in a folder so that a kill at any moment loses no acknowledged change: a snapshot, and a journal of
/// the changes since.
/// </summary>
/// <remarks>
/// A change is one line, <c>checksum JSON</c>, flushed to disk before anyone is told of it. Changes are numbered; a
/// snapshot knows the last one that it holds, so a kill between writing it and emptying the journal does no harm. Not
/// safe for use by several threads: the store holds its lock.
/// </remarks>
internal sealed class WorldJournal : IDisposable
{
    private const long CompactionSize = 8 * 1024 * 1024;

    private readonly string _folder;
    private readonly string _snapshotPath;
    private readonly FileStream _file;
    private long _sequence;
    private bool _broken;

    private WorldJournal(string folder, FileStream file)
    {
        _folder = folder;
        _snapshotPath = Path.Combine(folder, "world.json");
        _file = file;
    }

    /// <summary>The world as it was left; <see langword="null"/> in a new folder.</summary>
    public WorldState? Recovered { get; private set; }

    /// <summary>Whether the journal has grown so long that a snapshot should replace it.</summary>
    public bool IsLong => _file.Length > CompactionSize;

    /// <summary>Opens a state folder and reads what is in it.</summary>
    /// <exception cref="WorldStorageException">
    /// The folder is in use or damaged, or cannot be read and written.
    /// </exception>
    public static WorldJournal Open(string folder)
    {
        try
        {
            Folder.Create(folder);
            var stream = new FileStream(
                Path.Combine(folder, "journal.log"),
                FileMode.OpenOrCreate,
                FileAccess.ReadWrite,
                FileShare.None,
                bufferSize: 0
            );
            var journal = new WorldJournal(folder, stream);
            try
            {
                Folder.Flush(folder);
                journal.Recover();
                return journal;
            }
            catch
            {
                journal.Dispose();
                throw;
            }
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new WorldStorageException(
                $"The state folder {folder} cannot be opened; another sandbox may be using it. Give each its own folder.",
                fault
            );
        }
    }

    /// <summary>Writes a change and flushes it to disk.</summary>
    /// <exception cref="IOException">
    /// It could not be written; the journal is as before, or takes no more changes.
    /// </exception>
    public void Append(IReadOnlyList<RowChange> changes)
    {
        if (_broken)
        {
            throw new IOException("An earlier write left the journal in doubt; restart the sandbox.");
        }

        var json = new ArrayBufferWriter<byte>();
        JournalLine.Write(json, _sequence + 1, changes);
        var line = JournalFrame.Wrap(json.WrittenSpan);
        var length = _file.Length;
        try
        {
            _file.Position = length;
            _file.Write(line);
            _file.Flush(flushToDisk: true);
        }
        catch (IOException)
        {
            TakeBack(length);
            throw;
        }

        _sequence++;
    }

    /// <summary>Replaces all that is kept by the given world.</summary>
    /// <exception cref="IOException">
    /// It could not be written; what was kept before is still there, or the journal takes no more changes.
    /// </exception>
    public void Replace(WorldState state)
    {
        var next = _sequence + 1;
        var temporary = _snapshotPath + ".new";
        using (var stream = new FileStream(temporary, FileMode.Create, FileAccess.Write, FileShare.None))
        {
            WorldSnapshot.Write(stream, next, state);
            stream.Flush(flushToDisk: true);
        }

        File.Move(temporary, _snapshotPath, overwrite: true);
        _broken = true;
        _sequence = next;
        Folder.Flush(_folder);
        _file.SetLength(0);
        _file.Flush(flushToDisk: true);
        _broken = false;
    }

    public void Dispose() => _file.Dispose();

    private void Recover()
    {
        var state = WorldState.Empty;
        var found = File.Exists(_snapshotPath);
        if (found)
        {
            (_sequence, state) = WorldSnapshot.Read(_snapshotPath);
        }

        var content = new byte[_file.Length];
        _file.Position = 0;
        _file.ReadExactly(content);
        var end = 0;
        while (end < content.Length)
        {
            var length = content.AsSpan(end).IndexOf(JournalFrame.End);
            if (length < 0 || !JournalFrame.TryUnwrap(content.AsMemory(end, length), out var json))
            {
                // Only the last line can be torn: it was never acknowledged.
                if (length >= 0 && end + length + 1 < content.Length)
                {
                    throw Damaged($"the line at byte {end} is not as it was written", null);
                }

                break;
            }

            state = Apply(state, json, end);
            found = true;
            end += length + 1;
        }

        _file.SetLength(end);
        Recovered = found ? state : null;
    }

    private WorldState Apply(WorldState state, ReadOnlyMemory<byte> json, int position)
    {
        try
        {
            var (number, next) = JournalLine.Apply(json, state, after: _sequence);
            if (number > _sequence + 1)
            {
                throw Damaged($"changes {_sequence + 1} to {number - 1} are missing", null);
            }

            _sequence = Math.Max(_sequence, number);
            return next;
        }
        catch (JsonException fault)
        {
            throw Damaged($"the line at byte {position} is not a change that this version knows", fault);
        }
    }

    private WorldStorageException Damaged(string what, Exception? fault) =>
        new(
            $"The journal {_file.Name} is damaged: {what}. Put back a copy of the folder, or delete it to start from the seed.",
            fault
        );

    private void TakeBack(long length)
    {
        _broken = true;
        _file.SetLength(length);
        _file.Flush(flushToDisk: true);
        _broken = false;
    }
}
