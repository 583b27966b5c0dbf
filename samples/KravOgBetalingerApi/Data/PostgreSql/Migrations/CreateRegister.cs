using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace KravOgBetalingerApi.Data.PostgreSql.Migrations;

/// <summary>
/// Creates the register. Migrations are written by hand, in the database's own language; a test compares them with the model.
/// </summary>
[DbContext(typeof(KravOgBetalingerContext))]
[Migration("20261120000000_CreateRegister")]
internal sealed class CreateRegister : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql(
            """
            CREATE TABLE part (
                partsidentifikator text NOT NULL PRIMARY KEY,
                navn text NOT NULL,
                skjermet boolean NOT NULL
            );

            CREATE TABLE krav (
                partsidentifikator text NOT NULL REFERENCES part ON DELETE CASCADE,
                kravidentifikator text NOT NULL,
                kravtype text NOT NULL,
                kravgruppe text NOT NULL,
                beskrivelse text,
                opprinneligbeloep numeric(18,2) NOT NULL,
                gjenstaaendebeloep numeric(18,2) NOT NULL,
                renteberegnes boolean NOT NULL,
                opprettelsesdato date NOT NULL,
                hovedstolkravidentifikator text,
                fastsettingsmaate text,
                termin_beskrivelse text,
                termin_aar text,
                termin_fradato date,
                termin_tildato date,
                termin_teknisknavn text,
                PRIMARY KEY (partsidentifikator, kravidentifikator)
            );
            CREATE INDEX ix_krav_aapne ON krav (partsidentifikator) WHERE gjenstaaendebeloep <> 0;
            CREATE INDEX ix_krav_opprettelsesdato ON krav (partsidentifikator, opprettelsesdato);

            CREATE TABLE forfall (
                partsidentifikator text NOT NULL,
                forfallsidentifikator text NOT NULL,
                kravidentifikator text NOT NULL,
                forfallsdato date NOT NULL,
                opprinneligbeloep numeric(18,2) NOT NULL,
                gjenstaaendebeloep numeric(18,2) NOT NULL,
                betaling_kidnummer text,
                betaling_melding text,
                betaling_kontoeier text,
                betaling_kontonummer text,
                betaling_iban text,
                betaling_swift text,
                betaling_valutakode text,
                PRIMARY KEY (partsidentifikator, forfallsidentifikator),
                FOREIGN KEY (partsidentifikator, kravidentifikator) REFERENCES krav ON DELETE CASCADE
            );
            CREATE INDEX ix_forfall_krav ON forfall (partsidentifikator, kravidentifikator);

            CREATE TABLE innbetaling (
                partsidentifikator text NOT NULL REFERENCES part ON DELETE CASCADE,
                innbetalingsidentifikator text NOT NULL,
                innbetalingsdato date NOT NULL,
                innbetaltbeloep numeric(18,2) NOT NULL,
                uplassertbeloep numeric(18,2) NOT NULL,
                innbetalingstype text NOT NULL,
                mottakerskontonummer text NOT NULL,
                fra_kidnummer text,
                fra_melding text,
                fra_kontoeier text,
                fra_kontonummer text,
                fra_iban text,
                fra_swift text,
                fra_valutakode text,
                PRIMARY KEY (partsidentifikator, innbetalingsidentifikator)
            );
            CREATE INDEX ix_innbetaling_uplasserte ON innbetaling (partsidentifikator) WHERE uplassertbeloep <> 0;
            CREATE INDEX ix_innbetaling_innbetalingsdato ON innbetaling (partsidentifikator, innbetalingsdato);

            CREATE TABLE utbetaling (
                partsidentifikator text NOT NULL REFERENCES part ON DELETE CASCADE,
                utbetalingsidentifikator text NOT NULL,
                utbetaltdato date NOT NULL,
                utbetaltbeloep numeric(18,2) NOT NULL,
                status text NOT NULL,
                til_kidnummer text,
                til_melding text,
                til_kontoeier text,
                til_kontonummer text,
                til_iban text,
                til_swift text,
                til_valutakode text,
                PRIMARY KEY (partsidentifikator, utbetalingsidentifikator)
            );
            CREATE INDEX ix_utbetaling_utbetaltdato ON utbetaling (partsidentifikator, utbetaltdato);

            CREATE TABLE motregning (
                partsidentifikator text NOT NULL,
                motregningsidentifikator text NOT NULL,
                innkrevingsmyndighet text NOT NULL,
                beskrivelse text NOT NULL,
                kreditorsnavn text NOT NULL,
                forfallsdato date NOT NULL,
                forsinkelsesrenter numeric(18,2) NOT NULL,
                PRIMARY KEY (partsidentifikator, motregningsidentifikator)
            );

            CREATE TABLE plassering (
                partsidentifikator text NOT NULL,
                plasseringsnummer integer NOT NULL,
                dato date NOT NULL,
                beloep numeric(18,2) NOT NULL CHECK (beloep > 0),
                frainnbetalingsidentifikator text,
                fraforfallsidentifikator text,
                tilforfallsidentifikator text,
                tilutbetalingsidentifikator text,
                tilmotregningsidentifikator text,
                PRIMARY KEY (partsidentifikator, plasseringsnummer),
                CHECK (num_nonnulls(frainnbetalingsidentifikator, fraforfallsidentifikator) = 1),
                CHECK (num_nonnulls(tilforfallsidentifikator, tilutbetalingsidentifikator, tilmotregningsidentifikator) = 1),
                FOREIGN KEY (partsidentifikator, frainnbetalingsidentifikator) REFERENCES innbetaling,
                FOREIGN KEY (partsidentifikator, fraforfallsidentifikator) REFERENCES forfall,
                FOREIGN KEY (partsidentifikator, tilforfallsidentifikator) REFERENCES forfall,
                FOREIGN KEY (partsidentifikator, tilutbetalingsidentifikator) REFERENCES utbetaling,
                FOREIGN KEY (partsidentifikator, tilmotregningsidentifikator) REFERENCES motregning
            );
            CREATE INDEX ix_plassering_frainnbetaling ON plassering (partsidentifikator, frainnbetalingsidentifikator);
            CREATE INDEX ix_plassering_fraforfall ON plassering (partsidentifikator, fraforfallsidentifikator);
            CREATE INDEX ix_plassering_tilforfall ON plassering (partsidentifikator, tilforfallsidentifikator);
            CREATE INDEX ix_plassering_tilutbetaling ON plassering (partsidentifikator, tilutbetalingsidentifikator);
            CREATE INDEX ix_plassering_tilmotregning ON plassering (partsidentifikator, tilmotregningsidentifikator);

            CREATE TABLE innrapportering (
                partsidentifikator text NOT NULL,
                korrelasjonsid uuid NOT NULL,
                avtrykk bytea NOT NULL,
                mottatt timestamp with time zone NOT NULL,
                inntektsaar integer NOT NULL,
                PRIMARY KEY (partsidentifikator, korrelasjonsid)
            );

            CREATE TABLE andel (
                partsidentifikator text NOT NULL,
                korrelasjonsid uuid NOT NULL,
                andelsnummer text NOT NULL,
                andelshaver text NOT NULL,
                andelinntekter bigint NOT NULL,
                andelutgifter bigint NOT NULL,
                andelformue bigint NOT NULL,
                andelgjeld bigint NOT NULL,
                PRIMARY KEY (partsidentifikator, korrelasjonsid, andelsnummer),
                FOREIGN KEY (partsidentifikator, korrelasjonsid) REFERENCES innrapportering ON DELETE CASCADE
            );
            """
        );

    protected override void Down(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql(
            "DROP TABLE andel, innrapportering, plassering, motregning, utbetaling, innbetaling, forfall, krav, part;"
        );
}
