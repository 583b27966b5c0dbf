namespace SystemUser.AspNetCore.Diagnostics.Internal;

/// <summary>What was last seen of the services that the package depends on.</summary>
internal sealed class DependencyStates
{
    /// <summary>Gets Altinn's policy decision point.</summary>
    public DependencyState PolicyDecisionPoint { get; } = new();

    /// <summary>Gets the provider's own token: Maskinporten's grant and Altinn's exchange.</summary>
    public DependencyState OwnToken { get; } = new();

    /// <summary>Gets Maskinporten's metadata and keys.</summary>
    public DependencyState Metadata { get; } = new();
}
