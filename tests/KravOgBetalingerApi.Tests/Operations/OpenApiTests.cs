using System.Net;
using System.Runtime.CompilerServices;
using KravOgBetalingerApi.Tests.Support;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Hosting;

namespace KravOgBetalingerApi.Tests.Operations;

public sealed class OpenApiTests(SampleApp app) : IClassFixture<SampleApp>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_document_in_the_repository_is_the_same_when_served()
    {
        using var client = app.CreateClient();
        var served = await client.GetStringAsync("/openapi/v1.json", Cancel);
        var path = Path.Combine(SourceFolder(), "../../../samples/KravOgBetalingerApi/openapi.json");
        var kept = File.Exists(path) ? await File.ReadAllTextAsync(path, Cancel) : string.Empty;
        if (Environment.GetEnvironmentVariable("UPDATE_OPENAPI") == "1")
        {
            await File.WriteAllTextAsync(path, served + "\n", Cancel);
            return;
        }

        kept.ShouldBe(served + "\n", "Run this test with UPDATE_OPENAPI=1, and read what changed.");
    }

    [Theory]
    [InlineData("Production", HttpStatusCode.NotFound)]
    [InlineData("Development", HttpStatusCode.OK)]
    public async Task Swagger_is_served_only_when_in_development(string environment, HttpStatusCode status)
    {
        // The sandbox of Development stands aside for the one of the test.
        using var other = SampleApp.With(builder =>
            builder.UseEnvironment(environment).UseSetting("SystemUserSandbox:Address", "http://localhost:1")
        );
        using var client = other.CreateClient();
        (await client.GetAsync("/swagger/index.html", Cancel)).StatusCode.ShouldBe(status);
    }

    private static string SourceFolder([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
