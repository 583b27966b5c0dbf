using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace KravOgBetalingerApi.Tests.Support;

/// <summary>Everything that is logged, scopes and exceptions included.</summary>
internal sealed class CapturedLog : ILoggerProvider, ILogger
{
    private readonly ConcurrentQueue<string> _lines = new();

    public ILogger CreateLogger(string categoryName) => this;

    public void Log<TState>(
        LogLevel logLevel,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter
    ) => _lines.Enqueue($"{formatter(state, exception)} {exception}");

    public bool IsEnabled(LogLevel logLevel) => true;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull
    {
        _lines.Enqueue(state.ToString() ?? string.Empty);
        return null;
    }

    public override string ToString() => string.Join('\n', _lines);

    public void Dispose() { }
}
