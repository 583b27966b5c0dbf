namespace SystemUser.AspNetCore.Outbound.Internal;

/// <summary>Runs what is done for many apart from the request of whoever needed it first: not on its thread, and with nothing of its context.</summary>
internal static class SharedWork
{
    public static Task Run(Func<Task> work) =>
        Run(async () =>
        {
            await work();
            return true;
        });

    public static Task<T> Run<T>(Func<Task<T>> work)
    {
        if (ExecutionContext.IsFlowSuppressed())
        {
            return Task.Run(work);
        }

        var flow = ExecutionContext.SuppressFlow();
        var running = Task.Run(work);
        flow.Undo();
        return running;
    }
}
