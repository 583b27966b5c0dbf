namespace SystemUser.AspNetCore.Outbound.Internal;

/// <summary>Calls code that may hang or block, apart from whoever waits for it, and gives a call up when its time is over.</summary>
/// <remarks>A call that was given up may never end. So that they cannot use up the process, none is made while eight of them are alive.</remarks>
/// <param name="name">What is called, as it stands at the start of a sentence in the log.</param>
internal sealed class Seam(string name)
{
    private const int MostGivenUp = 8;

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

        var running = SharedWork.Run(() => call(budget));
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
}
