namespace KravOgBetalingerApi.Operations;

/// <summary>A refused start is no crash: it is told in words, with exit code 1, where an unhandled exception would abort the process.</summary>
internal sealed class RefusedStart
{
    private CancellationToken _started;

    private RefusedStart() { }

    /// <summary>Explains from now on.</summary>
    public static RefusedStart Explain()
    {
        var start = new RefusedStart();
        AppDomain.CurrentDomain.UnhandledException += start.Tell;
        return start;
    }

    /// <summary>Explains until the app has started.</summary>
    public void EndsWith(CancellationToken started) => _started = started;

    private void Tell(object sender, UnhandledExceptionEventArgs unhandled)
    {
        if (unhandled.ExceptionObject is Exception refusal && !_started.IsCancellationRequested)
        {
            Console.Error.WriteLine($"The start was refused. {refusal.Message}");
            Environment.Exit(1);
        }
    }
}
