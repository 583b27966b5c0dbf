namespace SmartCloud.Customers;

/// <summary>Where a customer stands to a further right.</summary>
internal enum RightsChangeStatus
{
    /// <summary>Not asked yet; or asked, and the request was withdrawn or timed out.</summary>
    NotAsked,

    /// <summary>Asked, and has not answered.</summary>
    Waiting,

    /// <summary>Has approved: the system user has the right.</summary>
    Approved,

    /// <summary>Has said no: the system user is as it was.</summary>
    Refused,
}
