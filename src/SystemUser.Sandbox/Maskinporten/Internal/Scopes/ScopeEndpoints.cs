using SystemUser.Sandbox.Wire.Internal.Http;
using SystemUser.Sandbox.World.Internal.Model;

namespace SystemUser.Sandbox.Maskinporten.Internal.Scopes;

/// <summary>
/// The sandbox's own self-service for scopes. As in Digdir's, the scope of a grant is named in the query, because its name may hold slashes.
/// </summary>
internal sealed class ScopeEndpoints(ScopeRegistry registry)
{
    public const string Path = "/sandbox/maskinporten/scopes";
    private const string AccessPath = Path + "/access/{orgNo}";
    private const string DelegationPath = Path + "/delegations/{consumer}/{supplier}";

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        var own = endpoints.ServiceProvider.GetRequiredService<ScopeEndpoints>();
        endpoints.MapGet(Path, own.ListAsync);
        endpoints.MapPost(Path, own.CreateAsync);
        endpoints.MapPut(AccessPath, own.GrantAsync);
        endpoints.MapDelete(AccessPath, own.WithdrawAsync);
        endpoints.MapPut(DelegationPath, own.DelegateAsync);
        endpoints.MapDelete(DelegationPath, own.WithdrawDelegationAsync);
    }

    private Task ListAsync(HttpContext context) =>
        Reply.JsonAsync(
            context,
            registry.List(Query(context, "owner")).Select(ScopeAnswer.Of),
            ScopeJson.Default.IEnumerableScopeAnswer
        );

    private async Task CreateAsync(HttpContext context)
    {
        var body = await JsonBody.ReadAsync(context.Request, ScopeJson.Default.NewScope, context.RequestAborted);
        await AnswerAsync(
            context,
            body.Is(out var creation, out var problem) ? registry.Create(creation) : problem,
            StatusCodes.Status201Created
        );
    }

    private Task GrantAsync(HttpContext context) =>
        AnswerAsync(context, registry.Grant(Query(context, "scope"), Route(context, "orgNo")));

    private Task WithdrawAsync(HttpContext context) =>
        AnswerAsync(context, registry.Withdraw(Query(context, "scope"), Route(context, "orgNo")));

    private Task DelegateAsync(HttpContext context) =>
        AnswerAsync(
            context,
            registry.Delegate(Query(context, "scope"), Route(context, "consumer"), Route(context, "supplier"))
        );

    private Task WithdrawDelegationAsync(HttpContext context) =>
        AnswerAsync(
            context,
            registry.WithdrawDelegation(Query(context, "scope"), Route(context, "consumer"), Route(context, "supplier"))
        );

    private static Task AnswerAsync(
        HttpContext context,
        Result<Scope> result,
        int statusCode = StatusCodes.Status200OK
    ) =>
        result.Is(out var scope, out var problem)
            ? Reply.JsonAsync(context, ScopeAnswer.Of(scope), ScopeJson.Default.ScopeAnswer, statusCode)
            : Reply.ProblemAsync(context, problem);

    private static string? Query(HttpContext context, string name) =>
        context.Request.Query[name] is [{ Length: > 0 } value] ? value : null;

    private static string Route(HttpContext context, string name) => (string)context.Request.RouteValues[name]!;
}
