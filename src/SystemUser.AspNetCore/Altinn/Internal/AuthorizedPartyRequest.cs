namespace SystemUser.AspNetCore.Altinn.Internal;

/// <summary>Whose parties are asked for.</summary>
internal sealed record AuthorizedPartyRequest(string Type, string Value);
