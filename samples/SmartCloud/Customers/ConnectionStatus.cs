namespace SmartCloud.Customers;

/// <summary>Where a customer stands.</summary>
internal enum ConnectionStatus
{
    /// <summary>Not asked yet; or asked, and the request was withdrawn or timed out.</summary>
    NotConnected,

    /// <summary>Asked, and has not answered.</summary>
    Waiting,

    /// <summary>Has approved: there is a system user.</summary>
    Connected,

    /// <summary>Has said no.</summary>
    Refused,

    /// <summary>Has approved, and withdrawn it.</summary>
    Revoked,

    /// <summary>Was asked in a sandbox that has been started anew since, and remembers neither question nor answer.</summary>
    Forgotten,
}
