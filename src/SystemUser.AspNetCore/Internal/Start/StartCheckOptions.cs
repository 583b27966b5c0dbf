namespace SystemUser.AspNetCore.Internal.Start;

/// <summary>What is checked at start beyond what always is.</summary>
internal sealed class StartCheckOptions
{
    public bool RequireDecisionOnEveryEndpoint { get; set; }

    /// <summary>Gets or sets whether metadata and own token are fetched ahead. Tests that count calls turn it off.</summary>
    public bool WarmUp { get; set; } = true;

    public bool VerifyClient { get; set; }

    public bool VerifyRights { get; set; }

    public bool StopOnUnknownRight { get; set; }

    /// <summary>Gets the classes whose demands need no endpoint.</summary>
    public ISet<Type> Unmapped { get; } = new HashSet<Type>();
}
