using System.Runtime.CompilerServices;

namespace SystemUser.Sandbox.Tests.Conventions;

/// <summary>The sandbox's source files as they stand in the repository.</summary>
internal static class SandboxSources
{
    private static readonly string s_root = Path.GetFullPath(Path.Combine(Here(), "../../../src/SystemUser.Sandbox"));

    public static IEnumerable<(string Folder, string Path, string Text)> Files(params string[] extensions) =>
        Directory
            .EnumerateFiles(s_root, "*", SearchOption.AllDirectories)
            .Where(path => extensions.Contains(Path.GetExtension(path)))
            .Select(path => (relative: Path.GetRelativePath(s_root, path).Replace('\\', '/'), path))
            .Where(file => !file.relative.StartsWith("obj/") && !file.relative.StartsWith("bin/"))
            .Select(file => (Path.GetDirectoryName(file.relative)!, file.relative, File.ReadAllText(file.path)));

    private static string Here([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
