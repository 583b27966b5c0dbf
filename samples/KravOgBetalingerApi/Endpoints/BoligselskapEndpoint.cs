using System.Security.Cryptography;
using System.Text.Json;
using KravOgBetalingerApi.Data;
using KravOgBetalingerApi.Errors;
using KravOgBetalingerApi.Json;
using KravOgBetalingerApi.Mapping;
using KravOgBetalingerApi.Models;
using Microsoft.AspNetCore.Mvc;
using SystemUser.AspNetCore.Authorization;

namespace KravOgBetalingerApi.Endpoints;

/// <summary>Takes a housing company's report: another scope, another resource, and a write. The correlation id makes repeating it harmless.</summary>
internal static class BoligselskapEndpoint
{
    private const int MaxBytes = 1024 * 1024;

    public static void MapBoligselskap(this IEndpointRouteBuilder endpoints) =>
        endpoints
            .MapPost("/v1/innrapportering/boligselskap/{partsidentifikator}", ReceiveAsync)
            .Accepts<Innrapportering>("application/json")
            .RequireSystemUserRight(
                "ske-innrapportering-boligselskap",
                right =>
                {
                    right.Scope = Scopes.Boligselskap;
                    right.PartyFromRoute = "partsidentifikator";
                    right.AllowClients = true;
                }
            )
            .WithMetadata(new RequestSizeLimitAttribute(MaxBytes))
            .Produces<Kvittering>()
            .WithTags("Innrapportering")
            .WithSummary(
                "Receives a housing company's report; repeating it under the same Korrelasjonsid is harmless."
            );

    private static async Task<IResult> ReceiveAsync(
        HttpContext context,
        AuthorizedParty party,
        IInnrapporteringsregister register,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        if (context.GetCallersKorrelasjonsid() is not { } korrelasjonsid)
        {
            return FeilResult.UgyldigInndata($"{Korrelasjon.Header} må være en uuid i et eget felt i hodet");
        }

        var body = await ReadAsync(context.Request.Body, cancellationToken);
        if (Read(body) is not { } report)
        {
            return FeilResult.UgyldigInndata("Innholdet er ikke en innrapportering i JSON");
        }

        if (InnrapporteringRules.FindFault(report, time.GetNorwegianDate()) is { } fault)
        {
            return FeilResult.UgyldigInndata(fault);
        }

        var post = report.ToEntity(party, korrelasjonsid, SHA256.HashData(body), time.GetUtcNow());
        var kept = await register.ReceiveAsync(party, post, cancellationToken);
        return kept.Avtrykk.AsSpan().SequenceEqual(post.Avtrykk)
            ? TypedResults.Ok(kept.ToKvittering())
            : FeilResult.UgyldigInndata($"{Korrelasjon.Header} er brukt for en annen innrapportering");
    }

    private static async Task<byte[]> ReadAsync(Stream body, CancellationToken cancellationToken)
    {
        using var content = new MemoryStream();
        try
        {
            await body.CopyToAsync(content, cancellationToken);
        }
        catch (IOException exception) when (exception is not BadHttpRequestException)
        {
            throw new BadHttpRequestException("The body does not come through.", exception);
        }

        return content.ToArray();
    }

    private static Innrapportering? Read(byte[] body)
    {
        try
        {
            return JsonSerializer.Deserialize(body, ApiJson.Innrapportering);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
