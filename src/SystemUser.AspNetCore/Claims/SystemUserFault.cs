namespace SystemUser.AspNetCore.Claims;

/// <summary>Why a token holds no system user that can be trusted. A closed set.</summary>
public enum SystemUserFault
{
    /// <summary>There is none: exactly one well-formed system user was found.</summary>
    None = 0,

    /// <summary>The token has no <c>authorization_details</c>, or none of type <c>urn:altinn:systemuser</c> (a consent token, a plain token).</summary>
    Missing,

    /// <summary>There are several elements of type <c>urn:altinn:systemuser</c>, or several identities that have <c>authorization_details</c>.</summary>
    SeveralSystemUsers,

    /// <summary><c>authorization_details</c> is not JSON of the documented shape, or holds a member twice, or nests too deep.</summary>
    Malformed,

    /// <summary><c>systemuser_id</c> is missing, empty, or not a uuid.</summary>
    InvalidId,

    /// <summary><c>systemuser_id</c> holds several ids.</summary>
    SeveralIds,

    /// <summary><c>systemuser_org</c> is missing or not a Norwegian organization number, or its <c>ID</c> and <c>id</c> differ.</summary>
    InvalidOwner,

    /// <summary>Beside the system user, <c>consumer</c> or <c>exp</c> is missing, or a claim of the caller is malformed or stands twice. Only when read from claims: such a token is not let in.</summary>
    InvalidCaller,
}
