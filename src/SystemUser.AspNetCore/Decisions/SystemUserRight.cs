using SystemUser.AspNetCore.Claims;

namespace SystemUser.AspNetCore.Decisions;

/// <summary>A right: an action on a resource.</summary>
/// <param name="Resource">The resource in Altinn's resource registry.</param>
/// <param name="Action">The action as the resource's policy writes it.</param>
/// <param name="Attributes">What else identifies the resource, such as an instance. Defaults to nothing.</param>
public readonly record struct SystemUserRight(
    ResourceId Resource,
    ActionId Action,
    ResourceAttributes Attributes = default
)
{
    /// <summary>Creates a right of its two names.</summary>
    /// <exception cref="FormatException">One of the names is malformed.</exception>
    public SystemUserRight(string resource, string action)
        : this(ResourceId.Parse(resource), ActionId.Parse(action)) { }

    /// <summary>Returns <c>resource/action</c>.</summary>
    public override string ToString() => $"{Resource}/{Action}";
}
