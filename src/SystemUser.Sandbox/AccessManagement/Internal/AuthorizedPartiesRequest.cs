namespace SystemUser.Sandbox.AccessManagement.Internal;

/// <summary>Whose parties are asked for, and which of them.</summary>
internal sealed record AuthorizedPartiesRequest(
    string? Type,
    string? Value,
    IReadOnlyList<AuthorizedPartiesRequest>? PartyFilter
);
