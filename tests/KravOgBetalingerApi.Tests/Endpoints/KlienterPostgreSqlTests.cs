using System.Diagnostics;
using KravOgBetalingerApi.Data.Synthetic;
using KravOgBetalingerApi.Tests.Support;

namespace KravOgBetalingerApi.Tests.Endpoints;

public sealed class KlienterPostgreSqlTests(PostgreSqlApp app)
    : KlienterTests(app.OrSkip()),
        IClassFixture<PostgreSqlApp>
{
    [Fact]
    public async Task One_query_is_made_when_a_page_is_read()
    {
        var queries = 0;
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Npgsql",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity =>
            {
                if (activity.GetTagItem("db.namespace") as string == app.Database)
                {
                    Interlocked.Increment(ref queries);
                }
            },
        };
        app.ArrangeClients([.. SyntetiskRegister.Organisasjonsnumre().Take(30)]);
        app.Sandbox.Pdp.Permit();
        using var client = app.CreateClient("314250052");
        ActivitySource.AddActivityListener(listener);
        for (var side = 1; side <= 3; side++)
        {
            var answer = await client.GetAsync(
                $"/v1/regnskapssystem/klienter/aapnekrav?side={side}&antall=10",
                TestContext.Current.CancellationToken
            );
            await answer.ShouldBeOkAsync();
            queries.ShouldBe(side);
        }
    }
}
