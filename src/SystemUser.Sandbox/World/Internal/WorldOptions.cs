namespace SystemUser.Sandbox.World.Internal;

/// <summary>Where the world comes from and is kept.</summary>
internal sealed record WorldOptions
{
    /// <summary>The user's own seed file; the embedded seed if <see langword="null"/>.</summary>
    public string? SeedFile { get; init; }

    /// <summary>The folder that keeps the world between starts; in memory only if <see langword="null"/>.</summary>
    public string? StateFolder { get; init; }

    /// <summary>
    /// Changes the seed, and a world that was kept, before anyone sees it; nothing if <see langword="null"/>.
    /// </summary>
    public Action<WorldDraft>? Prepare { get; init; }
}
