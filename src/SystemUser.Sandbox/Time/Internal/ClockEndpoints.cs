using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.DependencyInjection.Extensions;
using SystemUser.Sandbox.Wire.Internal.Http;

namespace SystemUser.Sandbox.Time.Internal;

/// <summary>Tells and moves the sandbox's clock.</summary>
internal static class ClockEndpoints
{
    private const string Path = "/sandbox/clock";

    /// <summary>Puts a clock that can be moved before the one that is there.</summary>
    public static IServiceCollection AddSandboxClock(this IServiceCollection services)
    {
        var before = services.LastOrDefault(service => service.ServiceType == typeof(TimeProvider));
        var inner = before?.ImplementationInstance as TimeProvider ?? TimeProvider.System;
        var clock = inner as SandboxClock ?? new SandboxClock(inner);
        services.AddSingleton(clock);
        return services.Replace(ServiceDescriptor.Singleton<TimeProvider>(clock));
    }

    public static void MapSandboxClock(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet(Path, Tell);
        endpoints.MapPut(Path, MoveAsync);
        endpoints.MapDelete(Path, Restore);
    }

    private static IResult Tell(SandboxClock clock) => Answers.Ok(ClockView.Of(clock), ClockJson.Default.ClockView);

    private static async Task<IResult> MoveAsync(
        HttpRequest request,
        SandboxClock clock,
        CancellationToken cancellationToken
    )
    {
        var body = await JsonBody.ReadAsync(request, ClockJson.Default.ClockOrder, cancellationToken);
        if (!body.Is(out var order, out var problem))
        {
            return problem.ToResult();
        }

        return
            order.BySeconds is { } seconds
            && Math.Abs((double)seconds) <= SandboxClock.Furthest.TotalSeconds
            && clock.TryMove(TimeSpan.FromSeconds(seconds))
            ? Tell(clock)
            : SandboxProblems
                .BodyInvalid.With(
                    $"bySeconds must be a number, and move the clock at most {SandboxClock.Furthest.Days} days."
                )
                .ToResult();
    }

    private static IResult Restore(SandboxClock clock)
    {
        clock.Restore();
        return Results.NoContent();
    }
}

/// <summary>How far to move the clock.</summary>
internal sealed record ClockOrder(long? BySeconds);

/// <summary>The clock as it stands.</summary>
internal sealed record ClockView(DateTimeOffset Now, long OffsetSeconds)
{
    public static ClockView Of(SandboxClock clock) => new(clock.GetUtcNow(), (long)clock.Offset.TotalSeconds);
}

/// <summary>The JSON of the clock.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(ClockOrder))]
[JsonSerializable(typeof(ClockView))]
internal sealed partial class ClockJson : JsonSerializerContext;
