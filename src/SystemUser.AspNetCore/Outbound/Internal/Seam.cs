using System.Diagnostics.CodeAnalysis;

namespace SystemUser.AspNetCore.Outbound.Internal;

/// <summary>Calls code that may hang or block, apart from whoever waits for it, and gives a call up when its time is over.</summary>
/// <remarks>
/// A call that was given up may never end. So that such calls cannot use up the process, none is made while eight of them are
/// alive; and those that block take few of the threads that all requests share, and eight of their own at most.
/// </remarks>
/// <param name="name">What is called, as it stands at the start of a sentence in the log.</param>
[SuppressMessage("Design", "CA1001", Justification = "A semaphore owns nothing unless its wait handle is asked for.")]
internal sealed class Seam(string name)
{
    private const int MostGivenUp = 8;

    private readonly SemaphoreSlim _sharedThreads = new(Math.Max(1, Environment.ProcessorCount - 1));
    private readonly SemaphoreSlim _ownThreads = new(MostGivenUp);
    private int _givenUp;

    /// <summary>Calls.</summary>
    /// <exception cref="ServiceException">Eight calls that were given up have not ended yet.</exception>
    /// <exception cref="OperationCanceledException">Time is over.</exception>
    public async Task<T> CallAsync<T>(Func<CancellationToken, Task<T>> call, CancellationToken budget)
    {
        if (Volatile.Read(ref _givenUp) >= MostGivenUp)
        {
            throw new ServiceException($"{name} is not called: {MostGivenUp} calls that were given up have not ended.")
            {
                IsTransient = true,
            };
        }

        var running = SharedWork.Run(() => BeginAsync(call, budget));
        try
        {
            return await running.WaitAsync(budget);
        }
        catch (OperationCanceledException) when (!running.IsCompleted)
        {
            Interlocked.Increment(ref _givenUp);
            _ = running.ContinueWith(
                late =>
                {
                    _ = late.Exception; // heard, though nobody waits for it
                    Interlocked.Decrement(ref _givenUp);
                },
                CancellationToken.None,
                TaskContinuationOptions.ExecuteSynchronously,
                TaskScheduler.Default
            );
            throw;
        }
    }

    /// <summary>Begins a call. What does not block has begun within microseconds, and leaves the thread to the next.</summary>
    private async Task<T> BeginAsync<T>(Func<CancellationToken, Task<T>> call, CancellationToken budget)
    {
        if (_sharedThreads.Wait(0, CancellationToken.None))
        {
            return await Begin(_sharedThreads);
        }

        await _ownThreads.WaitAsync(budget);
        return await Task
            .Factory.StartNew(
                () => Begin(_ownThreads),
                CancellationToken.None,
                TaskCreationOptions.LongRunning,
                TaskScheduler.Default
            )
            .Unwrap();

        Task<T> Begin(SemaphoreSlim threads)
        {
            try
            {
                return call(budget);
            }
            finally
            {
                threads.Release();
            }
        }
    }
}

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
