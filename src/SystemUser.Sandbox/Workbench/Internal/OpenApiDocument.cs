using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Routing.Patterns;
using SystemUser.Sandbox.Traffic.Internal;
using SystemUser.Sandbox.Wire.Internal;

namespace SystemUser.Sandbox.Workbench.Internal;

/// <summary>The interfaces of the sandbox as OpenAPI: what is mapped, so that none is missing, with words for those that are used most.</summary>
internal static class OpenApiDocument
{
    private const string OfSandbox = "sandbox";
    private const string Form = "application/x-www-form-urlencoded";
    private const string Json = "application/json";

    private static readonly string[] s_pages = ["/accessmanagement/ui", WorkbenchRoutes.Root];

    public static JsonObject Write(EndpointDataSource endpoints, string sandbox)
    {
        var paths = new JsonObject();
        foreach (var (path, method, pattern) in Operations(endpoints))
        {
            if (paths[path] is not JsonObject item)
            {
                paths[path] = item = [];
            }

            item[method] = Operation(path, method, pattern);
        }

        return new JsonObject
        {
            ["openapi"] = "3.1.0",
            ["info"] = new JsonObject
            {
                ["title"] = "SystemUser.Sandbox",
                ["version"] = typeof(OpenApiDocument).Assembly.GetName().Version?.ToString(3),
                ["description"] =
                    "Maskinporten and Altinn on one machine, for development and tests. Their own paths behave as theirs do; those under /sandbox and /api are the sandbox's.",
            },
            ["servers"] = new JsonArray(new JsonObject { ["url"] = sandbox }),
            ["paths"] = paths,
            ["components"] = new JsonObject
            {
                ["securitySchemes"] = new JsonObject
                {
                    ["token"] = new JsonObject { ["type"] = "http", ["scheme"] = "bearer" },
                    ["subscriptionKey"] = new JsonObject
                    {
                        ["type"] = "apiKey",
                        ["in"] = "header",
                        ["name"] = "Ocp-Apim-Subscription-Key",
                    },
                },
            },
        };
    }

    private static IEnumerable<(string Path, string Method, RoutePattern Pattern)> Operations(
        EndpointDataSource endpoints
    ) =>
        endpoints
            .Endpoints.OfType<RouteEndpoint>()
            .SelectMany(endpoint =>
                (endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? []).Select(method =>
                    (PathOf(endpoint.RoutePattern), method.ToLowerInvariant(), endpoint.RoutePattern)
                )
            )
            .Where(operation =>
                operation.Item1 != "/"
                && !s_pages.Any(page =>
                    new PathString(operation.Item1).StartsWithSegments(page, StringComparison.OrdinalIgnoreCase)
                )
            )
            .OrderBy(operation => operation.Item1, StringComparer.Ordinal);

    private static string PathOf(RoutePattern pattern) =>
        "/"
        + string.Join(
            '/',
            pattern.PathSegments.Select(segment =>
                string.Concat(
                    segment.Parts.Select(part =>
                        part switch
                        {
                            RoutePatternLiteralPart literal => literal.Content,
                            RoutePatternParameterPart parameter => $"{{{parameter.Name}}}",
                            _ => "",
                        }
                    )
                )
            )
        );

    private static JsonObject Operation(string path, string method, RoutePattern pattern)
    {
        var told = s_told.GetValueOrDefault($"{method} {path}");
        var operation = new JsonObject
        {
            ["tags"] = new JsonArray(CallServices.Of(path) ?? OfSandbox),
            ["summary"] = told?.Summary ?? $"{method.ToUpperInvariant()} {path}",
            ["parameters"] = new JsonArray([
                .. pattern.Parameters.Select(parameter => Parameter(parameter.Name, "path", isRequired: true)),
                .. (told?.Query ?? []).Select(name => Parameter(name, "query", isRequired: false)),
            ]),
            ["responses"] = new JsonObject
            {
                ["200"] = new JsonObject { ["description"] = "What was asked for." },
                ["default"] = new JsonObject { ["description"] = "A problem, in the words of the service." },
            },
        };
        if (told?.Body is { } body)
        {
            operation["requestBody"] = Body(body.Type, body.Example);
        }
        else if (method is "post" or "put" or "patch")
        {
            operation["requestBody"] = Body(Json, example: null);
        }

        if (told?.Security is { } security)
        {
            operation["security"] = new JsonArray(
                new JsonObject(security.Select(name => KeyValuePair.Create(name, (JsonNode?)new JsonArray())))
            );
        }

        return operation;
    }

