namespace SystemUser.AspNetCore.Altinn.Internal;

/// <summary>What came of a renewal: a token, or why there is none.</summary>
internal readonly record struct OwnTokenRenewal(OwnToken? Token, OwnTokenFault? Fault);
