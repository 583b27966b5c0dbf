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
internal sealed class ResourceEndpoints(
    WorldStore store,
    PolicyCache policies,
    ResourceOperations operations,
    ApiCallers callers
)
{
    private const string BasePath = "/resourceregistry/api/v1/resource";

    private const string WriteScope = "altinn:resourceregistry/resource.write";
    private const string AdminScope = "altinn:resourceregistry/resource.admin";

    public void Map(IEndpointRouteBuilder endpoints)
    {
        var group = endpoints.MapGroup(BasePath);
        group.MapGet("resourcelist", List);
        group.MapGet("search", Search);
        group.MapPost("", CreateAsync);
        group.MapGet("{id}", Get);
        group.MapPut("{id}", UpdateAsync);
        group.MapDelete("{id}", Delete);
        group.MapGet("{id}/policy", GetPolicy);
        group.MapMethods("{id}/policy", [HttpMethods.Post, HttpMethods.Put], PutPolicyAsync);
        group.MapGet("{id}/policy/rules", GetRules);
        group.MapGet("{id}/policy/rights", GetRights);
    }

    private IResult List() => Documents(new ResourceSearch().In(store.Current));

    private IResult Search(HttpRequest request) => Documents(ReadSearch(request.Query).In(store.Current));

    private async Task<IResult> CreateAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (!Identify(request).Is(out var caller, out var problem))
        {
            return problem.ToResult();
        }

        var body = await JsonBody.ReadAsync(request, ResourceJson.Default.JsonElement, cancellationToken);
        return body.Then(document => operations.Create(caller, document))
            .Match(resource => Results.Created($"{BasePath}/{resource.Id}", null));
    }

    private IResult Get(string id) =>
        store.Current.Resources.Find(id) is { } resource
            ? Answers.Ok(Document(resource))
            : SandboxProblems.ResourceNotFound.ToResult();

    private async Task<IResult> UpdateAsync(string id, HttpRequest request, CancellationToken cancellationToken)
    {
        if (!Identify(request).Is(out var caller, out var problem))
        {
            return problem.ToResult();
        }

        var body = await JsonBody.ReadAsync(request, ResourceJson.Default.JsonElement, cancellationToken);
        return body.Then(document => operations.Update(caller, id, document)).Match(_ => Results.Ok());
    }

    private IResult Delete(string id, HttpRequest request) =>
        Identify(request).Then(caller => operations.Delete(caller, id)).Match(_ => Results.NoContent());

    private IResult GetPolicy(string id) =>
        store.Current.Policies.Find(id) is { } policy
            ? Results.Text(policy.Xml, "text/xml; charset=utf-8")
            : (
                store.Current.Resources.Find(id) is null
                    ? SandboxProblems.ResourceNotFound.AsText("Unable to find resource")
                    : SandboxProblems.PolicyNotFound.AsText("Unable to find requested policy")
            ).ToResult();

    private async Task<IResult> PutPolicyAsync(string id, HttpRequest request, CancellationToken cancellationToken)
    {
        if (!Identify(request).Is(out var caller, out var problem))
        {
            return problem.ToResult();
        }

        var body = await PolicyBody.ReadAsync(request, cancellationToken);
        return body.Then(xml => operations.PutPolicy(caller, id, xml))
            .Match(policy => Results.Created($"{BasePath}/{policy.ResourceId}/policy", null));
    }

    private IResult GetRules(string id) =>
        policies
            .Find(store.Current, id)
            .Match(policy => Answers.Ok(PolicyView.Rules(policy), ResourceJson.Default.IEnumerablePolicyRuleView));

    private IResult GetRights(string id) =>
        policies
            .Find(store.Current, id)
            .Match(policy => Answers.Ok(PolicyView.Rights(policy), ResourceJson.Default.IEnumerablePolicyRightView));

    private Result<string> Identify(HttpRequest request) => callers.FindOrganization(request, WriteScope, AdminScope);

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
