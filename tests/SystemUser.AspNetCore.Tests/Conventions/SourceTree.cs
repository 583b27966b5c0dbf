using System.Runtime.CompilerServices;

namespace SystemUser.AspNetCore.Tests.Conventions;

/// <summary>The package's source files as they stand in the repository.</summary>
internal static class SourceTree
{
    public static string Root { get; } = Path.GetFullPath(Path.Combine(Here(), "../../../src/SystemUser.AspNetCore"));

    public static IEnumerable<(string Folder, string Path, string Text)> Files() =>
        Directory
            .EnumerateFiles(Root, "*.cs", SearchOption.AllDirectories)
            .Select(path => (relative: Path.GetRelativePath(Root, path).Replace('\\', '/'), path))
            .Where(file => !file.relative.StartsWith("obj/") && !file.relative.StartsWith("bin/"))
            .Select(file => (Path.GetDirectoryName(file.relative)!, file.relative, File.ReadAllText(file.path)));

    private static string Here([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
