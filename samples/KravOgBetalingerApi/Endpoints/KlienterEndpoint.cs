using System.ComponentModel;
using KravOgBetalingerApi.Data;
using KravOgBetalingerApi.Errors;
using KravOgBetalingerApi.Mapping;
using KravOgBetalingerApi.Models;
using SystemUser.AspNetCore.Altinn;
using SystemUser.AspNetCore.Authorization;
using SystemUser.AspNetCore.Claims;
using SystemUser.AspNetCore.Decisions;

namespace KravOgBetalingerApi.Endpoints;

/// <summary>
/// What an accountant's clients owe: Altinn's directory gives the clients, the policy decision point decides for each of a page,
/// and one query reads those that are permitted.
/// </summary>
internal static class KlienterEndpoint
{
    private const string Path = "/v1/regnskapssystem/klienter/aapnekrav";
    private const int MaxPerPage = 100;
    private static readonly SystemUserRight s_right = new("ske-krav-og-betalinger", "read");

    public static void MapKlienter(this IEndpointRouteBuilder endpoints) =>
        endpoints
            .MapGet(Path, GetAapneKravAsync)
            .RequireMaskinportenScope(Scopes.KravOgBetalinger)
            .Produces<Klientoversikt>()
            .WithTags("Regnskapssystem")
            .WithSummary("Gets a page of an accountant's clients, with the totals of each.")
            .WithDescription(
                $"Altinn decides for each client whether the system user has the right `{s_right}`; every client has a status."
            );

    private static async Task<IResult> GetAapneKravAsync(
        AltinnSystemUser systemUser,
        IAuthorizedPartyDirectory directory,
        ISystemUserAuthorizer authorizer,
        IKravregister register,
        TimeProvider time,
        CancellationToken cancellationToken,
        [Description("The page, from 1.")] int side = 1,
        [Description("How many clients a page has: 1 to 100.")] int antall = MaxPerPage
    )
    {
        if (side < 1 || antall is < 1 or > MaxPerPage)
        {
            return FeilResult.UgyldigInndata($"side må være minst 1, og antall fra 1 til {MaxPerPage}");
        }

        var organizations = await directory.GetOrganizationsAsync(systemUser.Id, s_right.Resource, cancellationToken);
        var clients = organizations.Where(organization => organization.Number != systemUser.Owner).ToList();
        var page = clients.Chunk(antall).ElementAtOrDefault(side - 1) ?? [];
        var questions = page.Select(client => new SystemUserQuestion(s_right, client.Number)).ToList();
        var answers =
            questions.Count == 0 ? [] : await authorizer.AuthorizeManyAsync(systemUser, questions, cancellationToken);
        var saldoer = await register.FindSaldoerAsync(
            [.. answers.Select(answer => answer.Party).OfType<AuthorizedParty>()],
            cancellationToken
        );
        var today = time.GetNorwegianDate();
        return TypedResults.Ok(
            new Klientoversikt
            {
                PartIdentifikator = systemUser.Owner.ToString(),
                Side = side,
                AntallKlienter = clients.Count,
                Klienter = [.. page.Zip(answers, (client, answer) => KlientMapping.Of(client, answer, saldoer, today))],
            }
        );
    }
}
