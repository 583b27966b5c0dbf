using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace SystemUser.AspNetCore.Tests.Authorization;

/// <summary>Keeps everything that an app logs.</summary>
internal sealed class RecordedLog : ILoggerProvider
{
    private readonly ConcurrentQueue<(LogLevel Level, EventId Event, string Text, Exception? Exception)> _entries =
        new();

    public IEnumerable<string> Texts => _entries.Select(entry => entry.Text);

    /// <summary>Gets the texts of the events of a name, with their level.</summary>
    public string[] Of(string eventName) =>
        [.. _entries.Where(entry => entry.Event.Name == eventName).Select(entry => $"{entry.Level}: {entry.Text}")];

    /// <summary>Gets everything at a level or above, exceptions included.</summary>
    public string All(LogLevel least = LogLevel.Trace) =>
        string.Join(
            '\n',
            _entries.Where(entry => entry.Level >= least).Select(entry => $"{entry.Text} {entry.Exception}")
        );

    public ILogger CreateLogger(string categoryName) => new Logger(this);

    public void Dispose() { }

    private sealed class Logger(RecordedLog log) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        ) => log._entries.Enqueue((logLevel, eventId, formatter(state, exception), exception));
    }
}
