using SystemUser.Sandbox.Wire.Internal.Http;
using SystemUser.Sandbox.World.Internal.Model;

namespace SystemUser.Sandbox.Maskinporten.Internal.Clients;

/// <summary>The sandbox's own self-service for Maskinporten clients. Nobody logs in: it is for one machine.</summary>
internal sealed class ClientEndpoints(ClientRegistry registry)
{
    public const string Path = "/sandbox/maskinporten/clients";

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        var own = endpoints.ServiceProvider.GetRequiredService<ClientEndpoints>();
        endpoints.MapGet(Path, own.ListAsync);
        endpoints.MapPost(Path, own.RegisterAsync);
        endpoints.MapGet(Path + "/{clientId}", own.GetAsync);
        endpoints.MapDelete(Path + "/{clientId}", own.RemoveAsync);
        endpoints.MapPut(Path + "/{clientId}/scopes", own.SetScopesAsync);
        endpoints.MapPost(Path + "/{clientId}/jwks", own.AddKeysAsync);
        endpoints.MapDelete(Path + "/{clientId}/jwks/{keyId}", own.RemoveKeyAsync);
    }

    private Task ListAsync(HttpContext context) =>
        Reply.JsonAsync(
            context,
            registry
                .List(context.Request.Query["orgNo"] is [{ Length: > 0 } orgNo] ? orgNo : null)
                .Select(ClientAnswer.Of),
            ClientJson.Default.IEnumerableClientAnswer
        );

    private Task GetAsync(HttpContext context) => AnswerAsync(context, registry.Find(Route(context, "clientId")));

    private async Task RegisterAsync(HttpContext context)
    {
        var body = await JsonBody.ReadAsync(context.Request, ClientJson.Default.NewClient, context.RequestAborted);
        var result = body.Is(out var registration, out var problem) ? registry.Register(registration) : problem;
        if (result.Problem is null)
        {
            context.Response.Headers.Location = $"{Path}/{result.Value.ClientId}";
        }

        await AnswerAsync(context, result, StatusCodes.Status201Created);
    }

    private async Task SetScopesAsync(HttpContext context)
    {
        var body = await JsonBody.ReadAsync(
            context.Request,
            ClientJson.Default.IReadOnlyListString,
            context.RequestAborted
        );
        await AnswerAsync(
            context,
            body.Is(out var scopes, out var problem) ? registry.SetScopes(Route(context, "clientId"), scopes) : problem
        );
    }

    private async Task AddKeysAsync(HttpContext context)
    {
        var body = await JsonBody.ReadAsync(context.Request, ClientJson.Default.JwkSet, context.RequestAborted);
        await AnswerAsync(
            context,
            body.Is(out var keys, out var problem) ? registry.AddKeys(Route(context, "clientId"), keys) : problem
        );
    }

    private Task RemoveKeyAsync(HttpContext context) =>
        AnswerAsync(context, registry.RemoveKey(Route(context, "clientId"), Route(context, "keyId")));

    private Task RemoveAsync(HttpContext context) =>
        registry.Remove(Route(context, "clientId")).Problem is { } problem
            ? Reply.ProblemAsync(context, problem)
            : Reply.EmptyAsync(context, StatusCodes.Status204NoContent);

    private static Task AnswerAsync(
        HttpContext context,
        Result<MaskinportenClient> result,
        int statusCode = StatusCodes.Status200OK
    ) =>
        result.Is(out var client, out var problem)
            ? Reply.JsonAsync(context, ClientAnswer.Of(client), ClientJson.Default.ClientAnswer, statusCode)
            : Reply.ProblemAsync(context, problem);

    private static string Route(HttpContext context, string name) => (string)context.Request.RouteValues[name]!;
}
