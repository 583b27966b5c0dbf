using SystemUser.AspNetCore.Claims;
using SystemUser.AspNetCore.Decisions;

namespace SystemUser.AspNetCore.Authorization;

/// <summary>One answer about one right: who asked, for whom, and what came out. Cached answers are recorded too.</summary>
/// <remarks>Texts of the token, such as its id and the system's, stand here as they came. Take control characters out before writing them to a log of lines.</remarks>
public sealed record SystemUserAuditRecord
{
    /// <summary>Gets when the answer was given.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>Gets the id of the trace that the request belongs to; <see langword="null"/> outside one.</summary>
    public string? TraceId { get; init; }

    /// <summary>Gets the system user, with its vendor, supplier, system, owner, client and token id.</summary>
    public required AltinnSystemUser SystemUser { get; init; }

    /// <summary>Gets the party that was asked for.</summary>
    public required OrganizationNumber Party { get; init; }

    /// <summary>Gets the right that was asked for, with the instance among its attributes if there was one.</summary>
    public required SystemUserRight Right { get; init; }

    /// <summary>Gets whether the right was granted, and with it all else that the authorization demanded.</summary>
    public required bool Granted { get; init; }

    /// <summary>Gets the code of the refusal or fault, if need be another right's of the same authorization; <see langword="null"/> when granted.</summary>
    public string? Code { get; init; }

    /// <summary>Gets the policy decision point's answer; <see langword="null"/> when none was had.</summary>
    public Decision? Decision { get; init; }

    /// <summary>Gets where the decision came from; <see langword="null"/> when none was asked for (a party that is not the owner, a missing scope).</summary>
    public DecisionSource? Source { get; init; }

    /// <summary>Gets how old the decision was; zero when it was asked for this request.</summary>
    public TimeSpan Age { get; init; }
}
