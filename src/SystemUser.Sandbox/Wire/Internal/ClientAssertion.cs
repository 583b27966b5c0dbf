using System.Text.Json;

namespace SystemUser.Sandbox.Wire.Internal;

/// <summary>A client's assertion, its signature verified.</summary>
/// <param name="ClientId">The client (<c>iss</c>).</param>
/// <param name="Scopes">The scopes asked for, at least one.</param>
/// <param name="Claims">All claims as sent: <c>authorization_details</c>, <c>consumer_org</c> and <c>resource</c> among them.</param>
/// <param name="IsByCertificate">Whether a business certificate vouches for it, and no registered key.</param>
internal sealed record ClientAssertion(
    string ClientId,
    IReadOnlyList<string> Scopes,
    JsonElement Claims,
    bool IsByCertificate
);
