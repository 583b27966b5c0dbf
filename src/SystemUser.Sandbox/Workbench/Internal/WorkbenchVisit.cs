using SystemUser.Sandbox.Faults.Internal;
using SystemUser.Sandbox.Time.Internal;
using SystemUser.Sandbox.Wire.Internal;
using SystemUser.Sandbox.World.Internal;

namespace SystemUser.Sandbox.Workbench.Internal;

/// <summary>What every page of one visit knows.</summary>
internal sealed class WorkbenchVisit(
    WorldStore store,
    FaultSwitches switches,
    WireAddress address,
    SandboxClock sandboxClock
)
{
    /// <summary>The field that shows that a form came from a page of this visitor's.</summary>
    public string FormTokenName { get; set; } = "";

    public string FormToken { get; set; } = "";

    /// <summary>The world as the page shows it: one moment of it.</summary>
    public WorldState World { get; } = store.Current;

    /// <summary>Where the sandbox listens, without a slash at the end.</summary>
    public string Sandbox { get; } = address.At("");

    /// <summary>The faults that are switched on.</summary>
    public IReadOnlyList<(string Service, ServiceFault Fault)> Faults { get; } = switches.Active();

    /// <summary>How far the sandbox's clock has been moved.</summary>
    public TimeSpan ClockOffset { get; } = sandboxClock.Offset;

    public DateTimeOffset Now { get; } = sandboxClock.GetUtcNow();

    public string NameOf(string? organization) => World.Organizations.Find(organization)?.Name ?? organization ?? "";
}
