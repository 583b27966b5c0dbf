using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SystemUser.AspNetCore.Tests.Conventions;

/// <summary>A request walks one way through the folders.</summary>
public sealed partial class HouseTests
{
    private static readonly string[] s_way =
    [
        "Authentication",
        "Claims",
        "Authorization",
        "Answers",
        "Decisions",
        "Altinn",
        "Maskinporten",
        "Outbound",
    ];

    [Fact]
    public void Each_folder_knows_only_the_folders_to_its_right()
    {
        var faults =
            from file in SourceTree.Files()
            let folder = file.Folder.Split('/')[0]
            where folder is not ("" or "Start") // what stands beside the registration and before the first request knows all
            from Match use in PackageUsing().Matches(file.Text)
            let used = use.Groups["folder"].Value
            where folder != used && !MayKnow(folder, used, use.Groups["internal"].Success)
            select $"{file.Path} uses {used}";

        faults.ShouldBeEmpty();
    }

    [Fact]
    public void Each_file_stands_in_the_folder_that_its_namespace_names()
    {
        var faults =
            from file in SourceTree.Files()
            let stated = Namespace().Match(file.Text).Groups["name"].Value
            let expected = ("SystemUser.AspNetCore." + file.Folder.Replace('/', '.')).TrimEnd('.')
            where stated != expected && !IsPublicElsewhere(file.Path, stated)
            select $"{file.Path} is in {stated}";

        faults.ShouldBeEmpty();
    }

    [Fact]
    public void No_method_is_longer_than_60_lines()
    {
        var faults =
            from file in SourceTree.Files()
            from method in CSharpSyntaxTree.ParseText(file.Text).GetRoot().DescendantNodes()
            where method is BaseMethodDeclarationSyntax or LocalFunctionStatementSyntax or AccessorDeclarationSyntax
            let span = method.SyntaxTree.GetLineSpan(method.Span)
            let lines = span.EndLinePosition.Line - span.StartLinePosition.Line + 1
            where lines > 60
            select $"{file.Path}: {lines} lines from '{method.ToString().Split('\n')[0].Trim()}'";

        faults.ShouldBeEmpty();
    }

    [Fact]
    public void No_folder_holds_more_than_25_files() =>
        SourceTree
            .Files()
            .GroupBy(file => file.Folder)
            .Where(folder => folder.Count() > 25)
            .Select(folder => $"{folder.Key}: {folder.Count()}")
            .ShouldBeEmpty();

    [Fact]
    public void Each_file_holds_at_most_one_public_type()
    {
        var faults =
            from file in SourceTree.Files()
            let types = PublicType().Count(file.Text)
            where types > 1
            select $"{file.Path} holds {types} public types";

        faults.ShouldBeEmpty();
    }

    // Claims' types are everyone's; Configuration and Diagnostics are known by all and know none. Answers knows values
    // only: public ones, those of the problems among them, which apps know by the name of Authorization.
    private static bool MayKnow(string folder, string used, bool isInternal) =>
        used is "Claims" or "Configuration" or "Diagnostics"
        || (
            folder == "Answers"
                ? !isInternal && used is "Authorization" or "Decisions" or "Maskinporten"
                : s_way.Contains(folder) && Array.IndexOf(s_way, used) > Array.IndexOf(s_way, folder)
        );

    // Extension methods stand in their receiver's namespace, as the framework's do; the binding of Claims' types is
    // Authorization's; and the problems keep the namespace that apps know them by.
    private static bool IsPublicElsewhere(string path, string stated) =>
        (stated.StartsWith("Microsoft.") && path.EndsWith("Extensions.cs"))
        || (stated == "SystemUser.AspNetCore.Claims" && path.EndsWith(".Binding.cs"))
        || (
            stated == "SystemUser.AspNetCore.Authorization"
            && path.StartsWith("Answers/")
            && !path.Contains("/Internal/")
        );

    [GeneratedRegex(
        @"^using (static )?SystemUser\.AspNetCore\.(?<folder>\w+)(?<internal>\.Internal)?",
        RegexOptions.Multiline
    )]
    private static partial Regex PackageUsing();

    [GeneratedRegex(@"^namespace (?<name>[\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Namespace();

    [GeneratedRegex(@"^public\s[\w\s]*?\b(class|struct|record|interface|enum|delegate)\b", RegexOptions.Multiline)]
    private static partial Regex PublicType();
}
