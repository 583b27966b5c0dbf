using KravOgBetalingerApi.Data;
using KravOgBetalingerApi.Data.Entities;
using KravOgBetalingerApi.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SystemUser.AspNetCore.Authorization;
using SystemUser.AspNetCore.Claims;

namespace KravOgBetalingerApi.Tests.Data;

/// <summary>The one place that keeps parties apart, in whichever database.</summary>
public abstract class PartyFilterTests(SampleApp app)
{
    [Fact]
    public void Every_table_has_the_party_filter_when_the_model_is_built()
    {
        using var scope = Scope(out var context);
        context
            .Model.GetEntityTypes()
            .Where(type =>
                type.GetDeclaredQueryFilters().Count == 0 || !type.ClrType.IsAssignableTo(typeof(IPartsdata))
            )
            .ShouldBeEmpty();
    }

    [Fact]
    public async Task Nothing_is_read_when_the_context_is_open_for_nobody()
    {
        await using var scope = Scope(out var context);
        (await context.Set<Part>().CountAsync(Cancel)).ShouldBe(0);
        (await context.Set<Forfallspost>().CountAsync(Cancel)).ShouldBe(0);
        (await context.Set<Plassering>().CountAsync(Cancel)).ShouldBe(0);
    }

    [Fact]
    public async Task Only_the_partys_rows_are_read_when_the_context_is_open_for_it()
    {
        await using var scope = Scope(out var context);
        context.OpenFor(Party("310904473")).OpenFor(Party("312714051"));
        (await context.Set<Part>().Select(part => part.Partsidentifikator).ToListAsync(Cancel)).ShouldBe(["312714051"]);
        var forfall = await context.Set<Forfallspost>().Select(row => row.Partsidentifikator).ToListAsync(Cancel);
        forfall.ShouldNotBeEmpty();
        forfall.ShouldAllBe(party => party == "312714051");
    }

    [Fact]
    public async Task Saving_throws_when_a_row_is_another_partys()
    {
        await using var scope = Scope(out var context);
        context.OpenFor(Party("312714051"));
        context.Add(new Part { Partsidentifikator = "987654321", Navn = "FREMMED" });
        await Should.ThrowAsync<InvalidOperationException>(() => context.SaveChangesAsync(Cancel));
        Should.Throw<InvalidOperationException>(() => context.SaveChanges());
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static AuthorizedParty Party(string number) => new(OrganizationNumber.Parse(number), isOwner: true);

    private AsyncServiceScope Scope(out KravOgBetalingerContext context)
    {
        var scope = app.Services.CreateAsyncScope();
        context = scope.ServiceProvider.GetRequiredService<KravOgBetalingerContext>();
        return scope;
    }
}
