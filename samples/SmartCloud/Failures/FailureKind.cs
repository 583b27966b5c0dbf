namespace SmartCloud.Failures;

/// <summary>What went wrong, as far as it decides what to do about it.</summary>
internal enum FailureKind
{
    /// <summary>The customer was never asked to connect.</summary>
    NotConnected,

    /// <summary>The customer has been asked and has not answered.</summary>
    NotApprovedYet,

    /// <summary>The customer said no.</summary>
    Refused,

    /// <summary>The customer has withdrawn what it approved.</summary>
    Revoked,

    /// <summary>The sandbox has been started anew, and remembers neither SmartCloud nor what the customer approved.</summary>
    Forgotten,

    /// <summary>Maskinporten found no system user for the owner, client and <c>externalRef</c>.</summary>
    NoSystemUser,

    /// <summary>Altinn has the system user, but Maskinporten does not find it: another client, owner or <c>externalRef</c>.</summary>
    WrongReference,

    /// <summary>The system user does not hold the right for that organization.</summary>
    RightMissing,

    /// <summary>The accountant's system user does not act for that client.</summary>
    ClientNotGranted,

    /// <summary>The Maskinporten client is unknown, or its key is.</summary>
    ClientUnknown,

    /// <summary>The vendor has not been granted the scope.</summary>
    ScopeMissing,

    /// <summary>The system is not in Altinn's system register.</summary>
    SystemNotRegistered,

    /// <summary>The system is not registered with the right that was asked for, or nobody may give it.</summary>
    RightNotRegistered,

    /// <summary>The address to come back to is not on the system's list.</summary>
    RedirectNotAllowed,

    /// <summary>A system user for the same customer and <c>externalRef</c> exists already.</summary>
    SystemUserExists,

    /// <summary>The request is no longer there, or no longer open.</summary>
    RequestGone,

    /// <summary>The service does not know what was asked for.</summary>
    NotFound,

    /// <summary>The service found the question itself wrong.</summary>
    Rejected,

    /// <summary>The token was not accepted.</summary>
    TokenNotAccepted,

    /// <summary>The service asks to come back later.</summary>
    RetryLater,

    /// <summary>The service has a fault that waiting a little need not mend.</summary>
    ServiceFault,

    /// <summary>The service did not answer.</summary>
    Unreachable,

    /// <summary>The answer could not be understood.</summary>
    UnusableAnswer,
}
