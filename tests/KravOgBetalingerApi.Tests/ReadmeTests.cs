using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using KravOgBetalingerApi.Tests.Support;

namespace KravOgBetalingerApi.Tests;

/// <summary>The requests of the README, as they are pasted from it.</summary>
public sealed class ReadmeTests(SampleApp app) : IClassFixture<SampleApp>
{
    public static TheoryData<string, string> Requests()
    {
        var owner = "310904473";
        var requests = new TheoryData<string, string>();
        foreach (var line in File.ReadLines(Readme()))
        {
            var token = Regex.Match(line, "^TOKEN=.*orgNo=([0-9]{9})", RegexOptions.None, TimeSpan.FromSeconds(1));
            owner = token.Success ? token.Groups[1].Value : owner;
            var curl = Regex.Match(
                line,
                "^curl .*http://localhost:5080(/[^\" ]*)",
                RegexOptions.None,
                TimeSpan.FromSeconds(1)
            );
            if (curl.Success)
            {
                requests.Add(owner, curl.Groups[1].Value);
            }
        }

        return requests;
    }

    [Theory]
    [MemberData(nameof(Requests))]
    public async Task Are_answered(string owner, string path)
    {
        app.ArrangeClients("312714051");
        app.Sandbox.Pdp.Permit();
        using var client = app.CreateClient(owner);
        await (await client.GetAsync(path, TestContext.Current.CancellationToken)).ShouldBeOkAsync();
    }

    private static string Readme([CallerFilePath] string path = "") =>
        Path.Combine(Path.GetDirectoryName(path)!, "../../samples/KravOgBetalingerApi/README.md");
}
