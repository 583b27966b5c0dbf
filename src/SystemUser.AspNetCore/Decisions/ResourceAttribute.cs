namespace SystemUser.AspNetCore.Decisions;

/// <summary>An extra attribute of the resource in a question, such as <c>urn:altinn:resource:instance-id</c>.</summary>
/// <param name="Id">The attribute's id.</param>
/// <param name="Value">The attribute's value.</param>
/// <remarks>
/// A policy decision point ignores attributes that it does not know: never rely on one to restrict access
/// unless the environment is known to support it.
/// </remarks>
public sealed record ResourceAttribute(string Id, string Value);
