using System.Runtime.CompilerServices;

namespace KravOgBetalingerApi.Tests.Support;

/// <summary>The code blocks of a document in the repository.</summary>
internal static class Markdown
{
    private const string Fence = "```";

    /// <summary>Gets a file by its path from the root of the repository.</summary>
    public static string PathOf(string path) => Path.GetFullPath(Path.Combine(SourceFolder(), "../../..", path));

    /// <summary>Reads the blocks of a document, in order.</summary>
    public static IReadOnlyList<(string Language, string Text)> ReadBlocks(string document)
    {
        var blocks = new List<(string, string)>();
        string? language = null;
        var lines = new List<string>();
        foreach (var line in File.ReadLines(PathOf(document)))
        {
            if (!line.StartsWith(Fence, StringComparison.Ordinal))
            {
                lines.Add(line);
                continue;
            }

            if (language is not null)
            {
                blocks.Add((language, string.Join('\n', lines)));
            }

            language = language is null ? line[Fence.Length..] : null;
            lines.Clear();
        }

        return blocks;
    }

    private static string SourceFolder([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
