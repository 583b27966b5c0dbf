namespace SystemUser.AspNetCore.Decisions;

/// <summary>One condition that must be met for a Permit to count: an attribute assignment of a XACML obligation.</summary>
/// <param name="Category">What kind of condition, such as <c>urn:altinn:minimum-authenticationlevel</c>; ids vary, categories do not.</param>
/// <param name="Value">The condition's value as text.</param>
public sealed record Obligation(string Category, string Value);
