using SystemUser.Sandbox.Diagnostics.Internal;
using SystemUser.Sandbox.Wire.Internal.Http;
using SystemUser.Sandbox.World.Internal.Seed;
using SystemUser.Sandbox.World.Internal.Storage;

namespace SystemUser.Sandbox.World.Internal;

/// <summary>Holds the world. Reads take a snapshot without a lock; changes are made one at a time.</summary>
internal sealed class WorldStore : IDisposable
{
    private readonly Lock _gate = new();
    private readonly WorldSeed _seed;
    private readonly WorldJournal? _journal;
    private readonly ILogger _logger;
    private volatile WorldState _current;

    /// <param name="seed">The world to begin with, and to come back to.</param>
    /// <param name="stateFolder">Where the world is kept; <see langword="null"/> to keep it in memory only.</param>
    /// <param name="logger">Is told of storage faults.</param>
    /// <exception cref="WorldStorageException">The state folder cannot be used.</exception>
    public WorldStore(WorldSeed seed, string? stateFolder, ILogger<WorldStore> logger)
    {
        _seed = seed;
        _logger = logger;
        _journal = stateFolder is null ? null : WorldJournal.Open(stateFolder);
        _current = _journal?.Recovered ?? _seed.Story;
        if (_journal is { Recovered: null })
        {
            _journal.Replace(_current);
        }
    }

    /// <summary>The world now. Take it once per question, so that one answer speaks of one moment.</summary>
    public WorldState Current => _current;

    /// <summary>Raised after every change, on the thread that made it; handlers must be quick.</summary>
    public event EventHandler? Changed;

    /// <summary>Makes a change: all of it, on disk and visible, or none of it.</summary>
    /// <param name="change">
    /// Reads and puts rows in the draft. It runs while others wait, so it does no I/O; when it gives a problem, nothing
    /// is changed.
    /// </param>
    public Result<T> Change<T>(Func<WorldDraft, Result<T>> change)
    {
        Result<T> result;
        lock (_gate)
        {
            var draft = new WorldDraft(_current);
            result = change(draft);
            if (result.Problem is not null || draft.Changes.Count == 0)
            {
                return result;
            }

            try
            {
                _journal?.Append(draft.Changes);
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
            {
                _logger.ChangeNotWritten(fault.Message);
                return Problems.StorageFailed;
            }

            _current = draft.State;
            CompactIfLong();
        }

        Changed?.Invoke(this, EventArgs.Empty);
        return result;
    }

    /// <summary>Puts the world back to the seed.</summary>
    /// <param name="onlyCast">
    /// Whether to go back to before the vendors came: people, organizations and what the providers prepared, but no
    /// systems and no system users.
    /// </param>
    public Result<Done> Reset(bool onlyCast = false)
    {
        lock (_gate)
        {
            var state = onlyCast ? _seed.Cast : _seed.Story;
            try
            {
                _journal?.Replace(state);
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
            {
                _logger.ChangeNotWritten(fault.Message);
                return Problems.StorageFailed;
            }

            _current = state;
        }

        Changed?.Invoke(this, EventArgs.Empty);
        return default(Done);
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _journal?.Dispose();
        }
    }

    private void CompactIfLong()
    {
        try
        {
            if (_journal is { IsLong: true })
            {
                _journal.Replace(_current);
            }
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // The _journal still holds everything; the next change tries again.
            _logger.SnapshotNotWritten(fault.Message);
        }
    }
}
