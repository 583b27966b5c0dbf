using SmartCloud.Customers;

namespace SmartCloud.Maskinporten;

/// <summary>What a token is asked for.</summary>
/// <param name="Client">The system whose client asks.</param>
/// <param name="Scope">The scopes, separated by spaces.</param>
public sealed record TokenRequest(SystemKind Client, string Scope)
{
    /// <summary>Gets the system user that the token shall speak for, or <see langword="null"/> for the vendor itself.</summary>
    public SystemUserReference? SystemUser { get; init; }
}
