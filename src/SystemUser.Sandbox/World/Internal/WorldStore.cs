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
    private readonly WorldFolder? _folder;
    private readonly ILogger _logger;
    private volatile WorldState _current;

    /// <param name="seed">The world to begin with, and to come back to.</param>
    /// <param name="stateFolder">Where the world is kept; <see langword="null"/> to keep it in memory only.</param>
    /// <param name="logger">Logs storage faults.</param>
    /// <exception cref="WorldStorageException">The state folder cannot be used.</exception>
    public WorldStore(WorldSeed seed, string? stateFolder, ILogger<WorldStore> logger)
    {
        _seed = seed;
        _logger = logger;
        _folder = stateFolder is null ? null : WorldFolder.Open(stateFolder);
        try
        {
            _current = _folder?.ReadOrBegin(seed.Story) ?? seed.Story;
        }
        catch
        {
            _folder?.Dispose();
            throw;
        }
    }

    /// <summary>The world now. Take it once per question, so that one answer speaks of one moment.</summary>
    public WorldState Current => _current;

    /// <summary>Makes a change: all of it, on disk and visible, or none of it.</summary>
    /// <param name="change">
    /// Reads and puts rows in the draft. It runs while others wait, so it does no I/O; when it gives a problem, nothing
    /// is changed.
    /// </param>
    public Result<T> Change<T>(Func<WorldDraft, Result<T>> change)
    {
        lock (_gate)
        {
            var draft = new WorldDraft(_current);
            var result = change(draft);
            return result.Problem is null && draft.HasChanges && Publish(draft.State) is { } problem ? problem : result;
        }
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
            return Publish(onlyCast ? _seed.Cast : _seed.Story) is { } problem ? problem : default(Done);
        }
    }

    /// <summary>Puts another world in the place of this one.</summary>
    public Result<Done> Replace(WorldState state)
    {
        lock (_gate)
        {
            return Publish(state) is { } problem ? problem : default(Done);
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _folder?.Dispose();
        }
    }

    private Problem? Publish(WorldState state)
    {
        try
        {
            _folder?.Write(state);
            _current = state;
            return null;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            _logger.ChangeNotWritten(fault.Message);
            return SandboxProblems.StorageFailed;
        }
    }
}
