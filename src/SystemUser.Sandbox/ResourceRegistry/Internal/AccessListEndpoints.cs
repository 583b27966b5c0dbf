using SystemUser.Sandbox.Wire.Internal.Http;
using SystemUser.Sandbox.World.Internal;
using SystemUser.Sandbox.World.Internal.Access;
using SystemUser.Sandbox.World.Internal.Model;

namespace SystemUser.Sandbox.ResourceRegistry.Internal;

/// <summary>
/// The access lists of service owners over HTTP. Source: Altinn/altinn-resource-registry, <c>AccessListsController</c>.
/// </summary>
internal sealed class AccessListEndpoints(WorldStore store, AccessListOperations operations, ApiCallers callers)
{
    private const string BasePath = "/resourceregistry/api/v1/access-lists/{owner}";
    private const string Members = "{identifier}/members";
    private const string Connections = "{identifier}/resource-connections";
    private const string Connection = Connections + "/{resource}";

    private const string ReadScope = "altinn:resourceregistry/accesslist.read";
    private const string WriteScope = "altinn:resourceregistry/accesslist.write";

    public void Map(IEndpointRouteBuilder endpoints)
    {
        var group = endpoints.MapGroup(BasePath);
        group.MapGet("", List);
        group.MapGet("{identifier}", Get);
        group.MapPut("{identifier}", PutAsync);
        group.MapDelete("{identifier}", Delete);
        group.MapGet(Members, GetMembers);
        group.MapPut(Members, ReplaceMembersAsync);
        group.MapPost(Members, AddMembersAsync);
        group.MapDelete(Members, RemoveMembersAsync);
        group.MapGet(Connections, GetConnections);
        group.MapPut(Connection, ConnectAsync);
        group.MapDelete(Connection, Disconnect);
    }

    private IResult List(string owner, HttpRequest request) =>
        Reader(request, owner)
            .Match(_ =>
                Answers.Ok(
                    Paging.Whole(store.Current.AccessLists.Where(By.AccessListOwner, owner).Select(AccessListView.Of)),
                    ResourceJson.Default.AccessLists
                )
            );

    private IResult Get(string owner, string identifier, HttpRequest request) =>
        Find(request, owner, identifier).Match(Show);

    private async Task<IResult> PutAsync(
        string owner,
        string identifier,
        HttpRequest request,
        CancellationToken cancellationToken
    )
    {
        if (!Writer(request, owner).Is(out _, out var problem))
        {
            return problem.ToResult();
        }

        var body = await JsonBody.ReadAsync(request, ResourceJson.Default.AccessListBody, cancellationToken);
        return body.Then(list => operations.Put(owner, identifier, list.Name, list.Description)).Match(Show);
    }

    private IResult Delete(string owner, string identifier, HttpRequest request) =>
        Writer(request, owner).Then(_ => operations.Delete(owner, identifier)).Match(_ => Results.NoContent());

    private IResult GetMembers(string owner, string identifier, HttpRequest request) =>
        Find(request, owner, identifier).Match(ShowMembers);

    private Task<IResult> ReplaceMembersAsync(
        string owner,
        string identifier,
        HttpRequest request,
        CancellationToken cancellationToken
    ) => ChangeMembersAsync(owner, identifier, (_, given) => given, request, cancellationToken);

    private Task<IResult> AddMembersAsync(
        string owner,
        string identifier,
        HttpRequest request,
        CancellationToken cancellationToken
    ) => ChangeMembersAsync(owner, identifier, (old, given) => old.Concat(given), request, cancellationToken);

    private Task<IResult> RemoveMembersAsync(
        string owner,
        string identifier,
        HttpRequest request,
        CancellationToken cancellationToken
    ) =>
        ChangeMembersAsync(
            owner,
            identifier,
            (old, given) => old.Except(given, StringComparer.Ordinal),
            request,
            cancellationToken
        );

    private async Task<IResult> ChangeMembersAsync(
        string owner,
        string identifier,
        Func<IEnumerable<string>, IEnumerable<string>, IEnumerable<string>> change,
        HttpRequest request,
        CancellationToken cancellationToken
    )
    {
        if (!Writer(request, owner).Is(out _, out var problem))
        {
            return problem.ToResult();
        }

        var body = await JsonBody.ReadAsync(request, ResourceJson.Default.MembersBody, cancellationToken);
        return body.Then(members => operations.ChangeMembers(owner, identifier, members.Data ?? [], change))
            .Match(ShowMembers);
    }

    private IResult GetConnections(string owner, string identifier, HttpRequest request) =>
        Find(request, owner, identifier)
            .Match(list =>
                Answers.Ok(
                    Paging.Whole(list.Connections.Select(connection => ConnectionView.Of(list, connection))),
                    ResourceJson.Default.Connections
                )
            );

    private async Task<IResult> ConnectAsync(
        string owner,
        string identifier,
        string resource,
        HttpRequest request,
        CancellationToken cancellationToken
    )
    {
        if (!Writer(request, owner).Is(out _, out var problem))
        {
            return problem.ToResult();
        }

        var body = await JsonBody.ReadAsync(request, ResourceJson.Default.ConnectionBody, cancellationToken);
        return body.Then(connection => operations.Connect(owner, identifier, resource, connection.ActionFilters))
            .Match(list =>
                Answers.Ok(ConnectionView.Of(list, list.Connections[^1]), ResourceJson.Default.ConnectionView)
            );
    }

    private IResult Disconnect(string owner, string identifier, string resource, HttpRequest request) =>
        Writer(request, owner)
            .Then(_ => operations.Disconnect(owner, identifier, resource))
            .Match(_ => Results.NoContent());

    private Result<AccessList> Find(HttpRequest request, string owner, string identifier) =>
        Reader(request, owner)
            .Then<AccessList>(_ =>
                store.Current.AccessLists.Find(AccessList.KeyOf(owner, identifier)) is { } list
                    ? list
                    : SandboxProblems.AccessListNotFound
            );

    private Result<Done> Reader(HttpRequest request, string owner) => Owner(request, owner, ReadScope, WriteScope);

    private Result<Done> Writer(HttpRequest request, string owner) => Owner(request, owner, WriteScope);

    private Result<Done> Owner(HttpRequest request, string owner, params string[] scopes) =>
        callers
            .FindOrganization(request, scopes)
            .Then<Done>(number =>
                store.Current.Organizations.Find(number)?.OrgCode == owner
                    ? default(Done)
                    : SandboxProblems.NotListOwner
            );

    private static IResult Show(AccessList list) =>
        Answers.Ok(AccessListView.Of(list), ResourceJson.Default.AccessListView);

    private IResult ShowMembers(AccessList list) =>
        Answers.Ok(Paging.Whole(MemberView.Of(store.Current, list)), ResourceJson.Default.Members);
}

/// <summary>What a service owner sends of an access list.</summary>
internal sealed record AccessListBody(string? Name, string? Description);

/// <summary>Members by URN, for example <c>urn:altinn:organization:identifier-no:310904473</c>.</summary>
internal sealed record MembersBody(IReadOnlyList<string?>? Data);

/// <summary>The actions that a list opens on a resource; none or absent for all.</summary>
internal sealed record ConnectionBody(IReadOnlyList<string>? ActionFilters);
