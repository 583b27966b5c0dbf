using SmartCloud.Customers;

namespace SmartCloud.Maskinporten;

/// <summary>How Maskinporten finds a system user.</summary>
/// <param name="Owner">The organization that owns it: of an agent the accountant, never a client of the accountant.</param>
/// <param name="ExternalRef">The name that the request was made under.</param>
public sealed record SystemUserReference(OrganizationNumber Owner, string ExternalRef);
