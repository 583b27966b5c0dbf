using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using SystemUser.Sandbox.Wire.Internal;
using SystemUser.Sandbox.Wire.Internal.Http;
using SystemUser.Sandbox.World.Internal;
using SystemUser.Sandbox.World.Internal.Model;

namespace SystemUser.Sandbox.AccessManagement.Internal.Consents;

/// <summary>
/// The sandbox's own way to consent: at Altinn the receiver asks, and a person answers in the portal. Maskinporten's grant then knows it.
/// </summary>
internal sealed class ConsentEndpoints(WorldStore store, TimeProvider clock)
{
    private const string Path = "/sandbox/consents";

    private static readonly TimeSpan s_usualLife = TimeSpan.FromDays(365);

    private static readonly Problem s_notFound = new("SANDBOX-00324", 404, "There is no consent with this id.")
    {
        Form = ProblemForm.Own,
    };

    public void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet(Path, List);
        endpoints.MapPost(Path, GiveAsync);
        endpoints.MapDelete($"{Path}/{{id}}", Withdraw);
    }

    private IResult List() =>
        Answers.Ok(
            store.Current.Consents.All.OrderBy(consent => consent.Consented),
            ConsentJson.Default.IEnumerableConsent
        );

    private async Task<IResult> GiveAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var body = await JsonBody.ReadAsync(request, ConsentJson.Default.NewConsent, cancellationToken);
        return body.Then(Read)
            .Then(consent =>
                store.Change<Consent>(draft =>
                {
                    draft.Put(consent);
                    return consent;
                })
            )
            .Match(consent => Answers.Ok(consent, ConsentJson.Default.Consent, StatusCodes.Status201Created));
    }

    private IResult Withdraw(string id) =>
        store
            .Change<Done>(draft =>
            {
                if (draft.State.Consents.Find(id) is null)
                {
                    return s_notFound;
                }

                draft.Remove<Consent>(id);
                return default(Done);
            })
            .Match(_ => Results.NoContent());

    private Result<Consent> Read(NewConsent asked)
    {
        var now = clock.GetUtcNow();
        if (!Numbers.IsPerson(asked.Giver) && !Numbers.IsOrganization(asked.Giver))
        {
            return Invalid("giver", "giver must be an identity number or an organization number.");
        }

        if (!Numbers.IsOrganization(asked.Receiver))
        {
            return Invalid("receiver", "receiver must be an organization number of nine digits.");
        }

        var resources = asked.Resources?.Where(resource => !string.IsNullOrWhiteSpace(resource)).ToList() ?? [];
        if (resources.Count == 0)
        {
            return Invalid("resources", "resources must name one resource or more.");
        }

        if (asked.ValidTo <= now)
        {
            return Invalid("validTo", "validTo must be in the future.");
        }

        return new Consent
        {
            Id = Guid.NewGuid(),
            Giver = asked.Giver,
            Receiver = asked.Receiver,
            Resources = [.. resources.OfType<string>()],
            Metadata = (asked.Metadata ?? []).ToImmutableSortedDictionary(
                entry => entry.Key,
                entry => entry.Value ?? "",
                StringComparer.Ordinal
            ),
            Consented = now,
            ValidTo = asked.ValidTo ?? now + s_usualLife,
        };
    }

    private static Problem Invalid(string member, string text) => SandboxProblems.BodyInvalid.At(member, text);
}

/// <summary>A consent to be given.</summary>
internal sealed record NewConsent(
    string? Giver,
    string? Receiver,
    IReadOnlyList<string?>? Resources,
    Dictionary<string, string?>? Metadata,
    DateTimeOffset? ValidTo
);

/// <summary>The JSON of consents.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(NewConsent))]
[JsonSerializable(typeof(Consent))]
[JsonSerializable(typeof(IEnumerable<Consent>))]
internal sealed partial class ConsentJson : JsonSerializerContext;
