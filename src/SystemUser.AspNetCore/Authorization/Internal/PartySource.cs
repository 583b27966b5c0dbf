namespace SystemUser.AspNetCore.Authorization.Internal;

/// <summary>Where the party of a right is taken from: one place in the request, or a resolver of the app's, or else the token.</summary>
/// <param name="Place">The place, if it is one.</param>
/// <param name="Resolver">The resolver's type, if it is one.</param>
internal sealed record PartySource(RequestPlace? Place, Type? Resolver = null)
{
    public static PartySource Owner { get; } = new(Place: null);

    public bool IsOwner => Place is null && Resolver is null;

    /// <summary>Returns the source in words, for answers and logs.</summary>
    public override string ToString() =>
        Place?.ToString()
        ?? (Resolver is null ? "the token: the system user's owner" : $"the resolver {Resolver.Name}");
}
