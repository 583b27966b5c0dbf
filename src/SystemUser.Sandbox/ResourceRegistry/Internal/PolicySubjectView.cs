namespace SystemUser.Sandbox.ResourceRegistry.Internal;

/// <summary>A subject that has a right: its attributes must be had together.</summary>
internal sealed record PolicySubjectView(IReadOnlyList<AttributeView> SubjectAttributes);
