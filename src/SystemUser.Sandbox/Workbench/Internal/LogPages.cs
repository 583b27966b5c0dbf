using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using SystemUser.Sandbox.DecisionLog.Internal;
using SystemUser.Sandbox.Traffic.Internal;
using SystemUser.Sandbox.Workbench.Pages;
using SystemUser.Sandbox.Workbench.Pages.Parts;

namespace SystemUser.Sandbox.Workbench.Internal;

/// <summary>The log: everything asked and refused, one call of it, and all of one trace.</summary>
internal sealed class LogPages(CallRing log, DecisionRing decisions)
{
    /// <summary>The header that tells the page which call was the last that it has been told of.</summary>
    private const string LastHeader = "Workbench-Last";

    private const int MostAtOnce = 200;

    private static readonly LogJson s_json = new(
        new JsonSerializerOptions(JsonSerializerDefaults.Web)
        {
            WriteIndented = true,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        }
    );

    public void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet(WorkbenchRoutes.Root, ShowLog);
        pages.MapGet(WorkbenchRoutes.Log, () => WorkbenchAnswers.See(WorkbenchRoutes.Root));
        pages.MapGet(WorkbenchRoutes.LogRows, ShowRows);
        pages.MapGet(WorkbenchRoutes.LogExport, Export);
        pages.MapGet(WorkbenchRoutes.Log + "/{number:long}", ShowCall);
        pages.MapGet(WorkbenchRoutes.Traces + "/{id}", ShowTrace);
        pages.MapPost(WorkbenchRoutes.LogClear, Clear);
    }

    private static IResult ShowLog(HttpRequest request, long? before) =>
        WorkbenchAnswers.Show<Log>(new LogView(LogFilter.Read(request.Query), before ?? long.MaxValue));

    private IResult ShowRows(HttpRequest request, long? after)
    {
        var filter = LogFilter.Read(request.Query);
        var last = log.Last;
        request.HttpContext.Response.Headers[LastHeader] = last.ToString(CultureInfo.InvariantCulture);
        return WorkbenchAnswers.Show<CallRows>(
            log.Between(after ?? last, last + 1).Where(filter.Takes).Take(MostAtOnce).ToList()
        );
    }

    private IResult ShowCall(long number) =>
        log.Find(number) is { } call
            ? WorkbenchAnswers.Show<Call>(call)
            : WorkbenchAnswers.Refuse(WorkbenchProblems.CallNotFound);

    private IResult ShowTrace(string id)
    {
        return WorkbenchAnswers.Show<Trace>(
            new TraceView(
                id,
                [
                    .. log.Between(0, long.MaxValue)
                        .Where(call => Is(call.TraceId) || Is(call.CorrelationId))
                        .Reverse()
                        .Take(MostAtOnce),
                ]
            )
        );

        bool Is(string? name) => string.Equals(name, id, StringComparison.OrdinalIgnoreCase);
    }

    private IResult Export(HttpRequest request)
    {
        var filter = LogFilter.Read(request.Query);
        request.HttpContext.Response.Headers.ContentDisposition = "attachment; filename=\"sandbox-log.json\"";
        return Results.Json(log.Between(0, long.MaxValue).Where(filter.Takes), s_json.IEnumerableLoggedCall);
    }

    private IResult Clear()
    {
        log.Clear();
        decisions.Clear();
        return WorkbenchAnswers.See(WorkbenchRoutes.Root);
    }
}

/// <summary>A page of the log.</summary>
/// <param name="Filter">Which calls are shown.</param>
/// <param name="Before">What their numbers are less than.</param>
internal sealed record LogView(LogFilter Filter, long Before);

/// <summary>All calls of one trace, in their order.</summary>
internal sealed record TraceView(string Id, IReadOnlyList<LoggedCall> Calls);

/// <summary>How the log is exported.</summary>
[JsonSerializable(typeof(IEnumerable<LoggedCall>))]
internal sealed partial class LogJson : JsonSerializerContext;
