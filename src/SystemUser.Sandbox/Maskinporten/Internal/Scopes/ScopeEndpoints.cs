using System.Text.Json;
using System.Text.Json.Serialization;
using SystemUser.Sandbox.Wire.Internal.Http;
using SystemUser.Sandbox.World.Internal.Model;

namespace SystemUser.Sandbox.Maskinporten.Internal.Scopes;

/// <summary>
/// The sandbox's own self-service for scopes. As in Digdir's, the scope of a grant is named in the query, because its
/// name may hold slashes.
/// </summary>
internal static class ScopeEndpoints
{
    public const string Path = "/sandbox/maskinporten/scopes";
    private const string AccessPath = Path + "/access/{orgNo}";
    private const string DelegationPath = Path + "/delegations/{consumer}/{supplier}";

    public static void MapScopes(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet(Path, List);
        endpoints.MapPost(Path, CreateAsync);
        endpoints.MapPut(AccessPath, Grant);
        endpoints.MapDelete(AccessPath, Withdraw);
        endpoints.MapPut(DelegationPath, Delegate);
        endpoints.MapDelete(DelegationPath, WithdrawDelegation);
    }

    private static IResult List(HttpRequest request, ScopeRegistry registry) =>
        Answers.Ok(
            registry.List(request.QueryText("owner")).Select(ScopeAnswer.Of),
            ScopeJson.Default.IEnumerableScopeAnswer
        );

    private static async Task<IResult> CreateAsync(
        HttpRequest request,
        ScopeRegistry registry,
        CancellationToken cancellationToken
    )
    {
        var body = await JsonBody.ReadAsync(request, ScopeJson.Default.NewScope, cancellationToken);
        return Show(body.Then(registry.Create), StatusCodes.Status201Created);
    }

    private static IResult Grant(string orgNo, HttpRequest request, ScopeRegistry registry) =>
        Show(registry.Grant(request.QueryText("scope"), orgNo));

    private static IResult Withdraw(string orgNo, HttpRequest request, ScopeRegistry registry) =>
        Show(registry.Withdraw(request.QueryText("scope"), orgNo));

    private static IResult Delegate(string consumer, string supplier, HttpRequest request, ScopeRegistry registry) =>
        Show(registry.Delegate(request.QueryText("scope"), consumer, supplier));

    private static IResult WithdrawDelegation(
        string consumer,
        string supplier,
        HttpRequest request,
        ScopeRegistry registry
    ) => Show(registry.WithdrawDelegation(request.QueryText("scope"), consumer, supplier));

    private static IResult Show(Result<Scope> result, int statusCode = StatusCodes.Status200OK) =>
        result.Match(scope => Answers.Ok(ScopeAnswer.Of(scope), ScopeJson.Default.ScopeAnswer, statusCode));
}

/// <summary>A scope as the sandbox shows it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Owner">The organization number of the owner.</param>
/// <param name="Description">What it opens.</param>
/// <param name="IsOpen">Whether every organization may use it.</param>
/// <param name="TokenLifetime">How long a token with this scope lives, in seconds.</param>
/// <param name="Consumers">The organizations that were granted it.</param>
internal sealed record ScopeAnswer(
    string Name,
    string Owner,
    string Description,
    bool IsOpen,
    int TokenLifetime,
    IReadOnlyList<string> Consumers
)
{
    public static ScopeAnswer Of(Scope scope) =>
        new(scope.Name, scope.Owner, scope.Description, scope.IsOpen, scope.TokenLifetime, scope.Consumers);
}

/// <summary>The JSON of scopes.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    PropertyNameCaseInsensitive = true,
    AllowTrailingCommas = true,
    ReadCommentHandling = JsonCommentHandling.Skip
)]
[JsonSerializable(typeof(NewScope))]
[JsonSerializable(typeof(ScopeAnswer))]
[JsonSerializable(typeof(IEnumerable<ScopeAnswer>))]
internal sealed partial class ScopeJson : JsonSerializerContext;
