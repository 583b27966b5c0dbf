using Microsoft.AspNetCore.Authorization;
using SystemUser.AspNetCore.Authorization.Internal;
using SystemUser.AspNetCore.Claims;
using SystemUser.AspNetCore.Decisions;

namespace SystemUser.AspNetCore.Authorization;

/// <summary>The requirement behind <see cref="RequireSystemUserRightAttribute"/>: what the attribute said when it was asked, unchanging.</summary>
public sealed class SystemUserRightRequirement : IAuthorizationRequirement, IRightDemand
{
    private readonly SystemUserRight _read;
    private readonly SystemUserRight _write;
    private readonly SystemUserRight? _stated;
    private readonly SystemUserRightRequirement[] _alone;

    /// <summary>Creates the requirement of an attribute.</summary>
    /// <param name="demand">The attribute; later changes to it are not seen.</param>
    public SystemUserRightRequirement(RequireSystemUserRightAttribute demand)
        : this(demand ?? throw new ArgumentNullException(nameof(demand)), demand.Resource, [demand.Resource]) { }

    /// <summary>Creates the requirement of a right that may be one of several: a fault of one is a fault of all.</summary>
    internal SystemUserRightRequirement(
        SystemUserRightDemandAttribute demand,
        string resource,
        IReadOnlyList<string> anyOf
    )
    {
        Resource = ResourceId.TryParse(resource, out var id) ? id : default;
        Action = ActionId.TryParse(demand.Action, out var action) ? action : null;
        Scopes = [.. demand.Scope?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? []];
        AllowClients = demand.AllowClients;
        Or = demand.Or;
        HidesParty = demand.HidePartyExistence;
        Party = DemandRules.PartyOf(demand);
        Instance = DemandRules.InstanceOf(demand);
        Faults = DemandRules.FaultsOf(demand, anyOf);
        _alone = [this];
        _read = new SystemUserRight(Resource, ActionId.Read);
        _write = new SystemUserRight(Resource, ActionId.Write);
        _stated = Action is { } stated ? new SystemUserRight(Resource, stated) : null;
    }

    /// <summary>Gets the resource.</summary>
    public ResourceId Resource { get; }

    /// <summary>Gets the action; <see langword="null"/> when it follows from the request's method.</summary>
    public ActionId? Action { get; }

    /// <summary>Gets the scopes of which the token must hold one, beside all of <c>RequiredScopes</c>; empty when there are none.</summary>
    public IReadOnlyList<string> Scopes { get; }

    /// <summary>Gets whether the party may be another than the owner.</summary>
    public bool AllowClients { get; }

    /// <summary>Gets the route value that holds the party's organization number; <see langword="null"/> when none does.</summary>
    public string? PartyFromRoute => NameIn(Party.Place, RequestPlaceKind.Route);

    /// <summary>Gets the query parameter that holds the party's organization number; <see langword="null"/> when none does.</summary>
    public string? PartyFromQuery => NameIn(Party.Place, RequestPlaceKind.Query);

    /// <summary>Gets the header that holds the party's organization number; <see langword="null"/> when none does.</summary>
    public string? PartyFromHeader => NameIn(Party.Place, RequestPlaceKind.Header);

    /// <summary>Gets the type of the <see cref="ISystemUserPartyResolver"/> that finds the party; <see langword="null"/> when none does.</summary>
    public Type? PartyFrom => Party.Resolver;

    /// <summary>Gets the attribute that an instance is asked about with; <see langword="null"/> when the right is on the resource as a whole.</summary>
    public string? InstanceType => Instance?.Type;

    /// <summary>Gets the route value that holds the instance; <see langword="null"/> when none does.</summary>
    public string? InstanceFromRoute => NameIn(Instance?.Place, RequestPlaceKind.Route);

    /// <summary>Gets the query parameter that holds the instance; <see langword="null"/> when none does.</summary>
    public string? InstanceFromQuery => NameIn(Instance?.Place, RequestPlaceKind.Query);

    /// <summary>Gets the header that holds the instance; <see langword="null"/> when none does.</summary>
    public string? InstanceFromHeader => NameIn(Instance?.Place, RequestPlaceKind.Header);

    /// <summary>Gets the name of the app's policy that satisfies the demand too; <see langword="null"/> when none does.</summary>
    public string? Or { get; }

    bool ITokenDemand.NeedsSystemUser => true;

    IReadOnlyList<string> ITokenDemand.AnyOfScopes => Scopes;

    IReadOnlyList<SystemUserRightRequirement> IRightDemand.AnyOf => _alone;

    internal PartySource Party { get; }

    internal InstanceSource? Instance { get; }

    /// <summary>Gets whether a party that is not the caller's is answered as none.</summary>
    internal bool HidesParty { get; }

    /// <summary>What is wrong with the demand itself. They stop the start; should it come to a request, nobody is let in.</summary>
    internal IReadOnlyList<StartFault> Faults { get; }

    /// <summary>Gets the action that is asked for with an HTTP method; <see langword="null"/> when none is stated and the method stands for none.</summary>
    public ActionId? ActionFor(string method)
    {
        ArgumentNullException.ThrowIfNull(method);
        return Action ?? ActionRule.Of(method);
    }

    /// <summary>Returns the right, for the framework's log of failed requirements.</summary>
    public override string ToString() => $"{nameof(SystemUserRightRequirement)}: {ToWords()}";

    internal string ToWords() => $"{Resource}/{Action?.ToString() ?? "(by method)"}";

    /// <summary>Gets the right that is asked for, given the action of the request's method, if it has one.</summary>
    internal SystemUserRight? RightFor(ActionId? byMethod) =>
        _stated
        ?? (
            byMethod is not { } action ? null
            : action == ActionId.Read ? _read
            : _write
        );

    private static string? NameIn(RequestPlace? place, RequestPlaceKind kind) =>
        place?.Kind == kind ? place.Name : null;
}
