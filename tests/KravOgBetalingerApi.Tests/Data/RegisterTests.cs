using KravOgBetalingerApi.Data;
using KravOgBetalingerApi.Data.Entities;
using KravOgBetalingerApi.Models;
using KravOgBetalingerApi.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SystemUser.AspNetCore.Authorization;
using SystemUser.AspNetCore.Claims;

namespace KravOgBetalingerApi.Tests.Data;

/// <summary>Amounts, days and times in whichever database: they come back as they were, and order and sum alike.</summary>
public abstract class RegisterTests(SampleApp app)
{
    private static readonly decimal[] s_beloep =
    [
        -9.5m,
        -100_000_000_000_000.01m,
        -0.1m,
        -0.2m,
        -10m,
        -0.01m,
        -1234.56m,
    ];

    private static readonly DateTimeOffset[] s_times =
    [
        new(2026, 7, 8, 10, 0, 0, 1, TimeSpan.Zero),
        new(2026, 7, 8, 9, 59, 59, 999, TimeSpan.Zero),
        new(1999, 12, 31, 23, 59, 59, TimeSpan.Zero),
        new(2026, 10, 8, 9, 59, 59, TimeSpan.Zero),
    ];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Amounts_order_and_sum_as_numbers_when_the_database_does_it()
    {
        var party = await AddPaymentsAsync("987654321");
        await using var scope = app.Services.CreateAsyncScope();
        var payments = Open(scope, party).Set<Innbetalingspost>();

        (
            await payments.OrderBy(row => row.UplassertBeloep).Select(row => row.UplassertBeloep).ToListAsync(Cancel)
        ).ShouldBe(s_beloep.Order());
        (await payments.SumAsync(row => row.UplassertBeloep, Cancel)).ShouldBe(s_beloep.Sum());
        (await payments.MinAsync(row => row.UplassertBeloep, Cancel)).ShouldBe(s_beloep.Min());
        (await payments.CountAsync(row => row.UplassertBeloep < -9.99m, Cancel)).ShouldBe(
            s_beloep.Count(one => one < -9.99m)
        );
    }

    [Fact]
    public async Task An_overview_sums_what_is_not_placed_when_there_are_many_payments()
    {
        var party = await AddPaymentsAsync("987654322");
        await using var scope = app.Services.CreateAsyncScope();
        var register = scope.ServiceProvider.GetRequiredService<IKravregister>();

        var saldoer = await register.FindSaldoerAsync([party], Cancel);

        saldoer["987654322"].UplasserteInnbetalinger.ShouldBe(s_beloep.Sum());
        saldoer["987654322"].Forfall.ShouldBeEmpty();
    }

    [Fact]
    public async Task Amounts_are_rounded_to_whole_oere_when_they_are_kept()
    {
        var party = await AddPaymentsAsync("987654323", -0.005m, -1.004m, -2.5m);
        await using var scope = app.Services.CreateAsyncScope();

        var kept = await Open(scope, party)
            .Set<Innbetalingspost>()
            .OrderBy(row => row.Innbetalingsidentifikator)
            .Select(row => row.UplassertBeloep)
            .ToListAsync(Cancel);

        kept.ShouldBe([-0.01m, -1.00m, -2.5m]);
    }

    [Fact]
    public async Task A_period_counts_its_first_and_its_last_day_when_the_database_compares_them()
    {
        var party = await AddPaymentsAsync("987654324");
        await using var scope = app.Services.CreateAsyncScope();
        var register = scope.ServiceProvider.GetRequiredService<IKravregister>();

        var part = await register.FindInnbetalingerAsync(
            party,
            new() { FraOgMed = new(2026, 1, 10), TilOgMed = new(2026, 1, 12) },
            Cancel
        );

        part!.Innbetalinger.Select(row => row.Innbetalingsdato.Day).Order().ShouldBe([10, 11, 12]);
    }

    [Fact]
    public async Task Times_come_back_and_order_as_they_passed_when_the_database_does_it()
    {
        var party = Party("987654325");
        await using (var scope = app.Services.CreateAsyncScope())
        {
            var context = Open(scope, party);
            context.AddRange(
                s_times.Select(time => new Innrapporteringspost
                {
                    Partsidentifikator = party.ToString(),
                    Korrelasjonsid = Guid.NewGuid(),
                    Avtrykk = [1, 2, 3],
                    Mottatt = time,
                    Inntektsaar = 2025,
                })
            );
            await context.SaveChangesAsync(Cancel);
        }

        await using var other = app.Services.CreateAsyncScope();
        var reports = Open(other, party).Set<Innrapporteringspost>();
        (await reports.OrderBy(row => row.Mottatt).Select(row => row.Mottatt).ToListAsync(Cancel)).ShouldBe(
            s_times.Order()
        );
        (await reports.CountAsync(row => row.Mottatt > s_times[1], Cancel)).ShouldBe(2);
    }

    [Fact]
    public async Task Readers_and_writers_are_all_answered_when_they_come_at_once()
    {
        var reports = Enumerable
            .Range(0, 8)
            .Select(async _ =>
            {
                await using var scope = app.Services.CreateAsyncScope();
                var party = Party("987654326");
                await scope
                    .ServiceProvider.GetRequiredService<IInnrapporteringsregister>()
                    .ReceiveAsync(
                        party,
                        new()
                        {
                            Partsidentifikator = party.ToString(),
                            Korrelasjonsid = Guid.NewGuid(),
                            Avtrykk = [1],
                            Mottatt = SampleApp.Today,
                            Inntektsaar = 2025,
                        },
                        Cancel
                    );
            });
        var reads = Enumerable
            .Range(0, 8)
            .Select(async _ =>
            {
                await using var scope = app.Services.CreateAsyncScope();
                var part = await scope
                    .ServiceProvider.GetRequiredService<IKravregister>()
                    .FindAapneKravAsync(Party("310904473"), Cancel);
                part.ShouldNotBeNull();
            });

        await Task.WhenAll([.. reports, .. reads]);
    }

    private static AuthorizedParty Party(string number) => new(OrganizationNumber.Parse(number), isOwner: true);

    private static KravOgBetalingerContext Open(AsyncServiceScope scope, AuthorizedParty party) =>
        scope.ServiceProvider.GetRequiredService<KravOgBetalingerContext>().OpenFor(party);

    private async Task<AuthorizedParty> AddPaymentsAsync(string number, params decimal[] beloep)
    {
        var party = Party(number);
        await using var scope = app.Services.CreateAsyncScope();
        Open(scope, party)
            .Add(
                new Part
                {
                    Partsidentifikator = number,
                    Navn = "SYNTETISK",
                    Innbetalinger =
                    [
                        .. (beloep is [] ? s_beloep : beloep).Select(
                            (one, place) =>
                                new Innbetalingspost
                                {
                                    Partsidentifikator = number,
                                    Innbetalingsidentifikator = $"INN-{place}",
                                    Innbetalingsdato = new(2026, 1, 9 + place),
                                    InnbetaltBeloep = one,
                                    UplassertBeloep = one,
                                    Innbetalingstype = "Innbetalt",
                                    MottakersKontonummer = "12345678903",
                                    Fra = new(),
                                }
                        ),
                    ],
                }
            );
        await scope.ServiceProvider.GetRequiredService<KravOgBetalingerContext>().SaveChangesAsync(Cancel);
        return party;
    }
}
