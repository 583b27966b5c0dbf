using System.Text.Json.Nodes;
using SystemUser.Sandbox.Faults.Internal;
using SystemUser.Sandbox.Wire.Internal;
using SystemUser.Sandbox.Wire.Internal.Http;
using SystemUser.Sandbox.Workbench.Pages;

namespace SystemUser.Sandbox.Workbench.Internal;

/// <summary>What the sandbox says of itself to programs: its interfaces as OpenAPI and as requests to try, and whether it is well.</summary>
internal sealed class InterfacePages(FaultSwitches switches, WireAddress address)
{
    public const string OpenApiPath = "/sandbox/openapi.json";
    public const string HealthPath = "/health";

    private const string DefaultAddress = "http://localhost:5090";

    public void Map(IEndpointRouteBuilder endpoints, IEndpointRouteBuilder pages)
    {
        endpoints.MapGet(OpenApiPath, GetOpenApi);
        endpoints.MapGet(HealthPath, GetHealth);
        endpoints.MapGet(WorkbenchRoutes.HttpFile, GetHttpFile);
        pages.MapGet(WorkbenchRoutes.Interfaces, () => WorkbenchAnswers.Show<Interfaces>());
    }

    private IResult GetOpenApi(EndpointDataSource endpoints) =>
        Answers.Ok(OpenApiDocument.Write(endpoints, address.At("")));

    // Well even while faults are switched on: they are what it was told to do.
    private IResult GetHealth() =>
        Answers.Ok(
            new JsonObject
            {
                ["status"] = "Healthy",
                ["faults"] = new JsonArray([
                    .. switches.Active().Select(pair => JsonValue.Create($"{pair.Service} {pair.Fault}")),
                ]),
            }
        );

    private IResult GetHttpFile() =>
        Answers.Text(WorkbenchFile.Requests.Text.Replace(DefaultAddress, address.At(""), StringComparison.Ordinal));
}
