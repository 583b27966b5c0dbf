namespace SystemUser.Sandbox.ResourceRegistry.Internal;

/// <summary>One line of <c>/policy/rules</c>.</summary>
internal sealed record PolicyRuleView(
    IReadOnlyList<AttributeView> Subject,
    AttributeView Action,
    IReadOnlyList<AttributeView> Resource
);
