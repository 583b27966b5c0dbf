using System.Reflection;
using Microsoft.Extensions.Logging;
using SystemUser.AspNetCore.Tests.Conventions;

namespace SystemUser.AspNetCore.Tests.Diagnostics;

/// <summary>docs/telemetry.md lists every log event of the package, in the order of their ids.</summary>
public sealed class TelemetryDocumentTests
{
    private static readonly LoggerMessageAttribute[] s_events =
    [
        .. typeof(SystemUserBuilder)
            .Assembly.GetTypes()
            .SelectMany(type => type.GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic))
            .Select(method => method.GetCustomAttribute<LoggerMessageAttribute>())
            .OfType<LoggerMessageAttribute>()
            .OrderBy(logEvent => logEvent.EventId),
    ];

    [Fact]
    public void The_telemetry_document_lists_every_log_event()
    {
        var rows = s_events.Select(logEvent =>
            $"| {logEvent.EventId} | `{logEvent.EventName}` | {logEvent.Level} | {logEvent.Message.Replace("|", "\\|")} |"
        );

        var document = File.ReadAllText(Path.Combine(SourceTree.Root, "../../docs/telemetry.md"))
            .ReplaceLineEndings("\n");

        document.ShouldContain(string.Join('\n', rows), Case.Sensitive, "Paste these rows into docs/telemetry.md.");
    }

    [Fact]
    public void Every_log_event_has_a_name_and_an_id_within_its_range()
    {
        s_events.Select(logEvent => logEvent.EventId).ShouldBeUnique();
        s_events.Select(logEvent => logEvent.EventName).ShouldBeUnique();
        s_events.ShouldAllBe(logEvent => logEvent.EventId >= 1000 && logEvent.EventId < 5000);
        s_events.ShouldAllBe(logEvent => !string.IsNullOrEmpty(logEvent.EventName));
    }
}
