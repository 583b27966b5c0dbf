using System.Text.Json.Nodes;
using SystemUser.Sandbox.Wire.Internal.Http;
using SystemUser.Sandbox.World.Internal;
using SystemUser.Sandbox.World.Internal.Access;
using SystemUser.Sandbox.World.Internal.Model;
using SystemUser.Sandbox.World.Internal.Policies;

namespace SystemUser.Sandbox.ResourceRegistry.Internal;

/// <summary>
/// The resource registry over HTTP. Source: Altinn/altinn-resource-registry, <c>ResourceController</c>.
/// </summary>
internal static class ResourceEndpoints
{
    public const string BasePath = "/resourceregistry/api/v1/resource";

    private const string WriteScope = "altinn:resourceregistry/resource.write";
    private const string AdminScope = "altinn:resourceregistry/resource.admin";

    public static void MapResources(this IEndpointRouteBuilder endpoints)
    {
        var services = endpoints.ServiceProvider;
        var store = services.GetRequiredService<WorldStore>();
        var policies = services.GetRequiredService<PolicyCache>();
        var operations = services.GetRequiredService<ResourceOperations>();
        var callers = services.GetRequiredService<ApiCallers>();
        var group = endpoints.MapGroup(BasePath);

        group.MapGet("resourcelist", () => Documents(new ResourceSearch().In(store.Current)));
        group.MapGet("search", (HttpRequest request) => Documents(ReadSearch(request.Query).In(store.Current)));
        group.MapGet(
            "{id}",
            (string id) =>
                store.Current.Resources.Find(id) is { } resource
                    ? Answers.Ok(Document(resource), ResourceJson.Default.JsonObject)
                    : Problems.ResourceNotFound.ToResult()
        );
        group.MapGet(
            "{id}/policy",
            (string id) =>
                store.Current.Policies.Find(id) is { } policy
                    ? Results.Text(policy.Xml, "text/xml; charset=utf-8")
                    : Problems.PolicyNotFound.ToResult()
        );
        group.MapGet(
            "{id}/policy/rules",
            (string id) =>
                policies
                    .Find(store.Current, id)
                    .Match(policy =>
                        Answers.Ok(PolicyView.Rules(policy), ResourceJson.Default.IEnumerablePolicyRuleView)
                    )
        );
        group.MapGet(
            "{id}/policy/rights",
            (string id) =>
                policies
                    .Find(store.Current, id)
                    .Match(policy =>
                        Answers.Ok(PolicyView.Rights(policy), ResourceJson.Default.IEnumerablePolicyRightView)
                    )
        );

        group.MapPost(
            "",
            async (HttpRequest request, CancellationToken cancellationToken) =>
            {
                if (!Identify(callers, request).Is(out var caller, out var problem))
                {
                    return problem.ToResult();
                }

                var body = await JsonBody.ReadAsync(request, ResourceJson.Default.JsonElement, cancellationToken);
                return body.Is(out var document, out problem)
                    ? operations
                        .Create(caller, document)
                        .Match(resource => Results.Created($"{BasePath}/{resource.Id}", null))
                    : problem.ToResult();
            }
        );
        group.MapPut(
            "{id}",
            async (string id, HttpRequest request, CancellationToken cancellationToken) =>
            {
                if (!Identify(callers, request).Is(out var caller, out var problem))
                {
                    return problem.ToResult();
                }

                var body = await JsonBody.ReadAsync(request, ResourceJson.Default.JsonElement, cancellationToken);
                return body.Is(out var document, out problem)
                    ? operations.Update(caller, id, document).Match(_ => Results.Ok())
                    : problem.ToResult();
            }
        );
        group.MapDelete(
            "{id}",
            (string id, HttpRequest request) =>
                Identify(callers, request).Is(out var caller, out var problem)
                    ? operations.Delete(caller, id).Match(_ => Results.NoContent())
                    : problem.ToResult()
        );
        group.MapMethods(
            "{id}/policy",
            [HttpMethods.Post, HttpMethods.Put],
            async (string id, HttpRequest request, CancellationToken cancellationToken) =>
            {
                if (!Identify(callers, request).Is(out var caller, out var problem))
                {
                    return problem.ToResult();
                }

                var body = await PolicyBody.ReadAsync(request, cancellationToken);
                return body.Is(out var xml, out problem)
                    ? operations
                        .PutPolicy(caller, id, xml)
                        .Match(policy => Results.Created($"{BasePath}/{policy.ResourceId}/policy", null))
                    : problem.ToResult();
            }
        );
    }

    private static Result<string> Identify(ApiCallers callers, HttpRequest request) =>
        callers.FindOrganization(request, WriteScope, AdminScope);

    private static ResourceSearch ReadSearch(IQueryCollection query)
    {
        return new ResourceSearch
        {
            Id = Text("id"),
            Title = Text("title"),
            Description = Text("description"),
            ResourceType = Text("resourceType"),
            Keyword = Text("keyword"),
            Reference = Text("reference"),
            OrgCode = Text("orgCode"),
            OrganizationId = Text("organizationId"),
        };

        string? Text(string name) => query[name] is [{ Length: > 0 } value, ..] ? value : null;
    }

    private static IResult Documents(IEnumerable<RegistryResource> resources) =>
        Answers.Ok(new JsonArray([.. resources.Select(Document)]), ResourceJson.Default.JsonArray);

    private static JsonObject Document(RegistryResource resource)
    {
        var document = JsonNode.Parse(resource.Document)!.AsObject();
        document["versionId"] = resource.Version;
        return document;
    }
}
