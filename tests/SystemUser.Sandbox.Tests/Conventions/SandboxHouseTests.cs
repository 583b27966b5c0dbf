using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SystemUser.Sandbox.Wire.Internal.Http;

namespace SystemUser.Sandbox.Tests.Conventions;

public sealed partial class SandboxHouseTests
{
    [Fact]
    public void A_file_stands_in_the_folder_that_its_namespace_names()
    {
        var faults =
            from file in SandboxSources.Files(".cs")
            let stated = Namespace().Match(file.Text).Groups["name"].Value
            let expected = ("SystemUser.Sandbox." + file.Folder.Replace('/', '.')).TrimEnd('.')
            // Extension methods stand in their receiver's namespace, as the framework's do.
            where stated != expected && !(stated.StartsWith("Microsoft.") && file.Path.EndsWith("Extensions.cs"))
            select $"{file.Path} is in {stated}";

        faults.ShouldBeEmpty();
    }

    [Fact]
    public void A_file_holds_at_most_one_public_type()
    {
        var faults =
            from file in SandboxSources.Files(".cs")
            let types = PublicType().Count(file.Text)
            where types > 1
            select $"{file.Path} holds {types} public types";

        faults.ShouldBeEmpty();
    }

    [Fact]
    public void Internal_types_stand_in_a_folder_named_Internal()
    {
        var types = typeof(SandboxOptions)
            .Assembly.GetTypes()
            .Where(type => type.Namespace?.StartsWith("SystemUser.Sandbox") == true && !type.IsNested)
            .Where(type => !type.Name.StartsWith('<'));

        types.Where(type => InInternal(type) == type.IsPublic).ShouldBeEmpty();
    }

    [Fact]
    public void A_method_has_at_most_60_lines()
    {
        var faults =
            from file in SandboxSources.Files(".cs")
            from method in CSharpSyntaxTree.ParseText(file.Text).GetRoot().DescendantNodes()
            where method is BaseMethodDeclarationSyntax or LocalFunctionStatementSyntax or AccessorDeclarationSyntax
            let span = method.SyntaxTree.GetLineSpan(method.Span)
            let lines = span.EndLinePosition.Line - span.StartLinePosition.Line + 1
            where lines > 60
            select $"{file.Path}: {lines} lines from '{FirstLine(method)}'";

        faults.ShouldBeEmpty();
    }

    [Fact]
    public void A_folder_holds_at_most_25_files()
    {
        var faults =
            from file in SandboxSources.Files(".cs", ".razor", ".css", ".json", ".xml")
            group file by file.Folder into folder
            where folder.Count() > 25
            select $"{folder.Key}: {folder.Count()} files";

        faults.ShouldBeEmpty();
    }

    [Fact]
    public void At_most_25_files_have_15_lines_or_fewer()
    {
        var small =
            from file in SandboxSources.Files(".cs", ".razor")
            where file.Text.Count(letter => letter == '\n') <= 15
            select file.Path;

        small.Count().ShouldBeLessThanOrEqualTo(25);
    }

    private static string FirstLine(SyntaxNode node) => node.ToString().Split('\n')[0].Trim();

    private static bool InInternal(Type type) => type.Namespace!.Split('.').Contains("Internal");

    [GeneratedRegex(@"^namespace (?<name>[\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Namespace();

    [GeneratedRegex(@"^public\s[\w\s]*?\b(class|struct|record|interface|enum|delegate)\b", RegexOptions.Multiline)]
    private static partial Regex PublicType();
}
