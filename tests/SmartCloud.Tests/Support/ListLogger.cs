using Microsoft.Extensions.Logging;

namespace SmartCloud.Tests.Support;

/// <summary>Keeps the events that are logged.</summary>
internal sealed class ListLogger<T> : ILogger<T>
{
    private readonly List<EventId> _events = [];
    private readonly List<string> _messages = [];

    public IReadOnlyList<EventId> Events => _events;

    public IReadOnlyList<string> Messages => _messages;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter
    )
    {
        _events.Add(eventId);
        _messages.Add(formatter(state, exception));
    }
}
