using SystemUser.Sandbox.Wire;

namespace SystemUser.Sandbox.Authorization.Internal;

/// <summary>The one instance of a resource that a question is about.</summary>
/// <remarks>Source: Altinn/altinn-authorization-tmp, <c>ContextHandler.GetResourceAttributeValues</c>.</remarks>
/// <param name="Urn">Its URN.</param>
/// <param name="AppInstance">The id of an app's instance by itself, if it is one.</param>
internal sealed record AskedInstance(string Urn, string? AppInstance)
{
    private const string AppPrefix = PdpAttributeIds.Instance + ":";

    /// <summary>The instance; <see langword="null"/> if the question is about the whole resource. Of two, the last counts.</summary>
    public static AskedInstance? Of(PdpQuestion question)
    {
        AskedInstance? found = null;
        foreach (var attribute in question.Resource.DistinctBy(attribute => attribute.Id, StringComparer.Ordinal))
        {
            var value = attribute.Value ?? "";
            found = attribute.Id switch
            {
                PdpAttributeIds.Instance when IdIn(value) is { } id => new(AppPrefix + value, id),
                PdpAttributeIds.ResourceInstance when value.Length > 0 => new(
                    value,
                    value.Split(AppPrefix) is [_, var rest] ? IdIn(rest) ?? found?.AppInstance : found?.AppInstance
                ),
                _ => found,
            };
        }

        return found;
    }

    /// <summary>Whether something that was given for an instance was given for this one.</summary>
    public bool Is(string instance) =>
        instance.Equals(Urn, StringComparison.OrdinalIgnoreCase)
        || (AppInstance is { Length: > 0 } id && instance.Equals(id, StringComparison.OrdinalIgnoreCase));

    private static string? IdIn(string appInstance) => appInstance.Split('/') is [_, var id] ? id : null;
}
