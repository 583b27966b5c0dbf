using KravOgBetalingerApi.Data;
using KravOgBetalingerApi.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace KravOgBetalingerApi.Tests.Data;

/// <summary>Queries are planned once: planning these takes longer than running them.</summary>
public sealed class PlanTests(PostgreSqlApp app) : IClassFixture<PostgreSqlApp>
{
    [Fact]
    public async Task Queries_are_planned_once_when_run_on_postgresql()
    {
        await using var scope = app.OrSkip().Services.CreateAsyncScope();
        var context = scope.ServiceProvider.GetRequiredService<KravOgBetalingerContext>();
        var mode = await context
            .Database.SqlQueryRaw<string>("SELECT current_setting('plan_cache_mode') AS \"Value\"")
            .SingleAsync(TestContext.Current.CancellationToken);
        mode.ShouldBe("force_generic_plan");
    }
}
