using SystemUser.AspNetCore.Claims;

namespace SystemUser.AspNetCore.Decisions.Internal;

/// <summary>What the engine needs to know of a token that asks.</summary>
/// <param name="Owner">The organization that owns the system user.</param>
/// <param name="TokenExpiresAt">When the token expires; nothing that it led to is remembered past that.</param>
internal readonly record struct Asker(OrganizationNumber Owner, DateTimeOffset TokenExpiresAt);
