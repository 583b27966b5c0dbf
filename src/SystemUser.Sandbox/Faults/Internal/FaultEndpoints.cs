using System.Text.Json;
using System.Text.Json.Serialization;
using SystemUser.Sandbox.Wire.Internal.Http;

namespace SystemUser.Sandbox.Faults.Internal;

/// <summary>Switches faults on and off.</summary>
internal static class FaultEndpoints
{
    private const string Path = "/sandbox/faults";

    public static IServiceCollection AddFaults(this IServiceCollection services) =>
        services.AddSingleton<FaultSwitches>();

    public static void MapFaults(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet(Path, List);
        endpoints.MapPut(Path + "/{service}", PutAsync);
        endpoints.MapDelete(Path + "/{service}", Delete);
        endpoints.MapDelete(Path, DeleteAll);
    }

    private static IResult List(FaultSwitches switches) =>
        Answers.Ok(
            FaultServices.Names.Select(service => FaultView.Of(service, switches.Find(service))),
            FaultJson.Default.IEnumerableFaultView
        );

    private static async Task<IResult> PutAsync(
        string service,
        HttpRequest request,
        FaultSwitches switches,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        if (!FaultServices.Knows(service))
        {
            return Unknown();
        }

        var body = await JsonBody.ReadAsync(request, FaultJson.Default.FaultOrder, cancellationToken);
        if (
            !body.Is(out var order, out var problem)
            || !order.Read(service, clock.GetUtcNow()).Is(out var fault, out problem)
        )
        {
            return problem.ToResult();
        }

        switches.Set(service, fault);
        return Answers.Ok(FaultView.Of(service, switches.Find(service)), FaultJson.Default.FaultView);
    }

    private static IResult Delete(string service, FaultSwitches switches)
    {
        if (!FaultServices.Knows(service))
        {
            return Unknown();
        }

        switches.Clear(service);
        return Results.NoContent();
    }

    private static IResult DeleteAll(FaultSwitches switches)
    {
        switches.ClearAll();
        return Results.NoContent();
    }

    private static IResult Unknown() =>
        SandboxProblems
            .ParameterInvalid.With(
                $"The services that can be made to fail are {string.Join(", ", FaultServices.Names)}."
            )
            .ToResult();
}

/// <summary>A service and the fault that it has, if any.</summary>
internal sealed record FaultView(
    string Service,
    FaultKind? Kind,
    long? DelayMilliseconds,
    int? Status,
    int? RetryAfterSeconds,
    DateTimeOffset? Until,
    int? OneIn = null,
    string? Client = null
)
{
    public static FaultView Of(string service, ServiceFault? fault) =>
        new(
            service,
            fault?.Kind,
            fault?.Kind == FaultKind.Slow ? (long)fault.Delay.TotalMilliseconds : null,
            fault?.Kind == FaultKind.Status ? fault.Status : null,
            fault?.RetryAfter,
            fault?.Until,
            fault is { OneIn: > 1 } ? fault.OneIn : null,
            fault?.Client
        );
}

/// <summary>How faults are ordered and shown as JSON.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, Converters = [typeof(FaultKindConverter)], MaxDepth = 32)]
[JsonSerializable(typeof(FaultOrder))]
[JsonSerializable(typeof(FaultView))]
[JsonSerializable(typeof(IEnumerable<FaultView>))]
internal sealed partial class FaultJson : JsonSerializerContext;

/// <summary>Writes kinds in lower case, and takes no numbers for them.</summary>
internal sealed class FaultKindConverter()
    : JsonStringEnumConverter<FaultKind>(JsonNamingPolicy.CamelCase, allowIntegerValues: false);
