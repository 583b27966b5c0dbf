using System.Text.Json;
using KravOgBetalingerApi.Json;
using KravOgBetalingerApi.Models;

namespace KravOgBetalingerApi.Tests.Json;

/// <summary>The names that the published API gives, type by type, with the spellings that look like mistakes.</summary>
public sealed class WireNameTests
{
    private static readonly JsonSerializerOptions s_options = CreateOptions();

    public static TheoryData<Type, string> Published =>
        new()
        {
            {
                typeof(AapneKrav),
                "partIdentifikator aapentKravMedGjenstaaendeBeloep innbetalingMedUplassertBeloep totalOversikt oversiktPerKravgruppe skjermet"
            },
            { typeof(AlleKrav), "partIdentifikator periode krav skjermet" },
            { typeof(Innbetalinger), "partIdentifikator periode innbetaling skjermet" },
            { typeof(Utbetalinger), "partIdentifikator periode utbetaling skjermet" },
            { typeof(Periode), "fraOgMed tilOgMed" },
            {
                typeof(Krav),
                "partIdentifikator kravidentifikator kravtype opprinneligBeloep gjenstaaendeBeloep stipulerteRenter kravforfall kravbeskrivelse kravperiode opprettelsesdatoForKrav kravgruppe hovedstolKravidentifikator fastsettingsmaate motregningAvKreditkrav"
            },
            {
                typeof(Kravforfall),
                "kravforfallsIdentifikator forfallsdato opprinneligBeloep gjenstaaendeBeloep betalingsinformasjon plassertInnbetaling plassertMotkrav plassertUtbetaling"
            },
            { typeof(Kravperiode), "periodeBeskrivelse aar fraDato tilDato terminTekniskNavn" },
            {
                typeof(Betalingsinformasjon),
                "kidnummer meldingSendtTilMottaker konto sjekkSendtTil utbetalingskortSendtTil valutakode"
            },
            { typeof(Bankkonto), "bankinformasjon kontoeiersNavn kontonummer iban swiftBIC" },
            { typeof(Mottaker), "mottakersNavn mottakersAddresse" },
            { typeof(AdresseFrittFormat), "adressetekst poststedsnavn postnummer landkode" },
            {
                typeof(InnbetalingPlassertMotKrav),
                "innbetalingsIdentifikator plassertBeloep plassertDato innbetalingsdato innbetaltBeloep innbetaltFra innbetalingstype"
            },
            {
                typeof(KravPlassertMotKrav),
                "kravforfallsIdentifikator plassertBeloep plassertDato kravbeskrivelse forfallsdato kravperiode kravtype"
            },
            {
                typeof(UtbetalingPlassertMotKrav),
                "utbetalingsidentifikator utbetaltBeloep utbetaltDato betaltTil plassertBeloep plassertDato"
            },
            {
                typeof(TotalOversikt),
                "sumStipulerteRenter sumForfalteKrav sumIkkeForfalteKrav sumUplasserteInnbetalinger saldo"
            },
            {
                typeof(OversiktPerKravgruppe),
                "kravgruppe sumStipulerteRenter sumForfalteKrav sumIkkeForfalteKrav saldo"
            },
            {
                typeof(Innbetaling),
                "partIdentifikator innbetalingsidentifikator innbetalingsdato innbetaltBeloep plassertKrav uplassertBeloep mottakersKontonummer innbetaltFra innbetalingstype plassertUtbetaling motregningAvInnbetaling"
            },
            {
                typeof(KravPlassertMotInnbetaling),
                "kravforfallIdentifikator plassertBeloep plassertDato kravbeskrivelse kravforfallsdato opprinneligKravforfallsbeloep gjenstaaendeKravforfallsbeloep"
            },
            {
                typeof(UtbetalingPlassertMotInnbetaling),
                "utbetalingsidentifikator utbetaltdato utbetaltBeloep betaltTil"
            },
            {
                typeof(MotregningAvInnbetaling),
                "motregningsidentifikator innkrevingsmyndighet dekketKrav hovedkrav motregnetdato"
            },
            {
                typeof(MotregningAvKreditkrav),
                "motregningsidentifikator innkrevingsmyndighet dekketkrav hovedkrav motregnetdato"
            },
            { typeof(HovedKrav), "innbetalingBruktImotregning kreditkravBruktIMotregning" },
            { typeof(InnbetalingBruktIMotregning), "innbetalingsidentifikator uplassertBeloep" },
            {
                typeof(KreditkravBruktIMotregning),
                "kravforfallsIdentifikator gjenstaaendeBeloep kravbeskrivelse kravperiode"
            },
            {
                typeof(DekketKrav),
                "motregnetBeloep dekketKravBeskrivelse innkrevingsmyndighet forfallsdato kreditorsnavn forsinkelsesrenter"
            },
            {
                typeof(Utbetaling),
                "partIdentifikator utbetalingsidentifikator utbetaltdato utbetaltBeloep betaltTil grunnlagForUtbetaling utbetalingstatus"
            },
            { typeof(GrunnlagForUtbetaling), "kreditKrav tilbakebetalingAv" },
            {
                typeof(KreditKrav),
                "kravforfallidentifikator kravbeskrivelse kravtype kravperiode opprinneligBeloep gjenstaaendeBeloep utbetaltBeloep"
            },
            {
                typeof(InnbetalingPlassertMotUtbetaling),
                "innbetalingsIdentifikator innbetalingstype innbetalingsdato innbetaltBeloep innbetaltFra utbetaltBeloep"
            },
            { typeof(MultiSpraakTekst), "spraakTekst" },
            { typeof(SpraakTekst), "tekst spraak" },
            { typeof(Feil), "kode melding korrelasjonsid" },
        };

    [Theory]
    [MemberData(nameof(Published))]
    public void A_model_has_the_published_names_and_no_others_when_written(Type type, string names) =>
        s_options
            .GetTypeInfo(type)
            .Properties.Select(property => property.Name)
            .ShouldBe(names.Split(' '), ignoreOrder: true);

    [Theory]
    [InlineData(Utbetalingstatus.Bekreftet, "\"bekreftet\"")]
    [InlineData(Utbetalingstatus.UnderUtbetaling, "\"underUtbetaling\"")]
    public void Enums_are_in_camel_case_when_written(Utbetalingstatus status, string json) =>
        JsonSerializer.Serialize(status, s_options).ShouldBe(json);

    [Theory]
    [InlineData("48350", "48350.0")]
    [InlineData("48350.00", "48350.0")]
    [InlineData("-305358.85", "-305358.85")]
    [InlineData("0", "0.0")]
    public void Amounts_have_one_decimal_or_more_when_written(string amount, string json) =>
        JsonSerializer
            .Serialize(decimal.Parse(amount, System.Globalization.CultureInfo.InvariantCulture), s_options)
            .ShouldBe(json);

    [Fact]
    public void What_is_empty_is_left_out_when_written() =>
        JsonSerializer
            .Serialize(
                new GrunnlagForUtbetaling { KreditKrav = [], TilbakebetalingAv = [new() { InnbetaltFra = new() }] },
                s_options
            )
            .ShouldBe("""{"tilbakebetalingAv":[{"innbetaltFra":{}}]}""");

    private static JsonSerializerOptions CreateOptions()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web);
        ApiJson.Configure(options);
        options.MakeReadOnly();
        return options;
    }
}
