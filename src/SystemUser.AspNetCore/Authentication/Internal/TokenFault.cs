namespace SystemUser.AspNetCore.Authentication.Internal;

/// <summary>Why a request has no verified token. A closed set.</summary>
internal enum TokenFault
{
    None = 0,

    /// <summary>There is no bearer token.</summary>
    Missing,

    /// <summary>There are several <c>Authorization</c> headers.</summary>
    SeveralHeaders,

    TooLong,

    /// <summary>It is not three segments of base64url, or the first is no JSON object of the right members.</summary>
    Malformed,

    /// <summary>The algorithm is not RS256, RS384 or RS512.</summary>
    Algorithm,

    /// <summary>It demands extensions that nobody here knows (<c>crit</c>, RFC 7515 §4.1.11).</summary>
    CriticalHeader,

    /// <summary>It does not say which key it is signed with.</summary>
    NoKeyId,

    /// <summary>Maskinporten publishes no key of that id.</summary>
    UnknownKey,

    Signature,

    /// <summary>The payload is not what Maskinporten writes.</summary>
    Payload,

    /// <summary>It is bound to a key by <c>cnf</c>.</summary>
    SenderConstrained,

    WrongIssuer,

    /// <summary>Altinn issued it, in exchange for another one.</summary>
    Exchanged,

    Expired,

    /// <summary>Its <c>nbf</c> is still to come.</summary>
    NotYetValid,

    WrongAudience,

    /// <summary>The app's own events did not accept it.</summary>
    Refused,

    /// <summary>Maskinporten's keys cannot be had, so that nobody knows.</summary>
    VerificationUnavailable,

    /// <summary>The package, or what it runs on, failed while it verified.</summary>
    VerificationFailed,
}
