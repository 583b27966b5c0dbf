using System.ComponentModel;
using System.Globalization;
using Microsoft.AspNetCore.Components;
using SystemUser.Sandbox.Traffic.Internal;
using SystemUser.Sandbox.Workbench.Internal;

namespace SystemUser.Sandbox.Workbench.Pages;

/// <summary>What the workbench's pages have in common. Pages are public because Razor makes them so; they are not part of the sandbox's API.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class WorkbenchComponent : ComponentBase
{
    /// <summary>Gets or sets what the page shows. Its types are internal, and a parameter must be public.</summary>
    [Parameter]
    public object? Model { get; set; }

    /// <summary>Gets or sets what has just been done, by the word in the address.</summary>
    [Parameter]
    public string? What { get; set; }

    /// <summary>Gets or sets what is wrong with what was filled in.</summary>
    [Parameter]
    public string? Problem { get; set; }

    [Inject]
    private protected WorkbenchVisit Visit { get; set; } = null!;

    [Inject]
    private protected TimeProvider Time { get; set; } = null!;

    /// <summary>A time of day, as the machine's clock has it.</summary>
    private protected string Moment(DateTimeOffset time) =>
        Local(time).ToString("HH:mm:ss.fff", CultureInfo.InvariantCulture);

    private protected string Day(DateTimeOffset time) =>
        Local(time).ToString("yyyy-MM-dd HH:mm:ss zzz", CultureInfo.InvariantCulture);

    private protected static string Number(double number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private protected static string Milliseconds(LoggedCall call) =>
        call.Method is null ? ""
        : call.Milliseconds < 10 ? call.Milliseconds.ToString("0.0", CultureInfo.InvariantCulture)
        : Number(call.Milliseconds);

    /// <summary>The class of a call's outcome: what it means at a glance.</summary>
    private protected static string Tone(LoggedCall call) =>
        call.Fault is not null ? "fault"
        : call.IsGood ? "good"
        : "bad";

    private DateTimeOffset Local(DateTimeOffset time) => TimeZoneInfo.ConvertTime(time, Time.LocalTimeZone);
}
