namespace SystemUser.AspNetCore.Outbound.Internal;

/// <summary>Does what is done for many apart from the request of whoever needed it first: with nothing of its context.</summary>
internal static class SharedWork
{
    /// <summary>Runs work off the caller's thread.</summary>
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

    /// <summary>Begins work that waits before it does anything of others': what follows the wait runs off the caller's thread.</summary>
    public static Task Begin<TState>(TState state, Func<TState, Task> work)
    {
        if (ExecutionContext.IsFlowSuppressed())
        {
            return work(state);
        }

        var flow = ExecutionContext.SuppressFlow();
        try
        {
            return work(state);
        }
        finally
        {
            flow.Undo();
        }
    }
}
