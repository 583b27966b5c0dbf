using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using SystemUser.Sandbox.Wire.Internal.Http;

namespace SystemUser.Sandbox.DecisionLog.Internal;

/// <summary>The decision log as JSON.</summary>
internal static class DecisionEndpoints
{
    private const string Path = "/sandbox/decisions";
    private const int DefaultLimit = 100;

    public static IServiceCollection AddDecisionLog(this IServiceCollection services) =>
        services.AddSingleton<DecisionRing>();

    public static void MapDecisionLog(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet(Path, List);
        endpoints.MapDelete(Path, Clear);
    }

    private static IResult Clear(DecisionRing log)
    {
        log.Clear();
        return Results.NoContent();
    }

    private static IResult List(DecisionRing log, HttpRequest request)
    {
        var query = request.Query;
        if (
            !Number("after", 0, long.MaxValue, out var after)
            || !Number("limit", DefaultLimit, DecisionRing.Capacity, out var limit)
        )
        {
            return SandboxProblems
                .ParameterInvalid.With(
                    $"after and limit must be whole numbers; limit is at most {DecisionRing.Capacity}."
                )
                .ToResult();
        }

        return Answers.Ok(
            log.After(after)
                .Reverse()
                .Where(entry =>
                    Fits("systemUser", entry.SystemUser)
                    && Fits("party", entry.Party)
                    && Fits("resource", entry.Resource)
                    && Fits("decision", entry.Decision)
                )
                .Take((int)limit),
            DecisionJson.Default.IEnumerableLoggedDecision
        );

        bool Fits(string name, string? value) =>
            query[name] is not [{ Length: > 0 } sought, ..]
            || string.Equals(value, sought, StringComparison.OrdinalIgnoreCase);

        bool Number(string name, long absent, long greatest, out long value)
        {
            value = absent;
            return query[name] is not [var text, ..]
                || (
                    long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value) && value <= greatest
                );
        }
    }
}

/// <summary>How the decision log is written as JSON.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(IEnumerable<LoggedDecision>))]
internal sealed partial class DecisionJson : JsonSerializerContext;
