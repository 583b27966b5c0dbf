using System.Xml.Linq;

namespace SystemUser.AspNetCore.Tests.Conventions;

/// <summary>What the packages bring into an app, nothing without a reason, and what they know of each other.</summary>
public sealed class DependencyTests
{
    [Fact]
    public void Every_dependency_of_a_package_has_its_reason_in_the_decisions()
    {
        var decision = File.ReadAllText(
            Path.Combine(SourceTree.Root, "../../docs/decisions/0007-what-the-packages-depend-on.md")
        );
        string[] dependencies =
        [
            .. Directory
                .EnumerateDirectories(Path.Combine(SourceTree.Root, ".."))
                .SelectMany(folder => Directory.EnumerateFiles(folder, "*.csproj"))
                .SelectMany(project => XDocument.Load(project).Descendants("PackageReference"))
                .Where(reference => (string?)reference.Attribute("PrivateAssets") != "all")
                .Select(reference => (string)reference.Attribute("Include")!)
                .Distinct(),
        ];

        dependencies.Length.ShouldBeGreaterThan(5);
        dependencies.Where(dependency => !decision.Contains($"| `{dependency}` |")).ShouldBeEmpty();
    }

    [Fact]
    public void Internals_of_a_package_are_seen_by_tests_and_measurements_alone()
    {
        string[] measuring = ["Tests", "Benchmarks", "Fuzz", "Fidelity", "Testing"];
        var friends =
            from folder in Directory.EnumerateDirectories(Path.Combine(SourceTree.Root, ".."))
            from project in Directory.EnumerateFiles(folder, "*.csproj")
            from friend in XDocument.Load(project).Descendants("InternalsVisibleTo")
            select (string)friend.Attribute("Include")!;

        friends.Where(friend => !measuring.Contains(friend.Split('.')[^1])).ShouldBeEmpty();
    }
}
