using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;

namespace Tests.Shared;

/// <summary>Short ways to say what was logged.</summary>
public static class FakeLogCollectorExtensions
{
    /// <summary>Gets the messages of the events of a name, with their level.</summary>
    public static string[] Of(this FakeLogCollector log, string eventName) =>
        [
            .. log.GetSnapshot()
                .Where(record => record.Id.Name == eventName)
                .Select(record => $"{record.Level}: {record.Message}"),
        ];

    /// <summary>Gets everything at a level or above, exceptions included.</summary>
    public static string All(this FakeLogCollector log, LogLevel least = LogLevel.Trace) =>
        string.Join(
            '\n',
            log.GetSnapshot()
                .Where(record => record.Level >= least)
                .Select(record => $"{record.Message} {record.Exception}")
        );
}
