namespace Minimal.Tests;

/// <summary>The sample as its users start it.</summary>
public sealed class RunHttpTests(MinimalProcess sample) : IClassFixture<MinimalProcess>
{
    [Fact]
    public async Task Every_request_is_answered_with_the_status_in_its_heading_when_the_file_is_played()
    {
        sample.OrSkip();
        var file = HttpFile.Read();
        file["api"] = sample.Api;
        file["sandbox"] = sample.Sandbox;
        using var client = new HttpClient();

        var answers = await file.PlayAsync(client, TestContext.Current.CancellationToken);

        answers.Select(answer => answer.Status).ShouldBe([200, 200, 401, 200, 403, 200, 403]);
        answers.ShouldAllBe(answer => answer.Heading.StartsWith($"{answer.Status}: "));
        answers[3].Body.ShouldBe("33a0911a-5459-456f-bc57-3d37ef9a016c of 310904473 reads the claims of 310904473.");
        answers[5].Body.ShouldBe("7a1d5e0c-3f52-4c2b-9a64-0d8f1b6e2c31 of 314250052 reads the claims of 312714051.");
    }

    [Fact]
    public void The_addresses_in_the_file_are_those_that_dotnet_run_listens_on()
    {
        var file = HttpFile.Read();

        File.ReadAllText(Path.Combine(HttpFile.Folder, "Properties/launchSettings.json"))
            .ShouldContain($"\"{file["api"]}\"");
        file["sandbox"].ShouldBe("http://localhost:5090");
    }
}
