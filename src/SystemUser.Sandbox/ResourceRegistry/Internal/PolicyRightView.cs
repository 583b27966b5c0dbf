namespace SystemUser.Sandbox.ResourceRegistry.Internal;

/// <summary>One line of <c>/policy/rights</c>.</summary>
internal sealed record PolicyRightView(
    AttributeView Action,
    IReadOnlyList<AttributeView> Resource,
    IReadOnlyList<PolicySubjectView> Subjects,
    string RightKey,
    IReadOnlyList<string> SubjectTypes
);
