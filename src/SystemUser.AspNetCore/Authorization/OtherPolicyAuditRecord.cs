using System.Security.Claims;
using SystemUser.AspNetCore.Decisions;

namespace SystemUser.AspNetCore.Authorization;

/// <summary>What the policy that a demand names with <c>Or</c> said of a caller who is no system user.</summary>
public sealed record OtherPolicyAuditRecord
{
    /// <summary>Gets when the answer was given.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>Gets the id of the trace that the request belongs to; <see langword="null"/> outside one.</summary>
    public string? TraceId { get; init; }

    /// <summary>Gets the policy's name.</summary>
    public required string Policy { get; init; }

    /// <summary>Gets the caller, as the policy's schemes authenticated it.</summary>
    public required ClaimsPrincipal User { get; init; }

    /// <summary>Gets the rights that a system user would have been asked for.</summary>
    public required IReadOnlyList<SystemUserRight> Rights { get; init; }

    /// <summary>Gets whether the policy, and all else that the authorization demanded, let the caller in.</summary>
    public required bool Granted { get; init; }
}
