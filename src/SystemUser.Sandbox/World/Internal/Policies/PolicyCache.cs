using System.Runtime.CompilerServices;
using SystemUser.Sandbox.Wire.Internal.Http;
using SystemUser.Sandbox.World.Internal.Model;

namespace SystemUser.Sandbox.World.Internal.Policies;

/// <summary>Reads each version of a policy once, and forgets it when the world does.</summary>
internal sealed class PolicyCache
{
    private readonly ConditionalWeakTable<ResourcePolicy, StrongBox<Result<CompiledPolicy>>> _policies = [];

    /// <summary>The policy of a resource, ready to be asked.</summary>
    public Result<CompiledPolicy> Find(WorldState world, string? resourceId) =>
        world.Policies.Find(resourceId) is { } policy
            ? _policies.GetValue(policy, static row => new(PolicyParser.Parse(row.Xml))).Value
            : SandboxProblems.PolicyNotFound;
}
