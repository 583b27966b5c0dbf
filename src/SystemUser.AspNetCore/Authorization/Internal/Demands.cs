using Microsoft.AspNetCore.Authorization;

namespace SystemUser.AspNetCore.Authorization.Internal;

/// <summary>Everything that one authorization demands through the package's requirements, taken together.</summary>
internal sealed class Demands
{
    private readonly List<IAuthorizationRequirement> _requirements = [];
    private readonly List<IReadOnlyList<string>> _scopes = [];
    private readonly List<SystemUserRightRequirement> _rights = [];

    private Demands() { }

    public bool NeedsSystemUser { get; private set; }

    /// <summary>Gets whether the endpoint takes one of the package's values as a parameter.</summary>
    public bool HasParameters { get; private set; }

    /// <summary>Gets whether the endpoint takes the one party that its rights are checked for.</summary>
    public bool NeedsParty { get; private set; }

    /// <summary>Gets the package's own requirements.</summary>
    public IReadOnlyList<IAuthorizationRequirement> Requirements => _requirements;

    /// <summary>Gets the scopes demanded beside <c>RequiredScopes</c>: one of each list.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Scopes => _scopes;

    public IReadOnlyList<SystemUserRightRequirement> Rights => _rights;

    /// <summary>Collects the demands among some requirements; <see langword="null"/> if none of them is the package's.</summary>
    public static Demands? Of(IEnumerable<IAuthorizationRequirement> requirements)
    {
        Demands? demands = null;
        foreach (var requirement in requirements)
        {
            if (requirement is ITokenDemand demand)
            {
                (demands ??= new Demands()).Add(requirement, demand);
            }
        }

        return demands;
    }

    private void Add(IAuthorizationRequirement requirement, ITokenDemand demand)
    {
        _requirements.Add(requirement);
        NeedsSystemUser |= demand.NeedsSystemUser;
        HasParameters |= requirement is ParameterRequirement;
        NeedsParty |= requirement is ParameterRequirement { Kind: ParameterKind.Party };
        if (demand.AnyOfScopes.Count > 0)
        {
            _scopes.Add(demand.AnyOfScopes);
        }

        if (requirement is SystemUserRightRequirement right)
        {
            _rights.Add(right);
        }
    }
}
