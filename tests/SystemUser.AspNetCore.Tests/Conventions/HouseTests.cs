using System.Text.RegularExpressions;

namespace SystemUser.AspNetCore.Tests.Conventions;

/// <summary>A request walks one way through the folders.</summary>
public sealed partial class HouseTests
{
    private static readonly string[] s_way =
    [
        "Authentication",
        "Claims",
        "Authorization",
        "Decisions",
        "Altinn",
        "Maskinporten",
        "Outbound",
    ];

    [Fact]
    public void Each_folder_knows_only_those_to_its_right()
    {
        var faults =
            from file in SourceTree.Files()
            let folder = file.Folder.Split('/')[0]
            where folder.Length > 0 && folder != "Internal" // the root stands beside the registration and knows all
            from Match use in PackageUsing().Matches(file.Text)
            let used = use.Groups["folder"].Value
            where folder != used && !MayKnow(folder, used)
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
            // Extension methods stand in their receiver's namespace, as the framework's do.
            where stated != expected && !(stated.StartsWith("Microsoft.") && file.Path.EndsWith("Extensions.cs"))
            select $"{file.Path} is in {stated}";

        faults.ShouldBeEmpty();
    }

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

    // Claims' types are everyone's; Configuration and Diagnostics are known by all and know none.
    private static bool MayKnow(string folder, string used) =>
        used is "Claims" or "Configuration" or "Diagnostics"
        || (s_way.Contains(folder) && Array.IndexOf(s_way, used) > Array.IndexOf(s_way, folder));

    [GeneratedRegex(@"^using (static )?SystemUser\.AspNetCore\.(?<folder>\w+)", RegexOptions.Multiline)]
    private static partial Regex PackageUsing();

    [GeneratedRegex(@"^namespace (?<name>[\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Namespace();

    [GeneratedRegex(@"^public\s[\w\s]*?\b(class|struct|record|interface|enum|delegate)\b", RegexOptions.Multiline)]
    private static partial Regex PublicType();
}
