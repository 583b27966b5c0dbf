using KravOgBetalingerApi.Tests.Support;
using Microsoft.AspNetCore.Hosting;

namespace KravOgBetalingerApi.Tests.Data;

public sealed class ConnectionStringTests
{
    [Theory]
    [InlineData("Hostt=x")]
    [InlineData("Database=kravogbetalinger")]
    [InlineData("Host=h;Password=Hemmelig;Sommer2026=x;Username=u")]
    public void The_start_stops_without_telling_the_string_when_a_connection_string_cannot_be_read(
        string connectionString
    )
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
    public async Task The_embedded_database_is_used_when_the_connection_string_is_blank(string connectionString)
    {
        using var app = SampleApp.With(builder =>
            builder.UseSetting("ConnectionStrings:KravOgBetalinger", connectionString)
        );
        using var client = app.CreateClient();

        (await client.GetAsync("/health/ready", TestContext.Current.CancellationToken)).EnsureSuccessStatusCode();
    }
}
