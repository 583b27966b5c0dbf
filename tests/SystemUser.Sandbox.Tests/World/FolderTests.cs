using SystemUser.Sandbox.World.Internal.Storage;

namespace SystemUser.Sandbox.Tests.World;

public sealed class FolderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Makes_all_the_folders_that_are_missing()
    {
        var path = Path.Combine(_folder.Path, "a", "b", "c");

        Folder.Create(path + Path.DirectorySeparatorChar);

        Directory.Exists(path).ShouldBeTrue();
        Should.NotThrow(() => Folder.Create(path));
    }

    [Fact]
    public void A_folder_that_cannot_be_flushed_is_told_of()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows keeps the names in a folder by itself.");
        var path = _folder.File("missing");

        Should
            .Throw<IOException>(() => Folder.Flush(path))
            .Message.ShouldBe($"The folder {path} cannot be flushed: No such file or directory.");
    }
}
