using System.Collections.Immutable;
using Altinn.Authorization.ABAC.Xacml;

namespace SystemUser.Sandbox.World.Internal.Policies;

/// <summary>A policy that is ready to be asked. Never changed, so any number of threads may use it.</summary>
internal sealed class CompiledPolicy
{
    internal CompiledPolicy(XacmlPolicy policy, XacmlPolicy? singleRight, ImmutableArray<ReadableRule> rules)
    {
        Policy = policy;
        SingleRight = singleRight;
        Patterns = PolicyPatterns.Of(policy);
        Rules = rules;
        Actions =
        [
            .. rules
                .SelectMany(rule => rule.Actions)
                .SelectMany(attributes => attributes)
                .Select(a => a.Value)
                .Distinct(StringComparer.Ordinal),
        ];
        UsesAccessPackages = Uses(PolicyAttribute.AccessPackage);
        UsesRoles = Uses(PolicyAttribute.RoleCode);
    }

    /// <summary>The rules in readable form.</summary>
    public ImmutableArray<ReadableRule> Rules { get; }

    /// <summary>The actions that some rule speaks of.</summary>
    public ImmutableArray<string> Actions { get; }

    /// <summary>Whether a rule asks for an access package.</summary>
    public bool UsesAccessPackages { get; }

    /// <summary>Whether a rule asks for a role.</summary>
    public bool UsesRoles { get; }

    internal XacmlPolicy Policy { get; }

    internal PolicyPatterns Patterns { get; }

    /// <summary>
    /// What whoever was given the whole resource may do; <see langword="null"/> if nobody can give it.
    /// </summary>
    internal XacmlPolicy? SingleRight { get; }

    /// <summary>The names of the access packages that permit the action.</summary>
    public IEnumerable<string> PackagesFor(string? action) =>
        Rules
            .Where(rule => rule.Permits && rule.Covers(action))
            .SelectMany(rule => rule.Subjects)
            .SelectMany(subject => subject)
            .Where(attribute => string.Equals(attribute.Type, PolicyAttribute.AccessPackage, StringComparison.Ordinal))
            .Select(attribute => attribute.Value)
            .Distinct(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether a rule asks for an attribute of the subject.</summary>
    public bool Uses(string type) =>
        Rules.Any(rule =>
            rule.Subjects.Any(subject =>
                subject.Any(attribute => string.Equals(attribute.Type, type, StringComparison.Ordinal))
            )
        );
}
