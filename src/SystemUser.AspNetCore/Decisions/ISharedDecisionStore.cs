namespace SystemUser.AspNetCore.Decisions;

/// <summary>Where an app's hosts keep what they share: sealed decisions, and a log of the system users that were forgotten. The package SystemUser.AspNetCore.Redis has one.</summary>
/// <remarks>
/// A store is not trusted. It sees hashed names and sealed entries; what it gives back is opened and judged by the package, and is worth nothing unless the
/// app's own hosts sealed it, for that very question, since its system user was last forgotten. A store may fail, hang or lose everything: that costs a call to
/// Altinn. Two things are its own to keep: the log has one order for all hosts, and <see cref="SharedEntries.Epoch"/> is a new one whenever anything of the log
/// may have been lost. It is called by many at once.
/// </remarks>
public interface ISharedDecisionStore
{
    /// <summary>Reads decisions, and whom was forgotten, as they are at one moment: within 50 ms, one more for each further decision and 250 ms at most, or Altinn is asked.</summary>
    /// <param name="names">The names of both.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task<SharedEntries> ReadAsync(IReadOnlyList<string> names, CancellationToken cancellationToken);

    /// <summary>Keeps a decision.</summary>
    /// <param name="decision">Its name.</param>
    /// <param name="entry">The sealed decision.</param>
    /// <param name="lifetime">How long it may be kept; longer does no harm.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task WriteAsync(
        string decision,
        ReadOnlyMemory<byte> entry,
        TimeSpan lifetime,
        CancellationToken cancellationToken
    );

    /// <summary>Keeps that a system user was forgotten, under its name and at the end of the log, both or neither; and wakes whoever waits for it.</summary>
    /// <param name="forgetting">The name.</param>
    /// <param name="entry">Who was forgotten, sealed.</param>
    /// <param name="lifetime">How long it must be kept under its name.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task ForgetAsync(
        string forgetting,
        ReadOnlyMemory<byte> entry,
        TimeSpan lifetime,
        CancellationToken cancellationToken
    );

    /// <summary>Reads on in the log. It is asked every half second, and whenever <see cref="WaitForForgottenAsync"/> ends.</summary>
    /// <param name="previous">Where the reading stopped; <see langword="null"/> at first.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>What follows; or, under another epoch, the log from its beginning, if it cannot be told what follows.</returns>
    Task<ForgottenPage> ReadForgottenAsync(ForgottenPage? previous, CancellationToken cancellationToken);

    /// <summary>Waits until something may have been added to the log. A store that is not told of it waits until it is cancelled.</summary>
    Task WaitForForgottenAsync(CancellationToken cancellationToken);
}
