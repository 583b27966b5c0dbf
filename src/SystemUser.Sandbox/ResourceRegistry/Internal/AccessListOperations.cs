using System.Collections.Immutable;
using SystemUser.Sandbox.Wire.Internal.Http;
using SystemUser.Sandbox.World.Internal;
using SystemUser.Sandbox.World.Internal.Access;
using SystemUser.Sandbox.World.Internal.Model;

namespace SystemUser.Sandbox.ResourceRegistry.Internal;

/// <summary>What service owners do with their access lists.</summary>
internal sealed class AccessListOperations(WorldStore store, TimeProvider clock)
{
    private const int LongestIdentifier = 128;

    /// <summary>Makes a list, or gives it another name.</summary>
    public Result<AccessList> Put(string owner, string identifier, string? name, string? description)
    {
        if (!IsIdentifier(identifier) || string.IsNullOrWhiteSpace(name))
        {
            return SandboxProblems.BodyInvalid.With(
                "The identifier must be lower-case letters, digits and hyphens, and the name must not be empty."
            );
        }

        return store.Change<AccessList>(draft =>
        {
            var existing = draft.State.AccessLists.Find(AccessList.KeyOf(owner, identifier));
            var now = clock.GetUtcNow();
            var list =
                existing
                ?? new AccessList
                {
                    OrgCode = owner,
                    Identifier = identifier,
                    Name = name,
                    Created = now,
                };
            list = list with { Name = name, Description = description ?? "", Updated = now };
            draft.Put(list);
            return list;
        });
    }

    /// <summary>Removes a list; removing a missing one is fine.</summary>
    public Result<Done> Delete(string owner, string identifier) =>
        store.Change<Done>(draft =>
        {
            draft.Remove<AccessList>(AccessList.KeyOf(owner, identifier));
            return default(Done);
        });

    /// <summary>Changes who is on a list.</summary>
    /// <param name="owner">The service owner.</param>
    /// <param name="identifier">The list.</param>
    /// <param name="urns">The organizations that the change speaks of.</param>
    /// <param name="change">Makes the new members of the old ones and those.</param>
    public Result<AccessList> ChangeMembers(
        string owner,
        string identifier,
        IReadOnlyList<string?> urns,
        Func<IEnumerable<string>, IEnumerable<string>, IEnumerable<string>> change
    ) =>
        Change(
            owner,
            identifier,
            (world, list) =>
            {
                var members = urns.Select(urn => Resolve(world, urn)).ToList();
                return members.Contains(null)
                    ? Problems.MemberNotFound
                    : list with
                    {
                        Members = [.. change(list.Members, members.OfType<string>()).Distinct(StringComparer.Ordinal)],
                    };
            }
        );

    /// <summary>Opens a resource to the members of a list, for some actions or for all.</summary>
    public Result<AccessList> Connect(
        string owner,
        string identifier,
        string resourceId,
        IReadOnlyList<string>? actions
    ) =>
        Change(
            owner,
            identifier,
            (world, list) =>
                world.Resources.Find(resourceId) is not { } resource ? Problems.ConnectionNotFound
                : world.Organizations.Find(resource.Owner)?.OrgCode != owner ? Problems.ConnectionNotOwned
                : list with
                {
                    Connections =
                    [
                        .. Without(list, resourceId),
                        new AccessListConnection(resourceId, [.. (actions ?? []).OfType<string>()]),
                    ],
                }
        );

    /// <summary>Closes a resource to the members of a list.</summary>
    public Result<AccessList> Disconnect(string owner, string identifier, string resourceId) =>
        Change(owner, identifier, (_, list) => list with { Connections = [.. Without(list, resourceId)] });

    private Result<AccessList> Change(
        string owner,
        string identifier,
        Func<WorldState, AccessList, Result<AccessList>> change
    ) =>
        store.Change<AccessList>(draft =>
        {
            if (draft.State.AccessLists.Find(AccessList.KeyOf(owner, identifier)) is not { } list)
            {
                return SandboxProblems.AccessListNotFound;
            }

            if (!change(draft.State, list).Is(out var changed, out var problem))
            {
                return problem;
            }

            changed = changed with { Updated = clock.GetUtcNow() };
            draft.Put(changed);
            return changed;
        });

    private static IEnumerable<AccessListConnection> Without(AccessList list, string resourceId) =>
        list.Connections.Where(connection => connection.ResourceId != resourceId);

    private static string? Resolve(WorldState world, string? urn) =>
        urn?.LastIndexOf(':') is >= 0 and var end ? world.FindOrganization(urn[..end], urn[(end + 1)..])?.Number : null;

    private static bool IsIdentifier(string identifier) =>
        identifier.Length is > 0 and <= LongestIdentifier
        && identifier.All(letter =>
            char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter is '-' or '_'
        );
}
