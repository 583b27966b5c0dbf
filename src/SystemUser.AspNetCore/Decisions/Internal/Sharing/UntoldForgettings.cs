using SystemUser.AspNetCore.Claims;

namespace SystemUser.AspNetCore.Decisions.Internal.Sharing;

/// <summary>This host's forgettings from when they are to be told until the store has taken them: each system user's last.</summary>
/// <remarks>
/// A store may take one and fail all the same. To tell it again would put it after what others forgot since, and hosts would no longer
/// agree on which is the last; so it is told again only while it is not heard of in the log.
/// </remarks>
internal sealed class UntoldForgettings
{
    public const int Most = 100_000; // some ten megabytes

    private readonly Lock _lock = new();
    private readonly Dictionary<SystemUserId, (Guid Generation, bool IsUnderWay)> _untold = [];

    /// <summary>Gets those that the store did not take, as they are now; not those under way.</summary>
    public IReadOnlyList<(SystemUserId SystemUser, Guid Generation)> Failed
    {
        get
        {
            lock (_lock)
            {
                return [.. from each in _untold where !each.Value.IsUnderWay select (each.Key, each.Value.Generation)];
            }
        }
    }

    /// <summary>Keeps a forgetting that is about to be told, in the place of an older one of the same system user.</summary>
    /// <returns>Whether there was room.</returns>
    public bool TryBegin(SystemUserId systemUser, Guid generation)
    {
        lock (_lock)
        {
            if (_untold.Count >= Most && !_untold.ContainsKey(systemUser))
            {
                return false;
            }

            _untold[systemUser] = (generation, IsUnderWay: true);
            return true;
        }
    }

    /// <summary>The store did not take it, as far as is known: it is to be told again, unless it was heard of meanwhile.</summary>
    public void Fail(SystemUserId systemUser, Guid generation)
    {
        lock (_lock)
        {
            if (Holds(systemUser, generation))
            {
                _untold[systemUser] = (generation, IsUnderWay: false);
            }
        }
    }

    /// <summary>The store has taken it, or it was heard of.</summary>
    public void End(SystemUserId systemUser, Guid generation)
    {
        lock (_lock)
        {
            if (Holds(systemUser, generation))
            {
                _untold.Remove(systemUser);
            }
        }
    }

    private bool Holds(SystemUserId systemUser, Guid generation) =>
        _untold.TryGetValue(systemUser, out var untold) && untold.Generation == generation;
}
