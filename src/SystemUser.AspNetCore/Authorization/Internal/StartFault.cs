namespace SystemUser.AspNetCore.Authorization.Internal;

/// <summary>What makes a demand unsafe, found before the first request.</summary>
/// <param name="Code">Its heading in docs/errors.md.</param>
/// <param name="Text">What is wrong, then the exact call or key that puts it right.</param>
internal sealed record StartFault(string Code, string Text)
{
    public static StartFault SeveralParties { get; } =
        new(
            "party-from-several-places",
            "RequireSystemUserRight takes the party from several places. Set one of PartyFromRoute, PartyFromQuery and PartyFromHeader."
        );

    public static StartFault PartyWithoutName { get; } =
        new(
            "party-without-name",
            "RequireSystemUserRight has a PartyFrom… without a name. Name the route value, query parameter or header."
        );

    public static StartFault ClientsWithoutParty { get; } =
        new(
            "clients-without-party",
            "RequireSystemUserRight has AllowClients, but takes the party from the token, where it is always the owner. Set PartyFromRoute, PartyFromQuery or PartyFromHeader to where the client stands."
        );

    public static StartFault ActionMalformed { get; } =
        new(
            "action-malformed",
            "RequireSystemUserRight has a malformed Action. Write it as in the resource's policy: 1 to 64 visible ASCII characters."
        );

    public static StartFault ActionMissing { get; } =
        new(
            "action-missing",
            "RequireSystemUserRight has no Action, and the method stands for none: only GET and HEAD (read) and POST, PUT, PATCH and DELETE (write) do, and not in hubs or gRPC. Set Action, or map the endpoint for those methods."
        );

    public static StartFault ScopeMalformed { get; } =
        new(
            "scope-malformed",
            "RequireSystemUserRight has a malformed Scope. Write whole scopes with one space between them."
        );
}
