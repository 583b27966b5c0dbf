using KravOgBetalingerApi.Data.Entities;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace KravOgBetalingerApi.Data;

/// <summary>
/// The tables. Every key and every reference begins with the party, so that rows of one party lie together and a row cannot point at another party's.
/// </summary>
internal static class RegisterModel
{
    public static void Configure(ModelBuilder modelBuilder)
    {
        Configure(modelBuilder.Entity<Part>());
        Configure(modelBuilder.Entity<Kravpost>());
        Configure(modelBuilder.Entity<Forfallspost>());
        Configure(modelBuilder.Entity<Innbetalingspost>());
        Configure(modelBuilder.Entity<Utbetalingspost>());
        Configure(modelBuilder.Entity<Motregningspost>());
        Configure(modelBuilder.Entity<Plassering>());
        Configure(modelBuilder.Entity<Innrapporteringspost>());
        Configure(modelBuilder.Entity<Andelspost>());
        NameInLowerCase(modelBuilder);
    }

    private static void Configure(EntityTypeBuilder<Part> part)
    {
        part.ToTable("part").HasKey(row => row.Partsidentifikator);
        part.HasMany(row => row.Krav).WithOne().HasForeignKey(row => row.Partsidentifikator);
        part.HasMany(row => row.Innbetalinger).WithOne().HasForeignKey(row => row.Partsidentifikator);
        part.HasMany(row => row.Utbetalinger).WithOne().HasForeignKey(row => row.Partsidentifikator);
    }

    private static void Configure(EntityTypeBuilder<Kravpost> krav)
    {
        krav.ToTable("krav").HasKey(row => new { row.Partsidentifikator, row.Kravidentifikator });
        krav.ComplexProperty(row => row.Termin);
        krav.HasMany(row => row.Forfall)
            .WithOne(row => row.Krav)
            .HasForeignKey(row => new { row.Partsidentifikator, row.Kravidentifikator });
        krav.HasIndex(row => row.Partsidentifikator, "ix_krav_aapne").HasFilter("gjenstaaendebeloep <> 0");
        krav.HasIndex(row => new { row.Partsidentifikator, row.Opprettelsesdato }, "ix_krav_opprettelsesdato");
        krav.Property(row => row.Fastsettingsmaate).HasConversion<string>();
    }

    private static void Configure(EntityTypeBuilder<Forfallspost> forfall)
    {
        forfall.ToTable("forfall").HasKey(row => new { row.Partsidentifikator, row.Forfallsidentifikator });
        forfall.ComplexProperty(row => row.Betaling).IsRequired();
        forfall.HasIndex(row => new { row.Partsidentifikator, row.Kravidentifikator }, "ix_forfall_krav");
    }

    private static void Configure(EntityTypeBuilder<Innbetalingspost> innbetaling)
    {
        innbetaling.ToTable("innbetaling").HasKey(row => new { row.Partsidentifikator, row.Innbetalingsidentifikator });
        innbetaling.ComplexProperty(row => row.Fra);
        innbetaling
            .HasIndex(row => row.Partsidentifikator, "ix_innbetaling_uplasserte")
            .HasFilter("uplassertbeloep <> 0");
        innbetaling.HasIndex(
            row => new { row.Partsidentifikator, row.Innbetalingsdato },
            "ix_innbetaling_innbetalingsdato"
        );
    }

    private static void Configure(EntityTypeBuilder<Utbetalingspost> utbetaling)
    {
        utbetaling.ToTable("utbetaling").HasKey(row => new { row.Partsidentifikator, row.Utbetalingsidentifikator });
        utbetaling.ComplexProperty(row => row.Til);
        utbetaling.Property(row => row.Status).HasConversion<string>();
        utbetaling.HasIndex(row => new { row.Partsidentifikator, row.Utbetaltdato }, "ix_utbetaling_utbetaltdato");
    }

    private static void Configure(EntityTypeBuilder<Motregningspost> motregning) =>
        motregning.ToTable("motregning").HasKey(row => new { row.Partsidentifikator, row.Motregningsidentifikator });

    private static void Configure(EntityTypeBuilder<Plassering> plassering)
    {
        plassering.ToTable("plassering").HasKey(row => new { row.Partsidentifikator, row.Plasseringsnummer });
        plassering
            .HasOne(row => row.FraInnbetaling)
            .WithMany(row => row.Brukt)
            .HasForeignKey(nameof(IPartsdata.Partsidentifikator), "FraInnbetalingsidentifikator");
        plassering
            .HasIndex(nameof(IPartsdata.Partsidentifikator), "FraInnbetalingsidentifikator")
            .HasDatabaseName("ix_plassering_frainnbetaling");
        plassering
            .HasOne(row => row.FraForfall)
            .WithMany(row => row.Brukt)
            .HasForeignKey(nameof(IPartsdata.Partsidentifikator), "FraForfallsidentifikator");
        plassering
            .HasIndex(nameof(IPartsdata.Partsidentifikator), "FraForfallsidentifikator")
            .HasDatabaseName("ix_plassering_fraforfall");
        plassering
            .HasOne(row => row.TilForfall)
            .WithMany(row => row.Mottatt)
            .HasForeignKey(nameof(IPartsdata.Partsidentifikator), "TilForfallsidentifikator");
        plassering
            .HasIndex(nameof(IPartsdata.Partsidentifikator), "TilForfallsidentifikator")
            .HasDatabaseName("ix_plassering_tilforfall");
        plassering
            .HasOne(row => row.TilUtbetaling)
            .WithMany(row => row.Mottatt)
            .HasForeignKey(nameof(IPartsdata.Partsidentifikator), "TilUtbetalingsidentifikator");
        plassering
            .HasIndex(nameof(IPartsdata.Partsidentifikator), "TilUtbetalingsidentifikator")
            .HasDatabaseName("ix_plassering_tilutbetaling");
        plassering
            .HasOne(row => row.TilMotregning)
            .WithMany()
            .HasForeignKey(nameof(IPartsdata.Partsidentifikator), "TilMotregningsidentifikator");
        plassering
            .HasIndex(nameof(IPartsdata.Partsidentifikator), "TilMotregningsidentifikator")
            .HasDatabaseName("ix_plassering_tilmotregning");
    }

    private static void Configure(EntityTypeBuilder<Innrapporteringspost> innrapportering)
    {
        innrapportering.ToTable("innrapportering").HasKey(row => new { row.Partsidentifikator, row.Korrelasjonsid });
        innrapportering
            .HasMany(row => row.Andeler)
            .WithOne()
            .HasForeignKey(row => new { row.Partsidentifikator, row.Korrelasjonsid });
    }

    private static void Configure(EntityTypeBuilder<Andelspost> andel) =>
        andel
            .ToTable("andel")
            .HasKey(row => new
            {
                row.Partsidentifikator,
                row.Korrelasjonsid,
                row.Andelsnummer,
            });

    private static void NameInLowerCase(ModelBuilder modelBuilder)
    {
        foreach (var type in modelBuilder.Model.GetEntityTypes())
        {
            NameInLowerCase(type, string.Empty);
        }
    }

    private static void NameInLowerCase(IMutableTypeBase type, string prefix)
    {
        foreach (var property in type.GetProperties())
        {
            property.SetColumnName((prefix + property.Name).ToLowerInvariant());
        }

        foreach (var part in type.GetComplexProperties())
        {
            NameInLowerCase(part.ComplexType, part.Name + "_");
        }
    }
}
