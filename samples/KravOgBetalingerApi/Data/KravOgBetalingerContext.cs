using KravOgBetalingerApi.Data.Entities;
using KravOgBetalingerApi.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using SystemUser.AspNetCore.Authorization;

namespace KravOgBetalingerApi.Data;

/// <summary>
/// The register of claims, payments and payouts, open for the parties that it was opened for and for no others.
/// </summary>
/// <remarks>
/// The party filter stands here and nowhere else: every table has it, so that a query that forgets the party reads nothing, and
/// a row of another party cannot be stored. Contexts are not pooled, since a pooled one would carry its parties to the next request.
/// </remarks>
public sealed class KravOgBetalingerContext(DbContextOptions<KravOgBetalingerContext> options) : DbContext(options)
{
    private readonly List<string> _parter = [];

    /// <summary>Opens the register for a party that the request was authorized for, and for no other.</summary>
    /// <returns>This context.</returns>
    public KravOgBetalingerContext OpenFor(AuthorizedParty party) => OpenFor([party]);

    /// <summary>Opens the register for parties that Altinn permitted, and for no others.</summary>
    /// <returns>This context.</returns>
    public KravOgBetalingerContext OpenFor(IEnumerable<AuthorizedParty> parties)
    {
        _parter.Clear();
        _parter.AddRange(parties.Select(party => party.Number.ToString()));
        return this;
    }

    /// <inheritdoc/>
    public override int SaveChanges(bool acceptAllChangesOnSuccess)
    {
        RefuseOtherParties();
        return base.SaveChanges(acceptAllChangesOnSuccess);
    }

    /// <inheritdoc/>
    public override Task<int> SaveChangesAsync(
        bool acceptAllChangesOnSuccess,
        CancellationToken cancellationToken = default
    )
    {
        RefuseOtherParties();
        return base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
    }

    /// <inheritdoc/>
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<decimal>().HavePrecision(18, 2);
        if (Database.IsSqlite())
        {
            // As text, which SQLite would keep them as, neither orders nor sums.
            configurationBuilder.Properties<decimal>().HaveConversion<Oere>();
            configurationBuilder.Properties<DateTimeOffset>().HaveConversion<DateTimeOffsetToBinaryConverter>();
        }
    }

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        RegisterModel.Configure(modelBuilder);
        Filter<Part>(modelBuilder);
        Filter<Kravpost>(modelBuilder);
        Filter<Forfallspost>(modelBuilder);
        Filter<Innbetalingspost>(modelBuilder);
        Filter<Utbetalingspost>(modelBuilder);
        Filter<Motregningspost>(modelBuilder);
        Filter<Plassering>(modelBuilder);
        Filter<Innrapporteringspost>(modelBuilder);
        Filter<Andelspost>(modelBuilder);
    }

    private void Filter<T>(ModelBuilder modelBuilder)
        where T : class, IPartsdata =>
        modelBuilder.Entity<T>().HasQueryFilter(row => _parter.Contains(row.Partsidentifikator));

    private void RefuseOtherParties()
    {
        if (ChangeTracker.Entries<IPartsdata>().Any(row => !_parter.Contains(row.Entity.Partsidentifikator)))
        {
            throw new InvalidOperationException(
                "A row belongs to a party that the register is not open for. Call OpenFor with the AuthorizedParty of the request first."
            );
        }
    }
}
