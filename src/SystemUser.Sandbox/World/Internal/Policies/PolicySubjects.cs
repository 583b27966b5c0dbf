using System.Collections.Immutable;
using SystemUser.Sandbox.World.Internal.Model;

namespace SystemUser.Sandbox.World.Internal.Policies;

/// <summary>Keeps which subjects a policy names, and since when.</summary>
internal static class PolicySubjects
{
    /// <summary>The subjects of a policy, after those of its last version.</summary>
    public static ImmutableArray<PolicySubject> Of(
        CompiledPolicy policy,
        ImmutableArray<PolicySubject> before,
        DateTimeOffset now
    )
    {
        var named = policy
            .Rules.SelectMany(rule => rule.Subjects)
            .SelectMany(subject => subject)
            .Select(attribute => new SubjectAttribute(attribute.Type, attribute.Value.ToLowerInvariant()))
            .Distinct()
            .ToList();
        return
        [
            .. before.Select(old =>
                named.Contains(old.Attribute) != old.IsRemoved
                    ? old
                    : new PolicySubject(old.Attribute, now, !old.IsRemoved)
            ),
            .. named
                .Except(before.Select(old => old.Attribute))
                .Select(attribute => new PolicySubject(attribute, now, IsRemoved: false)),
        ];
    }
}
