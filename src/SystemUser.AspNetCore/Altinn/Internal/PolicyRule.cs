namespace SystemUser.AspNetCore.Altinn.Internal;

/// <summary>One rule of a resource's policy, of which only the action is of use here.</summary>
internal sealed record PolicyRule(PolicyRule.Attribute? Action)
{
    /// <summary>An attribute of a rule.</summary>
    internal sealed record Attribute(string? Type, string? Value);
}
