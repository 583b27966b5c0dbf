using KravOgBetalingerApi.Data.Entities;
using KravOgBetalingerApi.Data.Synthetic;
using SystemUser.AspNetCore.Claims;

namespace KravOgBetalingerApi.Tests.Data;

public sealed class SyntetiskRegisterTests
{
    private static readonly List<Part> s_parter = [.. SyntetiskRegister.Build(1000)];

    [Fact]
    public void Each_party_is_there_once_when_a_thousand_are_invented()
    {
        s_parter.Count.ShouldBeGreaterThan(1000);
        s_parter.Select(part => part.Partsidentifikator).ShouldBeUnique();
        s_parter.ShouldContain(part => part.Partsidentifikator == "310904473");
        s_parter.ShouldContain(part => part.Partsidentifikator == "314250052");
        s_parter.ShouldContain(part => part.Partsidentifikator == "312714051");
    }

    [Fact]
    public void Check_digits_are_valid_when_organization_numbers_are_invented() =>
        SyntetiskRegister
            .Organisasjonsnumre()
            .Take(1000)
            .ShouldAllBe(number => OrganizationNumber.Parse(number).HasValidCheckDigit);

    [Fact]
    public void The_register_is_the_same_when_built_again() =>
        SyntetiskRegister
            .Build(50)
            .SelectMany(part => part.Krav)
            .Select(krav => (krav.Kravidentifikator, krav.OpprinneligBeloep, krav.GjenstaaendeBeloep))
            .ShouldBe(
                s_parter
                    .Take(SyntetiskRegister.Build(50).Count())
                    .SelectMany(part => part.Krav)
                    .Select(krav => (krav.Kravidentifikator, krav.OpprinneligBeloep, krav.GjenstaaendeBeloep))
            );

    [Fact]
    public void The_remainder_is_the_amount_plus_all_placings_when_a_due_date_is_built()
    {
        foreach (var forfall in s_parter.SelectMany(part => part.Krav).SelectMany(krav => krav.Forfall))
        {
            var placed = forfall.Brukt.Sum(bruk => bruk.Beloep) - forfall.Mottatt.Sum(mottatt => mottatt.Beloep);
            forfall.GjenstaaendeBeloep.ShouldBe(forfall.OpprinneligBeloep + placed);
        }
    }

    [Fact]
    public void Claims_payments_and_payouts_are_the_sums_of_their_parts_when_built()
    {
        foreach (var part in s_parter)
        {
            part.Krav.ShouldAllBe(krav => krav.GjenstaaendeBeloep == krav.Forfall.Sum(post => post.GjenstaaendeBeloep));
            part.Innbetalinger.ShouldAllBe(post =>
                post.UplassertBeloep == post.InnbetaltBeloep + post.Brukt.Sum(bruk => bruk.Beloep)
            );
            part.Innbetalinger.ShouldAllBe(post => post.UplassertBeloep <= 0);
            part.Utbetalinger.ShouldAllBe(post => post.UtbetaltBeloep == post.Mottatt.Sum(mottatt => mottatt.Beloep));
        }
    }

    [Fact]
    public void Ids_are_unique_when_they_are_one_partys()
    {
        foreach (var part in s_parter)
        {
            part.Krav.Select(krav => krav.Kravidentifikator).ShouldBeUnique();
            part.Krav.SelectMany(krav => krav.Forfall).Select(post => post.Forfallsidentifikator).ShouldBeUnique();
            part.Innbetalinger.Select(post => post.Innbetalingsidentifikator).ShouldBeUnique();
            part.Utbetalinger.Select(post => post.Utbetalingsidentifikator).ShouldBeUnique();
        }
    }

    [Fact]
    public void Every_kind_of_row_occurs_when_the_register_is_built()
    {
        s_parter.ShouldContain(part => part.Krav.All(krav => krav.GjenstaaendeBeloep == 0));
        var plasseringer = s_parter
            .SelectMany(part => part.Krav)
            .SelectMany(krav => krav.Forfall)
            .SelectMany(forfall => forfall.Brukt)
            .Concat(s_parter.SelectMany(part => part.Innbetalinger).SelectMany(innbetaling => innbetaling.Brukt))
            .ToList();
        plasseringer.ShouldContain(p => p.FraInnbetaling != null && p.TilForfall != null);
        plasseringer.ShouldContain(p => p.FraInnbetaling != null && p.TilUtbetaling != null);
        plasseringer.ShouldContain(p => p.FraInnbetaling != null && p.TilMotregning != null);
        plasseringer.ShouldContain(p => p.FraForfall != null && p.TilForfall != null);
        plasseringer.ShouldContain(p => p.FraForfall != null && p.TilUtbetaling != null);
        plasseringer.ShouldContain(p => p.FraForfall != null && p.TilMotregning != null);
    }
}
