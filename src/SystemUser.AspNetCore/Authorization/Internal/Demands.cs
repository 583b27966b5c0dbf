using Microsoft.AspNetCore.Authorization;
using SystemUser.AspNetCore.Authorization.Internal.Binding;

namespace SystemUser.AspNetCore.Authorization.Internal;

/// <summary>Everything that one authorization demands through the package's requirements, taken together.</summary>
internal sealed class Demands
{
    private IReadOnlyList<string>[] _scopes = [];
    private IReadOnlyList<SystemUserRightRequirement>[] _rights = [];
    private string? _or;
    private bool _isOrMixed;
    private bool _hasDemand;

    private Demands() { }

    /// <summary>Gets the policy that satisfies the demands too; <see langword="null"/> if there is none that satisfies all of them.</summary>
    public string? Or => _isOrMixed ? null : _or;

    public bool NeedsSystemUser { get; private set; }

    /// <summary>Gets whether the endpoint takes one of the package's values as a parameter.</summary>
    public bool HasParameters { get; private set; }

    /// <summary>Gets whether the endpoint takes the one party that its rights are checked for.</summary>
    public bool NeedsParty { get; private set; }

    /// <summary>Gets the scopes demanded beside <c>RequiredScopes</c>: one of each list.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Scopes => _scopes;

    /// <summary>Gets the rights demanded: one of each list.</summary>
    public IReadOnlyList<IReadOnlyList<SystemUserRightRequirement>> Rights => _rights;

    /// <summary>Gets every right that is demanded, be it as one of several.</summary>
    public IEnumerable<SystemUserRightRequirement> EveryRight => Rights.SelectMany(anyOf => anyOf);

    /// <summary>Collects the demands among some requirements; <see langword="null"/> if none of them is the package's.</summary>
    public static Demands? Of(IEnumerable<IAuthorizationRequirement> requirements)
    {
        Demands? demands = null;
        foreach (var requirement in requirements)
        {
            if (requirement is ITokenDemand demand)
            {
                (demands ??= new Demands()).Add(demand);
            }
        }

        return demands;
    }

    /// <summary>Gets the policy that satisfies the demands among some requirements too.</summary>
    public static string? OrOf(IReadOnlyList<IAuthorizationRequirement> requirements)
    {
        for (var i = 0; i < requirements.Count; i++) // once in every request
        {
            if (requirements[i] is IRightDemand demand && demand.AnyOf[0].Or is not null)
            {
                return Of(requirements)!.Or;
            }
        }

        return null;
    }

    private void Add(ITokenDemand demand)
    {
        var or = (demand as IRightDemand)?.AnyOf[0].Or;
        _isOrMixed |= _hasDemand && or != _or;
        _or = or;
        _hasDemand = true;
        NeedsSystemUser |= demand.NeedsSystemUser;
        if (demand.AnyOfScopes.Count > 0)
        {
            _scopes = [.. _scopes, demand.AnyOfScopes];
        }

        if (demand is IRightDemand right)
        {
            _rights = [.. _rights, right.AnyOf];
        }
        else if (demand is MaskinportenTokenRequirement parameter)
        {
            HasParameters = true;
            NeedsParty |= parameter.Kind is ParameterKind.Party;
        }
    }
}

/// <summary>Looks through requirements, which is done several times in every request: a policy has a list of them, which needs no enumerator.</summary>
internal static class AuthorizationRequirementExtensions
{
    public static bool IsAny(
        this IEnumerable<IAuthorizationRequirement> requirements,
        Func<IAuthorizationRequirement, bool> isOne
    )
    {
        if (requirements is not IReadOnlyList<IAuthorizationRequirement> list)
        {
            return requirements.Any(isOne);
        }

        for (var i = 0; i < list.Count; i++)
        {
            if (isOne(list[i]))
            {
                return true;
            }
        }

        return false;
    }
}

/// <summary>What a requirement of the package demands of the token.</summary>
internal interface ITokenDemand
{
    bool NeedsSystemUser { get; }

    /// <summary>Gets the scopes of which the token must hold one; empty when none is demanded beside <c>RequiredScopes</c>.</summary>
    IReadOnlyList<string> AnyOfScopes { get; }
}

/// <summary>What a requirement of the package demands of the system user: one of several rights, which differ in the resource alone.</summary>
internal interface IRightDemand : ITokenDemand
{
    IReadOnlyList<SystemUserRightRequirement> AnyOf { get; }
}
