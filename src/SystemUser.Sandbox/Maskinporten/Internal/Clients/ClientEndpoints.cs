using System.Text.Json;
using System.Text.Json.Serialization;
using SystemUser.Sandbox.Wire.Internal.Http;
using SystemUser.Sandbox.World.Internal.Model;

namespace SystemUser.Sandbox.Maskinporten.Internal.Clients;

/// <summary>The sandbox's own self-service for Maskinporten clients. Nobody logs in: it is for one machine.</summary>
internal static class ClientEndpoints
{
    public const string Path = "/sandbox/maskinporten/clients";

    public static void MapClients(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet(Path, List);
        endpoints.MapPost(Path, RegisterAsync);
        endpoints.MapGet(Path + "/{clientId}", Get);
        endpoints.MapDelete(Path + "/{clientId}", Remove);
        endpoints.MapPut(Path + "/{clientId}/scopes", SetScopesAsync);
        endpoints.MapPost(Path + "/{clientId}/jwks", AddKeysAsync);
        endpoints.MapDelete(Path + "/{clientId}/jwks/{keyId}", RemoveKey);
    }

    private static IResult List(HttpRequest request, ClientRegistry registry) =>
        Answers.Ok(
            registry.List(request.QueryText("orgNo")).Select(ClientAnswer.Of),
            ClientJson.Default.IEnumerableClientAnswer
        );

    private static IResult Get(string clientId, ClientRegistry registry) => Show(registry.Find(clientId));

    private static async Task<IResult> RegisterAsync(
        HttpRequest request,
        ClientRegistry registry,
        CancellationToken cancellationToken
    )
    {
        var body = await JsonBody.ReadAsync(request, ClientJson.Default.NewClient, cancellationToken);
        var result = body.Then(registry.Register);
        if (result.Problem is null)
        {
            request.HttpContext.Response.Headers.Location = $"{Path}/{result.Value.ClientId}";
        }

        return Show(result, StatusCodes.Status201Created);
    }

    private static async Task<IResult> SetScopesAsync(
        string clientId,
        HttpRequest request,
        ClientRegistry registry,
        CancellationToken cancellationToken
    )
    {
        var body = await JsonBody.ReadAsync(request, ClientJson.Default.IReadOnlyListString, cancellationToken);
        return Show(body.Then(scopes => registry.SetScopes(clientId, scopes)));
    }

    private static async Task<IResult> AddKeysAsync(
        string clientId,
        HttpRequest request,
        ClientRegistry registry,
        CancellationToken cancellationToken
    )
    {
        var body = await JsonBody.ReadAsync(request, ClientJson.Default.JwkSet, cancellationToken);
        return Show(body.Then(keys => registry.AddKeys(clientId, keys)));
    }

    private static IResult RemoveKey(string clientId, string keyId, ClientRegistry registry) =>
        Show(registry.RemoveKey(clientId, keyId));

    private static IResult Remove(string clientId, ClientRegistry registry) =>
        registry.Remove(clientId).Match(_ => Results.NoContent());

    private static IResult Show(Result<RegisteredClient> result, int statusCode = StatusCodes.Status200OK) =>
        result.Match(client => Answers.Ok(ClientAnswer.Of(client), ClientJson.Default.ClientAnswer, statusCode));
}

/// <summary>A client as the sandbox shows it.</summary>
/// <param name="ClientId">Its id, the <c>iss</c> of its assertions.</param>
/// <param name="OrgNo">The organization number of the organization that owns it.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Scopes">The scopes that it may ask for.</param>
/// <param name="KeyIds">The key ids of its keys.</param>
internal sealed record ClientAnswer(
    string ClientId,
    string OrgNo,
    string Name,
    IReadOnlyList<string> Scopes,
    IReadOnlyList<string> KeyIds
)
{
    public static ClientAnswer Of(RegisteredClient client) =>
        new(
            client.ClientId,
            client.Organization,
            client.Name,
            client.Scopes,
            [.. client.Keys.Select(key => key.KeyId)]
        );
}

/// <summary>The JSON of the registration of clients.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    PropertyNameCaseInsensitive = true,
    AllowTrailingCommas = true,
    ReadCommentHandling = JsonCommentHandling.Skip
)]
[JsonSerializable(typeof(NewClient))]
[JsonSerializable(typeof(JwkSet))]
[JsonSerializable(typeof(IReadOnlyList<string>))]
[JsonSerializable(typeof(ClientAnswer))]
[JsonSerializable(typeof(IEnumerable<ClientAnswer>))]
[JsonSerializable(typeof(JsonElement))]
internal sealed partial class ClientJson : JsonSerializerContext;
