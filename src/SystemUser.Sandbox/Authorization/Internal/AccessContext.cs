using SystemUser.Sandbox.Wire;
using SystemUser.Sandbox.Wire.Internal;
using SystemUser.Sandbox.Wire.Internal.Endpoints;
using SystemUser.Sandbox.World.Internal.Access;
using SystemUser.Sandbox.World.Internal.Model;

namespace SystemUser.Sandbox.Authorization.Internal;

/// <summary>Whether a question is about the access of the subject's owner, or about that which comes from clients.</summary>
/// <remarks>
/// Altinn has announced it for autumn 2026 in two spellings (Altinn/altinn-auth, <c>ExternalDecisionTest</c>, cases
/// AltinnResourceRegistry0100 to 0109); both are read.
/// </remarks>
/// <param name="Kind">What counts.</param>
/// <param name="Name">What counts, in the spelling of the question.</param>
/// <param name="ViaParty">The organization whose clients count.</param>
internal sealed record AccessContext(AccessKind Kind, string? Name, string? ViaParty)
{
    private const string AuthContextId = "urn:altinn:authorization:auth-context";
    private const string AccessRestrictionId = "urn:altinn:authorization:access-restriction";
    private const string ViaPartyId = "urn:altinn:via-party:organization:identifier-no";

    public static AccessContext Of(PdpQuestion question)
    {
        var name = Value(question, AuthContextId) ?? Value(question, AccessRestrictionId);
        var kind = name switch
        {
            null or "All" or "None" => AccessKind.All,
            "ClientAccess" or "ClientDelegation" => AccessKind.Clients,
            "DirectAccess" or "DirectAndHierarchy" => AccessKind.Own,
            _ => AccessKind.Unknown,
        };
        return new AccessContext(kind, name, Value(question, ViaPartyId));
    }

    /// <summary>Why the question is not answered; <see langword="null"/> if it is.</summary>
    public ExplainedDecision? Refusal(PdpCaller caller)
    {
        var (status, why) = Kind switch
        {
            AccessKind.All => (null, null),
            AccessKind.Unknown => (PdpStatus.SyntaxError, $"there is no access context '{Name}'"),
            _ when !caller.Scopes.Contains(AuthorizeEndpoint.AdminScope) => (
                PdpStatus.ProcessingError,
                $"the access context {Name} needs the scope {AuthorizeEndpoint.AdminScope}"
            ),
            AccessKind.Clients when string.IsNullOrWhiteSpace(ViaParty) => (
                PdpStatus.MissingAttribute,
                $"the access context {Name} needs {ViaPartyId}: whose clients they are"
            ),
            _ => (null, null),
        };
        return status is null
            ? null
            : new ExplainedDecision(PdpResult.Indeterminate(status) with { RepeatsAttributes = false }, why!);
    }

    /// <summary>What of a holding counts.</summary>
    public Holding Narrow(Holding held, RegisteredSystemUser? user, Organization? party)
    {
        if (Kind == AccessKind.All || user is null || party is null)
        {
            return held;
        }

        var counts = party.IsOrIsUnder(user.Owner)
            ? Kind == AccessKind.Own
            : Kind == AccessKind.Clients && string.Equals(ViaParty, user.Owner, StringComparison.Ordinal);
        return counts ? held : Holding.Nothing;
    }

    private static string? Value(PdpQuestion question, string id) =>
        question.Resource.FirstOrDefault(attribute => string.Equals(attribute.Id, id, StringComparison.Ordinal))?.Value;
}

/// <summary>Which of what a subject holds counts.</summary>
internal enum AccessKind
{
    /// <summary>The question names a kind that there is not.</summary>
    Unknown,

    /// <summary>All of it.</summary>
    All,

    /// <summary>What it has from the clients of an organization.</summary>
    Clients,

    /// <summary>What its owner has itself.</summary>
    Own,
}