    private static JsonObject Parameter(string name, string place, bool isRequired) =>
        new()
        {
            ["name"] = name,
            ["in"] = place,
            ["required"] = isRequired,
            ["schema"] = new JsonObject { ["type"] = "string" },
        };

    private static JsonObject Body(string type, string? example) =>
        new()
        {
            ["content"] = new JsonObject
            {
                [type] = new JsonObject
                {
                    ["schema"] = new JsonObject(),
                    ["example"] =
                        example is null ? null
                        : type == Json ? JsonNode.Parse(example)
                        : JsonValue.Create(example),
                },
            },
        };

    private static readonly Dictionary<string, Told> s_told = new(StringComparer.Ordinal)
    {
        [$"post {WireAddress.TokenPath}"] = new("A Maskinporten token for an assertion that the client has signed.")
        {
            Body = (Form, "grant_type=urn:ietf:params:oauth:grant-type:jwt-bearer&assertion=…"),
        },
        [$"get {WireAddress.ExchangePath}"] = new("An Altinn token in exchange for a Maskinporten token.")
        {
            Security = ["token"],
        },
        [$"post {WireAddress.AuthorizePath}"] = new("Puts one question, or several, to the policy decision point.")
        {
            Security = ["token", "subscriptionKey"],
            Body = (
                Json,
                """{"Request":{"AccessSubject":[{"Attribute":[{"AttributeId":"urn:altinn:systemuser:uuid","Value":"33a0911a-5459-456f-bc57-3d37ef9a016c"}]}],"Action":[{"Attribute":[{"AttributeId":"urn:oasis:names:tc:xacml:1.0:action:action-id","Value":"read"}]}],"Resource":[{"Attribute":[{"AttributeId":"urn:altinn:resource","Value":"ske-krav-og-betalinger"},{"AttributeId":"urn:altinn:organization:identifier-no","Value":"310904473"}]}]}}"""
            ),
        },
        [$"get {WireAddress.TestTokenPath}"] = new("A Maskinporten token of a system user, for trying things out.")
        {
            Query = ["systemUserId", "systemUserOrg", "orgNo", "supplierOrgNo", "clientId", "scopes", "ttl"],
        },
        ["get /api/GetEnterpriseToken"] = new("An Altinn token of an organization.") { Query = ["orgNo", "scopes"] },
        ["get /api/GetPersonalToken"] = new("An Altinn token of a person.") { Query = ["pid", "userId", "scopes"] },
        ["get /sandbox/decisions"] = new("What the decision point decided, and why, newest first.")
        {
            Query = ["after", "limit", "systemUser", "party", "resource", "decision"],
        },
        ["put /sandbox/faults/{service}"] = new("Makes a service fail.")
        {
            Body = (Json, """{"kind":"status","status":503,"retryAfterSeconds":5,"oneIn":3,"forSeconds":60}"""),
        },
        ["post /sandbox/reset"] = new("Puts world, faults and logs back to the beginning.") { Query = ["to"] },
        ["put /sandbox/clock"] = new("Moves the sandbox's clock.") { Body = (Json, """{"bySeconds":3600}""") },
        ["put /sandbox/resources/{resource}"] = new("Puts a resource of one's own into the world.")
        {
            Body = (Json, """{"scope":"my:scope"}"""),
        },
        ["get /health"] = new("Whether the sandbox is there, and which faults are switched on."),
    };

    /// <summary>What is said of an operation beside its path.</summary>
    private sealed record Told(string Summary)
    {
        public IReadOnlyList<string> Query { get; init; } = [];

        public (string Type, string Example)? Body { get; init; }

        public IReadOnlyList<string>? Security { get; init; }
    }
}
