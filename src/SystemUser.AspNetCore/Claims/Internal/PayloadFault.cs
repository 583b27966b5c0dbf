namespace SystemUser.AspNetCore.Claims.Internal;

/// <summary>Why a token's payload is not accepted, whatever its signature. A closed set.</summary>
internal enum PayloadFault
{
    None = 0,

    /// <summary>It is not one JSON object of Unicode text, or nests too deep.</summary>
    NotJson,

    /// <summary>A member stands twice, so that two readers could see two tokens.</summary>
    RepeatedMember,

    /// <summary>A member is of another type than Maskinporten writes.</summary>
    WrongType,

    /// <summary><c>iss</c>, <c>exp</c> or <c>consumer</c> is missing.</summary>
    MissingMember,

    /// <summary>The token is bound to a key by <c>cnf</c> (RFC 7800), which a bearer does not prove to hold.</summary>
    SenderConstrained,
}
