using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using SystemUser.Sandbox.Wire.Internal.Http;
using SystemUser.Sandbox.World.Internal;
using SystemUser.Sandbox.World.Internal.Model;

namespace SystemUser.Sandbox.AccessManagement.Internal.Agents;

/// <summary>
/// The sandbox's own way to delegate from business to business, which makes the giver a client of the holder: at Altinn people do it in the
/// portal.
/// </summary>
internal sealed class RightHoldingEndpoints(WorldStore store)
{
    private const string Path = "/sandbox/rightholdings";
    private const string OnePath = Path + "/{holder}/{giver}";

    private static readonly Problem s_notFound = new("SANDBOX-00326", 404, "The giver has given the holder nothing.")
    {
        Form = ProblemForm.Own,
    };

    public void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet(Path, List);
        endpoints.MapPut(OnePath, PutAsync);
        endpoints.MapDelete(OnePath, Remove);
    }

    private IResult List() =>
        Answers.Ok(
            store.Current.RightHoldings.All.OrderBy(row => row.Holder, StringComparer.Ordinal),
            RightHoldingJson.Default.IEnumerableRightHolding
        );

    private async Task<IResult> PutAsync(
        string holder,
        string giver,
        HttpRequest request,
        CancellationToken cancellationToken
    )
    {
        var body = await JsonBody.ReadAsync(request, RightHoldingJson.Default.GivenRights, cancellationToken);
        return body.Then(given =>
                store.Change<RightHolding>(draft =>
                {
                    var holding = new RightHolding
                    {
                        Holder = holder,
                        Giver = giver,
                        AccessPackages = [.. (given.AccessPackages ?? []).OfType<string>()],
                        Rights = [.. (given.Rights ?? []).OfType<string>()],
                    };
                    if (FaultOf(draft.State, holding) is { } fault)
                    {
                        return SandboxProblems.BodyInvalid.With(fault);
                    }

                    draft.Put(holding);
                    return holding;
                })
            )
            .Match(holding => Answers.Ok(holding, RightHoldingJson.Default.RightHolding));
    }

    private IResult Remove(string holder, string giver) =>
        store
            .Change<Done>(draft =>
            {
                var key = RightHolding.KeyOf(holder, giver);
                if (draft.State.RightHoldings.Find(key) is null)
                {
                    return s_notFound;
                }

                draft.Remove<RightHolding>(key);
                return default(Done);
            })
            .Match(_ => Results.NoContent());

    private static string? FaultOf(WorldState world, RightHolding holding) =>
        new[] { holding.Holder, holding.Giver }.FirstOrDefault(number => world.Organizations.Find(number) is null)
            is { } stranger
            ? $"There is no organization {stranger}."
        : holding.Holder == holding.Giver ? "Holder and giver must be two organizations."
        : holding.AccessPackages.FirstOrDefault(urn => world.AccessPackages.Find(urn) is not { IsAssignable: true })
            is { } package
            ? $"There is no access package {package} that organizations give one another."
        : holding.Rights.FirstOrDefault(id => world.Resources.Find(id) is null) is { } resource
            ? $"There is no resource {resource}."
        : null;
}

/// <summary>What is given, in place of what was given before.</summary>
internal sealed record GivenRights(IReadOnlyList<string?>? AccessPackages, IReadOnlyList<string?>? Rights);

/// <summary>The JSON of what organizations give one another.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(GivenRights))]
[JsonSerializable(typeof(RightHolding))]
[JsonSerializable(typeof(IEnumerable<RightHolding>))]
internal sealed partial class RightHoldingJson : JsonSerializerContext;
