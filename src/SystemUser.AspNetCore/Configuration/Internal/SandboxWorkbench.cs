using System.Diagnostics;
using Microsoft.Extensions.Hosting;

namespace SystemUser.AspNetCore.Configuration.Internal;

/// <summary>
/// The sandbox's workbench, where a developer sees why a request was refused. It is there for an app in Development that is configured for
/// <see cref="SystemUserEnvironment.Sandbox"/> on this machine; nothing that a caller sends brings it about.
/// </summary>
internal sealed class SandboxWorkbench(LiveOptions options, IHostEnvironment? environment = null)
{
    private const string CallName = "systemuser.pdp";

    private readonly bool _isDevelopment = environment?.IsDevelopment() == true;

    /// <summary>Gets the address that shows the trace of the request at hand; <see langword="null"/> where there is no workbench, or no trace.</summary>
    public string? TraceAddress =>
        Activity.Current is { IdFormat: ActivityIdFormat.W3C } activity && Address is { } address
            ? $"{address}/workbench/trace/{activity.TraceId}"
            : null;

    private string? Address =>
        _isDevelopment
        && options.Current is { Environment: SystemUserEnvironment.Sandbox, Altinn.BaseAddress: { } address }
        && Uri.TryCreate(address, UriKind.Absolute, out var uri)
        && uri.IsLoopback
            ? uri.GetLeftPart(UriPartial.Authority)
            : null;

    /// <summary>Starts what takes the place of a span that nobody listens to, so that the workbench finds the call by the trace of its request.</summary>
    public Activity? StartCall(ActivityContext parent) =>
        parent.TraceId == default || Address is null
            ? null
            : new Activity(CallName).SetParentId(parent.TraceId, parent.SpanId, ActivityTraceFlags.None).Start();
}
