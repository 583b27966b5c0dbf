using SystemUser.Sandbox.DecisionLog.Internal;
using SystemUser.Sandbox.Faults.Internal;
using SystemUser.Sandbox.Traffic.Internal;
using SystemUser.Sandbox.Wire.Internal.Http;
using SystemUser.Sandbox.World.Internal;

namespace SystemUser.Sandbox.Reset.Internal;

/// <summary>Puts the world, the faults and the logs back to the beginning.</summary>
internal static class ResetEndpoint
{
    public static void MapReset(this IEndpointRouteBuilder endpoints) => endpoints.MapPost("/sandbox/reset", Post);

    private static IResult Post(
        HttpRequest request,
        WorldStore store,
        FaultSwitches switches,
        DecisionRing log,
        CallRing calls
    )
    {
        return request.Query["to"].ToString() switch
        {
            "" or "story" => Reset(onlyCast: false),
            "cast" => Reset(onlyCast: true),
            _ => SandboxProblems.ParameterInvalid.With("to must be story or cast.").ToResult(),
        };

        IResult Reset(bool onlyCast) =>
            store
                .Reset(onlyCast)
                .Match(_ =>
                {
                    switches.ClearAll();
                    log.Clear();
                    calls.Clear();
                    return Results.NoContent();
                });
    }
}
