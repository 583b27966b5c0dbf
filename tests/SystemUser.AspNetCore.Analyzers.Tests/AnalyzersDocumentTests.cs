using System.Text.RegularExpressions;
using KravOgBetalingerApi.Tests.Support;
using Microsoft.CodeAnalysis;
using SystemUser.AspNetCore.Analyzers.Tests.Support;

namespace SystemUser.AspNetCore.Analyzers.Tests;

/// <summary>docs/analyzers.md: of each rule what is wrong is reported, and what is right is not.</summary>
public sealed partial class AnalyzersDocumentTests
{
    public static TheoryData<string> Ids => [.. Analyzed.Rules.Select(rule => rule.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task Each_rule_reports_its_wrong_example_and_not_its_right_one(string id)
    {
        var (wrong, right) = Read(id);

        (await Analyzed.ReportAsync(wrong)).ShouldBe([id]);
        (await Analyzed.ReportAsync(right)).ShouldBeEmpty();
    }

    [Fact]
    public void Each_rule_is_in_the_table_and_with_its_title_in_the_release_notes()
    {
        var document = File.ReadAllText(Markdown.PathOf("docs/analyzers.md"));
        var releases = File.ReadAllText(
            Markdown.PathOf("src/SystemUser.AspNetCore.Analyzers/AnalyzerReleases.Unshipped.md")
        );

        Analyzed.Rules.Count.ShouldBe(9);
        foreach (var rule in Analyzed.Rules)
        {
            document.ShouldContain($"| [{rule.Id}](#{rule.Id.ToLowerInvariant()}) |");
            releases.ShouldContain($"{rule.Id} | {rule.Category} | {rule.DefaultSeverity} | {rule.Title}\n");
        }
    }

    private static (string Wrong, string Right) Read(string id)
    {
        var document = File.ReadAllText(Markdown.PathOf("docs/analyzers.md"));
        var section = document.Split("\n## ").Single(part => part.StartsWith($"{id}\n", StringComparison.Ordinal));
        var examples = Example()
            .Matches(section)
            .ToDictionary(match => match.Groups["kind"].Value, match => match.Groups["code"].Value);
        return (examples["Wrong"], examples["Right"]);
    }

    [GeneratedRegex(
        "^(?<kind>Wrong|Right):\n\n```csharp\n(?<code>.*?)^```$",
        RegexOptions.Multiline | RegexOptions.Singleline
    )]
    private static partial Regex Example();
}
