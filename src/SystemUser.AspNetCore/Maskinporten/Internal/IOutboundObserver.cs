namespace SystemUser.AspNetCore.Maskinporten.Internal;

/// <summary>Hears what happens to the calls to one service, for its log and its meters.</summary>
internal interface IOutboundObserver
{
    /// <summary>An attempt failed, and another is made.</summary>
    void Retrying();

    /// <summary>Too many calls failed: none are made for a while.</summary>
    void CircuitOpened();

    /// <summary>A call succeeded again.</summary>
    void CircuitClosed();
}
