namespace SystemUser.AspNetCore.Configuration;

/// <summary>How decisions are asked for and kept: section <c>SystemUser:Decisions</c>.</summary>
public sealed class DecisionOptions
{
    /// <summary>Gets or sets how long a Permit is remembered; never past the expiry of the token that asked.</summary>
    /// <value>0 (off) to 5 minutes. Defaults to 1 minute.</value>
    public TimeSpan PermitLifetime { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Gets or sets how long a Deny or NotApplicable is remembered; never past the expiry of the token that asked.</summary>
    /// <value>0 (off) to 5 minutes. Defaults to 5 seconds.</value>
    public TimeSpan RefusalLifetime { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Gets or sets how many permits the process remembers, and, apart from those, how many refusals.</summary>
    /// <value>1 to 10 000 000. Defaults to 100 000.</value>
    public int MaxEntries { get; set; } = 100_000;

    /// <summary>Gets or sets the time for one HTTP attempt.</summary>
    /// <value>100 ms to 30 s, at most <see cref="TotalTimeout"/>. Defaults to 3 seconds.</value>
    public TimeSpan AttemptTimeout { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>Gets or sets the time for everything that one question or batch needs: own token, attempts and the waits between them.</summary>
    /// <value>100 ms to 60 s. Defaults to 5 seconds.</value>
    public TimeSpan TotalTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Gets or sets how many calls to the policy decision point may be in flight; as many wait, more are answered 503 at once.</summary>
    /// <value>1 to 10 000. Defaults to 64.</value>
    public int MaxConcurrentCalls { get; set; } = 64;

    /// <summary>Gets or sets how many uncached questions one system user may ask a minute before it is answered 429; a multi-request counts as one.</summary>
    /// <value>0 (no limit) to 1 000 000. Defaults to 600.</value>
    public int UncachedPerSystemUserPerMinute { get; set; } = 600;

    /// <summary>Gets or sets how many questions go into one multi-request.</summary>
    /// <value>2 to 100. Defaults to 25.</value>
    public int BatchSize { get; set; } = 25;

    /// <summary>Gets or sets how many multi-requests of one batch are in flight at once.</summary>
    /// <value>1 to 64. Defaults to 4.</value>
    public int BatchConcurrency { get; set; } = 4;

    /// <summary>Gets or sets whether several rights of one endpoint are asked in one multi-request, of which Altinn keeps no event log. Defaults to <see langword="false"/>: asked side by side.</summary>
    public bool BatchRights { get; set; }

    /// <summary>Gets or sets the authentication level that a system user counts as against <c>urn:altinn:minimum-authenticationlevel</c>.</summary>
    /// <value>0 to 3. Defaults to 3, as Altinn's own exchange sets it.</value>
    public int SystemUserAuthenticationLevel { get; set; } = 3;

    /// <summary>Gets the resources for which <c>urn:altinn:minimum-authenticationlevel-org</c> may be met instead. Defaults to none. Where a configuration section lists them, code may not add others.</summary>
    public IList<string> HonourOrganizationLevelFor { get; } = [];

    /// <summary>Gets or sets whether decisions are shared through the app's <c>IDistributedCache</c>, sealed with Data Protection. Defaults to <see langword="false"/>.</summary>
    public bool UseDistributedCache { get; set; }

    /// <summary>Gets or sets the key that seals what hosts share: 256 bits in base64, the same on all of them, and nowhere near where it is shared. Defaults to none: the app's Data Protection seals.</summary>
    public string? SealKey { get; set; }

    /// <summary>Gets or sets another key that opens what hosts share and seals nothing, while <see cref="SealKey"/> is exchanged. Defaults to none.</summary>
    public string? PreviousSealKey { get; set; }

    /// <summary>What each configuration section says of <see cref="HonourOrganizationLevelFor"/>: it loosens, so it must not grow where several sources meet.</summary>
    internal List<(string Key, IReadOnlyList<string> Resources)> HonouredBySections { get; } = [];
}
