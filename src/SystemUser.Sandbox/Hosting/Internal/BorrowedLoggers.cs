namespace SystemUser.Sandbox.Hosting.Internal;

/// <summary>Lets the sandbox log where the app logs.</summary>
internal sealed class BorrowedLoggers(ILoggerFactory loggers) : ILoggerProvider
{
    public ILogger CreateLogger(string categoryName) => loggers.CreateLogger(categoryName);

    public void Dispose() { }
}
