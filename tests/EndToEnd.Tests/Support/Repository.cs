namespace EndToEnd.Tests.Support;

/// <summary>Where the built projects are.</summary>
public static class Repository
{
    private static readonly DirectoryInfo Output = new(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));

    /// <summary>Gets the root of the repository; the tests run in <c>tests/EndToEnd.Tests/bin/{configuration}/{framework}</c>.</summary>
    public static string Root { get; } = Path.GetFullPath("../../../../..", Output.FullName);

    /// <summary>Gets whether the tests are a Debug build; a Release build of the API has no sandbox in it.</summary>
    public static bool IsDebug { get; } = Output.Parent!.Name == "Debug";

    public static string Assembly(string project) =>
        Path.Combine(Root, project, "bin", Output.Parent!.Name, Output.Name, Path.GetFileName(project) + ".dll");
}
