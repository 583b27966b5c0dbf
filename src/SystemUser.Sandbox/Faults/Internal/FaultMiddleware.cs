using System.Globalization;

namespace SystemUser.Sandbox.Faults.Internal;

/// <summary>Makes the services fail that have been told to.</summary>
internal sealed class FaultMiddleware(RequestDelegate next, FaultSwitches switches, TimeProvider clock)
{
    public async Task InvokeAsync(HttpContext context)
    {
        var fault = FaultServices.Of(context.Request.Path) is { } service ? switches.Find(service) : null;
        switch (fault?.Kind)
        {
            case FaultKind.Gone:
                context.Abort();
                return;
            case FaultKind.Status:
                context.Response.StatusCode = fault.Status;
                if (fault.RetryAfter is { } seconds)
                {
                    context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
                }

                return;
            case FaultKind.Slow:
                try
                {
                    await Task.Delay(fault.Delay, clock, context.RequestAborted);
                }
                catch (OperationCanceledException)
                {
                    // The caller has hung up; nobody is there to answer.
                    return;
                }

                break;
        }

        await next(context);
    }
}
