using System.Text.RegularExpressions;
using KravOgBetalingerApi.Tests.Support;

namespace KravOgBetalingerApi.Tests;

/// <summary>The requests of both READMEs, pasted into a shell beside the running sample.</summary>
[Collection(Alone.Name)]
public sealed class ReadmeTests(RunningSample sample) : IClassFixture<RunningSample>
{
    private const string Elision = "…";

    [Fact]
    public void The_readme_has_the_lines_to_paste_when_the_sample_prints_them() =>
        Markdown
            .ReadBlocks("README.md")
            .Where(block => block.Language == "sh")
            .ShouldContain(block => block.Text == string.Join('\n', sample.OrSkip().Printed));

    [Theory]
    [InlineData("README.md", 1)]
    [InlineData("samples/KravOgBetalingerApi/README.md", 13)]
    public async Task The_answers_are_those_printed_when_the_requests_of_a_readme_are_pasted(string document, int count)
    {
        var requests = FindRequests(document);
        requests.Sum(block => block.Commands.Count(IsRequest)).ShouldBe(count);

        var answers = new Queue<string>(await sample.OrSkip().RunAsync(requests.SelectMany(block => block.Commands)));
        answers.Count.ShouldBe(count);
        foreach (var (commands, printed) in requests)
        {
            foreach (var (place, command) in commands.Where(IsRequest).Index())
            {
                // What has no answer below it is a request for claims that are there.
                var expected = printed.Count > 0 ? printed[place] : $"{{\"partIdentifikator\":{Elision}}}";
                answers.Dequeue().ShouldMatch(PatternOf(expected), command);
            }
        }
    }

    private static List<(List<string> Commands, List<string> Printed)> FindRequests(string document)
    {
        var requests = new List<(List<string> Commands, List<string> Printed)>();
        foreach (var (language, text) in Markdown.ReadBlocks(document))
        {
            var lines = text.Split('\n').Where(line => !line.StartsWith("dotnet ", StringComparison.Ordinal)).ToList();
            if (language == "sh")
            {
                requests.Add((lines, []));
            }
            else if (language == "text" && requests is [.., var (_, printed)])
            {
                printed.AddRange(lines);
            }
        }

        return requests;
    }

    private static bool IsRequest(string command) => command.StartsWith("curl", StringComparison.Ordinal);

    private static string PatternOf(string printed) =>
        $"^{string.Join(".*", printed.Split(Elision).Select(Regex.Escape))}$";
}
