using System.Text.Json;
using SystemUser.Sandbox.Wire.Internal.Http;
using SystemUser.Sandbox.World.Internal;
using SystemUser.Sandbox.World.Internal.Model;
using SystemUser.Sandbox.World.Internal.Policies;

namespace SystemUser.Sandbox.ResourceRegistry.Internal;

/// <summary>What service owners do in the resource registry.</summary>
internal sealed class ResourceOperations(WorldStore store, TimeProvider clock)
{
    private static readonly Problem s_unknown = SandboxProblems.ResourceNotFound.AsText("Unknown resource") with
    {
        Status = StatusCodes.Status400BadRequest,
    };

    /// <summary>Registers a resource.</summary>
    public Result<RegistryResource> Create(string caller, JsonElement document) =>
        ReadOwn(caller, document).Is(out var resource, out var problem)
            ? store.Change<RegistryResource>(draft =>
            {
                if (draft.State.Resources.Find(resource.Id) is not null)
                {
                    return SandboxProblems.ResourceExists.With($"The Resource already exist: {resource.Id}");
                }

                draft.Put(resource);
                return resource;
            })
            : problem;

    /// <summary>Replaces a resource.</summary>
    public Result<RegistryResource> Update(string caller, string id, JsonElement document)
    {
        if (!ReadOwn(caller, document).Is(out var resource, out var problem))
        {
            return problem;
        }

        return !string.Equals(resource.Id, id, StringComparison.Ordinal)
            ? SandboxProblems.BodyInvalid.AsText("Id in path does not match ID in resource")
            : store.Change<RegistryResource>(draft =>
            {
                if (!FindOwn(draft.State, caller, id).Is(out var existing, out var fault))
                {
                    return fault;
                }

                var updated = resource with { Version = existing.Version + 1 };
                draft.Put(updated);
                return updated;
            });
    }

    /// <summary>Removes a resource and its policy.</summary>
    public Result<Done> Delete(string caller, string id) =>
        store.Change<Done>(draft =>
        {
            if (!FindOwn(draft.State, caller, id).Is(out _, out var problem))
            {
                return problem;
            }

            draft.Remove<RegistryResource>(id);
            if (draft.State.Policies.Find(id) is not null)
            {
                draft.Remove<ResourcePolicy>(id);
            }

            return default(Done);
        });

    /// <summary>Puts the policy of a resource.</summary>
    public Result<ResourcePolicy> PutPolicy(string caller, string id, string xml)
    {
        // Parsed before the lock is taken: a policy may be long.
        if (!PolicyParser.Parse(xml, id).Is(out var compiled, out var problem))
        {
            return problem;
        }

        return store.Change<ResourcePolicy>(draft =>
        {
            if (draft.State.Resources.Find(id) is null)
            {
                return s_unknown;
            }

            if (!FindOwn(draft.State, caller, id).Is(out _, out var fault))
            {
                return fault;
            }

            var before = draft.State.Policies.Find(id);
            var policy = new ResourcePolicy
            {
                ResourceId = id,
                Xml = xml,
                Version = (before?.Version ?? 0) + 1,
                Subjects = PolicySubjects.Of(compiled, before?.Subjects ?? [], clock.GetUtcNow()),
            };
            draft.Put(policy);
            return policy;
        });
    }

    private static Result<RegistryResource> ReadOwn(string caller, JsonElement document) =>
        !ResourceDocument.Read(document).Is(out var resource, out var problem) ? problem
        : !string.Equals(resource.Owner, caller, global::System.StringComparison.Ordinal)
            ? SandboxProblems.NotResourceOwner
        : resource;

    private static Result<RegistryResource> FindOwn(WorldState world, string caller, string id) =>
        world.Resources.Find(id) is not { } resource ? SandboxProblems.ResourceNotFound
        : !string.Equals(resource.Owner, caller, global::System.StringComparison.Ordinal)
            ? SandboxProblems.NotResourceOwner
        : resource;
}
