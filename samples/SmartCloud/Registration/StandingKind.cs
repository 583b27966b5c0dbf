namespace SmartCloud.Registration;

/// <summary>Where a system stands in the system register.</summary>
internal enum StandingKind
{
    /// <summary>It could not be found out.</summary>
    Unknown,

    /// <summary>It is not there.</summary>
    NotRegistered,

    /// <summary>It is there, but lacks the client, the receipt page, the right or the package.</summary>
    OutOfDate,

    /// <summary>It is there.</summary>
    Registered,
}
