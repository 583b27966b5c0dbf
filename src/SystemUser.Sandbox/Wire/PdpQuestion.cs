namespace SystemUser.Sandbox.Wire;

/// <summary>
/// One question to the policy decision point: may this subject do this action on this resource?
/// A plain request asks one; each reference of a multi-request asks one.
/// </summary>
public sealed class PdpQuestion
{
    /// <summary>Initializes a question from its attributes, category by category.</summary>
    /// <param name="subject">The attributes of the access subject.</param>
    /// <param name="action">The attributes of the action.</param>
    /// <param name="resource">The attributes of the resource, the party among them.</param>
    public PdpQuestion(
        IReadOnlyList<PdpAttributeValue> subject,
        IReadOnlyList<PdpAttributeValue> action,
        IReadOnlyList<PdpAttributeValue> resource
    )
    {
        Subject = subject;
        Action = action;
        Resource = resource;
    }

    /// <summary>Gets the attributes of the access subject.</summary>
    public IReadOnlyList<PdpAttributeValue> Subject { get; }

    /// <summary>Gets the attributes of the action.</summary>
    public IReadOnlyList<PdpAttributeValue> Action { get; }

    /// <summary>Gets the attributes of the resource, the party among them.</summary>
    public IReadOnlyList<PdpAttributeValue> Resource { get; }

    /// <summary>Gets the id of the system user, or <see langword="null"/> if the subject is not one.</summary>
    public string? SystemUserId => Find(Subject, PdpAttributeIds.SystemUser);

    /// <summary>Gets the action, such as <c>read</c>, or <see langword="null"/> if there is none.</summary>
    public string? ActionId => Find(Action, PdpAttributeIds.Action);

    /// <summary>
    /// Gets the id of the resource in the resource registry, or <see langword="null"/> if there is none.
    /// An app named by organization and app reads <c>app_{org}_{app}</c>.
    /// </summary>
    public string? ResourceId =>
        Find(Resource, PdpAttributeIds.Resource)
        ?? (
            Find(Resource, PdpAttributeIds.Org) is { } org && Find(Resource, PdpAttributeIds.App) is { } app
                ? $"app_{org}_{app}"
                : null
        );

    /// <summary>
    /// Gets the party whose data it is, in the spelling of the request: an organization number, or else a party
    /// uuid, a party id or a national identity number; <see langword="null"/> if there is none.
    /// </summary>
    public string? Party =>
        PdpAttributeIds.Parties.Select(id => Find(Resource, id)).FirstOrDefault(value => value is not null);

    /// <summary>Returns the question in words.</summary>
    /// <returns>A clause such as <c>may system user … 'read' on 'ske-krav-og-betalinger' for party 310904473</c>.</returns>
    public override string ToString() =>
        $"may system user {SystemUserId ?? "(none)"} '{ActionId ?? "(no action)"}' on "
        + $"'{ResourceId ?? "(no resource)"}' for party {Party ?? "(none)"}";

    private static string? Find(IReadOnlyList<PdpAttributeValue> attributes, string id)
    {
        foreach (var attribute in attributes)
        {
            if (string.Equals(attribute.Id, id, StringComparison.Ordinal))
            {
                return attribute.Value;
            }
        }

        return null;
    }
}
