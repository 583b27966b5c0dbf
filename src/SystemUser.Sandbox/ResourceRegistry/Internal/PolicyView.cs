using System.Security.Cryptography;
using System.Text;
using SystemUser.Sandbox.World.Internal.Policies;

namespace SystemUser.Sandbox.ResourceRegistry.Internal;

/// <summary>A policy as the registry shows it without XML: flat rules, and the rights that they make.</summary>
internal static class PolicyView
{
    /// <summary>Each combination of a subject, an action and a resource that some rule names.</summary>
    public static IEnumerable<PolicyRuleView> Rules(CompiledPolicy policy) =>
        from rule in policy.Rules
        from subject in rule.Subjects
        from action in rule.Actions
        from resource in rule.Resources
        select new PolicyRuleView([.. subject.Select(View)], View(action[0]), [.. resource.Select(View)]);

    /// <summary>Each action on a resource, with the subjects that have it.</summary>
    public static IEnumerable<PolicyRightView> Rights(CompiledPolicy policy) =>
        Rules(policy)
            .GroupBy(rule => KeyOf(rule.Action, rule.Resource), StringComparer.Ordinal)
            .Select(group => new PolicyRightView(
                group.First().Action,
                group.First().Resource,
                [.. group.Select(rule => new PolicySubjectView(rule.Subject))],
                group.Key,
                [
                    .. group
                        .SelectMany(rule => rule.Subject)
                        .Select(subject => subject.Type.ToLowerInvariant())
                        .Distinct(StringComparer.Ordinal)
                        .Order(StringComparer.Ordinal),
                ]
            ));

    private static AttributeView View(PolicyAttribute attribute) => new(attribute.Type, attribute.Value);

    // Readable in front, unique by the hash at the end.
    private static string KeyOf(AttributeView action, IReadOnlyList<AttributeView> resource)
    {
        var sorted = resource.OrderBy(attribute => attribute.Type, StringComparer.Ordinal).ToList();
        var full =
            $"{action.Value};{string.Join(';', sorted.Select(attribute => $"{attribute.Type}:{attribute.Value}"))}";
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(full)).AsSpan(0, 16));
        return $"{action.Value};{string.Join(';', sorted.Select(attribute => attribute.Value))};{hash}";
    }
}

/// <summary>One line of <c>/policy/rules</c>.</summary>
internal sealed record PolicyRuleView(
    IReadOnlyList<AttributeView> Subject,
    AttributeView Action,
    IReadOnlyList<AttributeView> Resource
);

/// <summary>One line of <c>/policy/rights</c>.</summary>
internal sealed record PolicyRightView(
    AttributeView Action,
    IReadOnlyList<AttributeView> Resource,
    IReadOnlyList<PolicySubjectView> Subjects,
    string RightKey,
    IReadOnlyList<string> SubjectTypes
);

/// <summary>A subject that has a right: its attributes count together only.</summary>
internal sealed record PolicySubjectView(IReadOnlyList<AttributeView> SubjectAttributes);

/// <summary>An attribute by type and value.</summary>
internal sealed record AttributeView(string Type, string Value);
