using SystemUser.Sandbox.DecisionLog.Internal;
using SystemUser.Sandbox.Http.Internal;
using SystemUser.Sandbox.World.Internal;

namespace SystemUser.Sandbox.Faults.Internal;

/// <summary>Switches faults on and off, and puts everything back to the beginning.</summary>
internal static class FaultEndpoints
{
    public static void MapFaults(this IEndpointRouteBuilder endpoints)
    {
        var services = endpoints.ServiceProvider;
        var switches = services.GetRequiredService<FaultSwitches>();
        var clock = services.GetRequiredService<TimeProvider>();
        var store = services.GetRequiredService<WorldStore>();
        var log = services.GetRequiredService<DecisionRing>();

        endpoints.MapGet(
            "/sandbox/faults",
            () => Answers.Ok(FaultServices.Names.Select(View), FaultJson.Default.IEnumerableFaultView)
        );
        endpoints.MapPut(
            "/sandbox/faults/{service}",
            async (string service, HttpRequest request, CancellationToken cancellationToken) =>
            {
                if (!FaultServices.Names.Contains(service, StringComparer.Ordinal))
                {
                    return Unknown();
                }

                var body = await JsonBody.ReadAsync(request, FaultJson.Default.FaultOrder, cancellationToken);
                if (
                    !body.Is(out var order, out var problem)
                    || !order.Read(clock.GetUtcNow()).Is(out var fault, out problem)
                )
                {
                    return problem.ToResult();
                }

                switches.Set(service, fault);
                return Answers.Ok(View(service), FaultJson.Default.FaultView);
            }
        );
        endpoints.MapDelete(
            "/sandbox/faults/{service}",
            (string service) =>
            {
                if (!FaultServices.Names.Contains(service, StringComparer.Ordinal))
                {
                    return Unknown();
                }

                switches.Clear(service);
                return Results.NoContent();
            }
        );
        endpoints.MapDelete(
            "/sandbox/faults",
            () =>
            {
                switches.ClearAll();
                return Results.NoContent();
            }
        );
        endpoints.MapPost(
            "/sandbox/reset",
            (HttpRequest request) =>
                request.Query["to"].ToString() switch
                {
                    "" or "story" => Reset(onlyCast: false),
                    "cast" => Reset(onlyCast: true),
                    _ => Problems.ParameterInvalid.With("to must be story or cast.").ToResult(),
                }
        );

        IResult Reset(bool onlyCast) =>
            store
                .Reset(onlyCast)
                .Match(_ =>
                {
                    switches.ClearAll();
                    log.Clear();
                    return Results.NoContent();
                });

        FaultView View(string service)
        {
            var fault = switches.Find(service);
            return new FaultView(
                service,
                fault?.Kind,
                fault?.Kind == FaultKind.Slow ? (long)fault.Delay.TotalMilliseconds : null,
                fault?.Kind == FaultKind.Status ? fault.Status : null,
                fault?.RetryAfter,
                fault?.Until
            );
        }
    }

    private static IResult Unknown() =>
        Problems
            .ParameterInvalid.With(
                $"The services that can be made to fail are {string.Join(", ", FaultServices.Names)}."
            )
            .ToResult();
}
