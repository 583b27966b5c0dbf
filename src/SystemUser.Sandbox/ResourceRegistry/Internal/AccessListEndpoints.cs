using SystemUser.Sandbox.Wire.Internal.Http;
using SystemUser.Sandbox.World.Internal;
using SystemUser.Sandbox.World.Internal.Access;
using SystemUser.Sandbox.World.Internal.Model;

namespace SystemUser.Sandbox.ResourceRegistry.Internal;

/// <summary>
/// The access lists of service owners over HTTP. Source: Altinn/altinn-resource-registry, <c>AccessListsController</c>.
/// </summary>
internal static class AccessListEndpoints
{
    private const string BasePath = "/resourceregistry/api/v1/access-lists/{owner}";
    private const string Members = "{identifier}/members";
    private const string Connection = "{identifier}/resource-connections/{resource}";
    private const string ReadScope = "altinn:resourceregistry/accesslist.read";
    private const string WriteScope = "altinn:resourceregistry/accesslist.write";

    public static void MapAccessLists(this IEndpointRouteBuilder endpoints)
    {
        var services = endpoints.ServiceProvider;
        var store = services.GetRequiredService<WorldStore>();
        var operations = services.GetRequiredService<AccessListOperations>();
        var callers = services.GetRequiredService<ApiCallers>();
        var group = endpoints.MapGroup(BasePath);

        group.MapGet(
            "",
            (string owner, HttpRequest request) =>
                Reader(request, owner)
                    .Match(_ =>
                        Answers.Ok(
                            Paging.Whole(
                                store.Current.AccessLists.Where(By.AccessListOwner, owner).Select(AccessListView.Of)
                            ),
                            ResourceJson.Default.AccessLists
                        )
                    )
        );
        group.MapGet(
            "{identifier}",
            (string owner, string identifier, HttpRequest request) => Show(request, owner, identifier, List)
        );
        group.MapGet(
            Members,
            (string owner, string identifier, HttpRequest request) =>
                Show(
                    request,
                    owner,
                    identifier,
                    list => Answers.Ok(Paging.Whole(MemberView.Of(store.Current, list)), ResourceJson.Default.Members)
                )
        );
        group.MapGet(
            "{identifier}/resource-connections",
            (string owner, string identifier, HttpRequest request) =>
                Show(
                    request,
                    owner,
                    identifier,
                    list =>
                        Answers.Ok(
                            Paging.Whole(list.Connections.Select(connection => ConnectionView.Of(list, connection))),
                            ResourceJson.Default.Connections
                        )
                )
        );

        group.MapPut(
            "{identifier}",
            async (string owner, string identifier, HttpRequest request, CancellationToken cancellationToken) =>
                Writer(request, owner).Is(out _, out var problem)
                    ? (await JsonBody.ReadAsync(request, ResourceJson.Default.AccessListBody, cancellationToken)).Match(
                        body => operations.Put(owner, identifier, body.Name, body.Description).Match(List)
                    )
                    : problem.ToResult()
        );
        group.MapDelete(
            "{identifier}",
            (string owner, string identifier, HttpRequest request) =>
                Writer(request, owner).Match(_ => operations.Delete(owner, identifier).Match(_ => Results.NoContent()))
        );
        MapMembers(HttpMethods.Put, (_, given) => given);
        MapMembers(HttpMethods.Post, (old, given) => old.Concat(given));
        MapMembers(HttpMethods.Delete, (old, given) => old.Except(given, StringComparer.Ordinal));
        group.MapPut(
            Connection,
            async (
                string owner,
                string identifier,
                string resource,
                HttpRequest request,
                CancellationToken cancellationToken
            ) =>
                Writer(request, owner).Is(out _, out var problem)
                    ? (await JsonBody.ReadAsync(request, ResourceJson.Default.ConnectionBody, cancellationToken)).Match(
                        body =>
                            operations
                                .Connect(owner, identifier, resource, body.ActionFilters)
                                .Match(list =>
                                    Answers.Ok(
                                        ConnectionView.Of(list, list.Connections[^1]),
                                        ResourceJson.Default.ConnectionView
                                    )
                                )
                    )
                    : problem.ToResult()
        );
        group.MapDelete(
            Connection,
            (string owner, string identifier, string resource, HttpRequest request) =>
                Writer(request, owner)
                    .Match(_ => operations.Disconnect(owner, identifier, resource).Match(_ => Results.NoContent()))
        );

        void MapMembers(string method, Func<IEnumerable<string>, IEnumerable<string>, IEnumerable<string>> change) =>
            group.MapMethods(
                Members,
                [method],
                async (string owner, string identifier, HttpRequest request, CancellationToken cancellationToken) =>
                    Writer(request, owner).Is(out _, out var problem)
                        ? (
                            await JsonBody.ReadAsync(request, ResourceJson.Default.MembersBody, cancellationToken)
                        ).Match(body =>
                            operations
                                .ChangeMembers(owner, identifier, body.Data ?? [], change)
                                .Match(list =>
                                    Answers.Ok(
                                        Paging.Whole(MemberView.Of(store.Current, list)),
                                        ResourceJson.Default.Members
                                    )
                                )
                        )
                        : problem.ToResult()
            );

        IResult Show(HttpRequest request, string owner, string identifier, Func<AccessList, IResult> answer) =>
            Reader(request, owner)
                .Match(_ =>
                    store.Current.AccessLists.Find(AccessList.KeyOf(owner, identifier)) is { } list
                        ? answer(list)
                        : Problems.AccessListNotFound.ToResult()
                );

        Result<Done> Reader(HttpRequest request, string owner) => Owner(request, owner, ReadScope, WriteScope);

        Result<Done> Writer(HttpRequest request, string owner) => Owner(request, owner, WriteScope);

        Result<Done> Owner(HttpRequest request, string owner, params string[] scopes) =>
            !callers.FindOrganization(request, scopes).Is(out var number, out var problem) ? problem
            : store.Current.Organizations.Find(number)?.OrgCode == owner ? default(Done)
            : Problems.NotListOwner;
    }

    private static IResult List(AccessList list) =>
        Answers.Ok(AccessListView.Of(list), ResourceJson.Default.AccessListView);
}
