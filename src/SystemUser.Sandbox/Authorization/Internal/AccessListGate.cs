using SystemUser.Sandbox.World.Internal;

namespace SystemUser.Sandbox.Authorization.Internal;

/// <summary>Lets a Permit through only for members of an access list, on resources that use them.</summary>
internal static class AccessListGate
{
    /// <summary>Why the party is kept out; <see langword="null"/> if it is not.</summary>
    public static string? Refuses(WorldState world, ResolvedQuestion question)
    {
        if (world.Resources.Find(question.ResourceId) is not { UsesAccessLists: true } resource)
        {
            return null;
        }

        if (question.Party is not { } party)
        {
            return $"{resource.Id} is for members of its access lists, and only organizations can be members";
        }

        var lists = world
            .AccessLists.Where(By.AccessListResource, resource.Id)
            .Where(list => list.Members.Contains(party.Number, StringComparer.Ordinal))
            .ToList();
        var action = question.Question.ActionId;
        if (
            lists
                .SelectMany(list => list.Connections)
                .Any(connection =>
                    string.Equals(connection.ResourceId, resource.Id, StringComparison.Ordinal)
                    && (
                        connection.ActionFilters.IsEmpty
                        || connection.ActionFilters.Contains(action!, StringComparer.Ordinal)
                    )
                )
        )
        {
            return null;
        }

        return lists.Count == 0
            ? $"{party.Name} ({party.Number}) has the right, but is on no access list of {resource.Id}"
            : $"{party.Name} ({party.Number}) has the right and is on an access list of {resource.Id}, but not for '{action}'";
    }
}
