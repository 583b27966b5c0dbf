using SystemUser.Sandbox.Wire.Internal.Http;
using SystemUser.Sandbox.World.Internal;
using SystemUser.Sandbox.World.Internal.Access;
using SystemUser.Sandbox.World.Internal.Model;

namespace SystemUser.Sandbox.AccessManagement.Internal;

/// <summary>Finds out which person calls, and for which organization.</summary>
internal sealed class PortalCallers(WorldStore store, ApiCallers callers)
{
    /// <summary>The caller, who need not have a role in the organization: operations see to that.</summary>
    public Result<PortalCaller> Find(HttpRequest request, string party) =>
        !callers.FindPerson(request, PortalScopes.Portal).Is(out var pid, out var problem) ? problem
        : store.Current.FindOrganization(party) is { } organization ? new PortalCaller(pid, organization)
        : Problems.PartyNotFound;

    /// <summary>The caller, who governs the organization. Altinn asks its decision point first, which knows no unknown organization either.</summary>
    public Result<PortalCaller> FindGovernor(HttpRequest request, string party) =>
        !Find(request, party).Is(out var caller, out var problem)
            ? problem == Problems.PartyNotFound
                ? SandboxProblems.NotGovernor
                : problem
            : Authority.Governs(store.Current, caller.Pid, caller.Party)
                ? caller
                : SandboxProblems.NotGovernor;
}

/// <summary>A person in Altinn's portal.</summary>
/// <param name="Pid">The identity number.</param>
/// <param name="Party">The organization that the person acts for.</param>
internal sealed record PortalCaller(string Pid, Organization Party);

/// <summary>The scopes of people's tokens.</summary>
internal static class PortalScopes
{
    /// <summary>What Altinn's own portal has.</summary>
    public const string Portal = "altinn:portal/enduser";

    public const string ClientsRead = "altinn:clientdelegations.read";

    public const string ClientsWrite = "altinn:clientdelegations.write";
}
