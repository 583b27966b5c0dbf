using System.Globalization;
using SystemUser.Sandbox.Wire;
using SystemUser.Sandbox.Wire.Internal.Http;
using SystemUser.Sandbox.Wire.Internal.Xacml;
using SystemUser.Sandbox.World.Internal;

namespace SystemUser.Sandbox.Faults.Internal;

/// <summary>Makes the services fail that have been told to.</summary>
internal sealed class FaultMiddleware(
    RequestDelegate next,
    FaultSwitches switches,
    WorldStore store,
    TimeProvider clock
)
{
    private const string ProxyPage = "<!DOCTYPE html><html><head><title>Please wait</title></head><body></body></html>";

    // One for what was asked, and one for what was not.
    private static readonly PdpResult[] s_wrong = [PdpResult.Permit(), PdpResult.Permit()];
    private static readonly PdpResult[] s_indeterminate = [PdpResult.Indeterminate()];

    public async Task InvokeAsync(HttpContext context)
    {
        var fault = FaultServices.Of(context.Request.Path) is { } service ? switches.Find(service) : null;
        if (fault is null || !await StrikesAsync(fault, context))
        {
            await next(context);
            return;
        }

        CallNotes.Of(context).Fault = fault.ToString();
        if (fault.RetryAfter is { } seconds && fault.Kind == FaultKind.Status)
        {
            context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        }

        switch (fault.Kind)
        {
            case FaultKind.Gone:
                CallNotes.Of(context).IsCut = true;
                context.Abort();
                return;
            case FaultKind.Status:
                context.Response.StatusCode = fault.Status;
                return;
            case FaultKind.Garbled:
                context.Response.ContentType = "text/html";
                await context.Response.WriteAsync(ProxyPage, context.RequestAborted);
                return;
            case FaultKind.Indeterminate:
                await DecideAsync(context, s_indeterminate);
                return;
            case FaultKind.Wrong:
                await DecideAsync(context, s_wrong);
                return;
            default:
                await next.AfterAsync(fault.Delay, clock, context);
                return;
        }
    }

    private async ValueTask<bool> StrikesAsync(ServiceFault fault, HttpContext context) =>
        (fault.Client is null || await FaultCaller.IsAsync(fault.Client, context.Request, store.Current))
        && fault.Strikes();

    private static async Task DecideAsync(HttpContext context, IReadOnlyList<PdpResult> results)
    {
        context.Response.ContentType = Answers.Json;
        XacmlWriter.Write(context.Response.BodyWriter, [], results);
        await context.Response.BodyWriter.FlushAsync(context.RequestAborted);
    }
}

/// <summary>Answers late.</summary>
internal static class LateAnswer
{
    public static async Task AfterAsync(
        this RequestDelegate next,
        TimeSpan delay,
        TimeProvider clock,
        HttpContext context
    )
    {
        try
        {
            await Task.Delay(delay, clock, context.RequestAborted);
        }
        catch (OperationCanceledException)
        {
            // The caller has hung up; nobody is there to answer.
            return;
        }

        await next(context);
    }
}
