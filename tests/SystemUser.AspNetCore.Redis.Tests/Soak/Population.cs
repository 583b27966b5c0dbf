using System.Collections.Concurrent;
using System.Diagnostics;
using SystemUser.Sandbox.Wire.Scripted;

namespace SystemUser.AspNetCore.Redis.Tests.Soak;

/// <summary>Whether a system user holds the right, and since when.</summary>
/// <param name="Holds">Whether it holds the right.</param>
/// <param name="Since">From when on nobody is told otherwise by the decision point.</param>
/// <param name="Host">The host that has forgotten the system user since; -1 if none.</param>
internal sealed record Standing(bool Holds, long Since, int Host = -1);

/// <summary>A system user, the token that it has just now, and what it may do.</summary>
internal sealed class SoakUser(MaskinportenToken token)
{
    private static readonly TimeSpan s_lifetime = TimeSpan.FromSeconds(30);
    private (string Text, long Renewed, bool IsExpired) _current;
    private Standing _standing = new(Holds: true, Since: 0);

    public string Id => token.SystemUserId!;

    public Standing Standing
    {
        get => Volatile.Read(ref _standing);
        set => Volatile.Write(ref _standing, value);
    }

    /// <summary>Gets the token at hand: one that has expired now and then, and a new one after that.</summary>
    public (string Text, bool IsExpired) Token()
    {
        lock (token)
        {
            if (_current.Text is null || Stopwatch.GetElapsedTime(_current.Renewed) > s_lifetime || _current.IsExpired)
            {
                var isExpired = !_current.IsExpired && Random.Shared.Next(20) == 0;
                var text = token.ExpiresIn(isExpired ? TimeSpan.FromMinutes(-5) : s_lifetime).ToString();
                _current = (text, Stopwatch.GetTimestamp(), isExpired);
            }

            return (_current.Text, _current.IsExpired);
        }
    }

    /// <summary>Throws the token away, as who was refused does.</summary>
    public void RenewToken()
    {
        lock (token)
        {
            _current = _current with { Text = null! };
        }
    }
}

/// <summary>The system users of the soak, some of whom call far more often than the rest.</summary>
internal sealed class Population
{
    private const int Size = 5000;
    private const int Busy = 100;
    private const int FirstOrganization = 310_000_000;
    private readonly SoakUser[] _users;
    private readonly ConcurrentDictionary<string, SoakUser> _byOrganization = new();

    public Population(ScriptedSandbox sandbox) =>
        _users = [
            .. Enumerable
                .Range(FirstOrganization, Size)
                .Select(number =>
                    _byOrganization[$"{number}"] = new SoakUser(
                        sandbox.SystemUser($"{number}").WithScopes(Support.Host.Scope)
                    )
                ),
        ];

    public IReadOnlyList<SoakUser> All => _users;

    public SoakUser Any() => _users[Random.Shared.Next(Random.Shared.Next(5) == 0 ? Size : Busy)];

    public bool Holds(string organization) =>
        _byOrganization.TryGetValue(organization, out var user) && user.Standing.Holds;
}
