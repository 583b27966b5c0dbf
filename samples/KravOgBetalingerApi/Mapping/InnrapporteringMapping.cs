using KravOgBetalingerApi.Data.Entities;
using KravOgBetalingerApi.Models;
using SystemUser.AspNetCore.Authorization;

namespace KravOgBetalingerApi.Mapping;

/// <summary>Turns a report into rows, and rows into a receipt.</summary>
internal static class InnrapporteringMapping
{
    public static Innrapporteringspost ToEntity(
        this Innrapportering report,
        AuthorizedParty party,
        Guid korrelasjonsid,
        byte[] avtrykk,
        DateTimeOffset mottatt
    ) =>
        new()
        {
            Partsidentifikator = party.ToString(),
            Korrelasjonsid = korrelasjonsid,
            Avtrykk = avtrykk,
            // What every store keeps, so that the receipt is the same again.
            Mottatt = DateTimeOffset.FromUnixTimeMilliseconds(mottatt.ToUnixTimeMilliseconds()),
            Inntektsaar = report.Inntektsaar,
            Andeler =
            [
                .. report.Andel.Select(andel => new Andelspost
                {
                    Partsidentifikator = party.ToString(),
                    Korrelasjonsid = korrelasjonsid,
                    Andelsnummer = andel.Andelsnummer,
                    Andelshaver = andel.Andelshaver,
                    AndelInntekter = andel.AndelInntekter,
                    AndelUtgifter = andel.AndelUtgifter,
                    AndelFormue = andel.AndelFormue,
                    AndelGjeld = andel.AndelGjeld,
                }),
            ],
        };

    public static Kvittering ToKvittering(this Innrapporteringspost post) =>
        new()
        {
            PartIdentifikator = post.Partsidentifikator,
            Korrelasjonsid = post.Korrelasjonsid,
            Inntektsaar = post.Inntektsaar,
            AntallAndeler = post.Andeler.Count,
            Mottatt = post.Mottatt,
        };
}
