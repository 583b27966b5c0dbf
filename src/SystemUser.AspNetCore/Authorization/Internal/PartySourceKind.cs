namespace SystemUser.AspNetCore.Authorization.Internal;

/// <summary>Where the party of a right is taken from.</summary>
internal enum PartySourceKind
{
    Owner = 0,
    Route,
    Query,
    Header,
}
