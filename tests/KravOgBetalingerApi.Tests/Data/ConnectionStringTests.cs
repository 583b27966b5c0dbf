using KravOgBetalingerApi.Tests.Support;
using Microsoft.AspNetCore.Hosting;

namespace KravOgBetalingerApi.Tests.Data;

public sealed class ConnectionStringTests
{
    [Theory]
    [InlineData("Hostt=x")]
    [InlineData("Database=kravogbetalinger")]
    [InlineData("Host=h;Password=Hemmelig;Sommer2026=x;Username=u")]
    public void A_connection_string_that_cannot_be_read_stops_the_start_and_is_not_told(string connectionString)
    {
        using var app = SampleApp.With(builder =>
            builder.UseSetting("ConnectionStrings:KravOgBetalinger", connectionString)
        );

        var refusal = Should.Throw<InvalidOperationException>(app.CreateClient);

        refusal.Message.ShouldStartWith("'ConnectionStrings:KravOgBetalinger' cannot be read, or names no Host.");
        refusal.ToString().ShouldNotContain("Sommer2026", Case.Insensitive);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    public async Task A_blank_one_is_none(string connectionString)
    {
        using var app = SampleApp.With(builder =>
            builder.UseSetting("ConnectionStrings:KravOgBetalinger", connectionString)
        );
        using var client = app.CreateClient();

        (await client.GetAsync("/health/ready", TestContext.Current.CancellationToken)).EnsureSuccessStatusCode();
    }
}
