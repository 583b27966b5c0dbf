using System.Text;
using Microsoft.Extensions.Options;
using SmartCloud.Configuration;

namespace SmartCloud.State;

/// <summary>
/// The folder of keys and state. Files are replaced whole: written beside, flushed to the disk and renamed, so that a
/// kill at any moment leaves the old file or the new one. One process at a time holds the folder.
/// </summary>
internal sealed class StateFolder : IDisposable
{
    private const UnixFileMode OwnerOnlyFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode OwnerOnlyFolder = OwnerOnlyFile | UnixFileMode.UserExecute;
    private const string Unfinished = ".unfinished";
    private readonly string _path;
    private readonly FileStream _hold;

    /// <summary>Opens the folder, and makes it if it is not there.</summary>
    /// <param name="options">Where it is.</param>
    /// <exception cref="InvalidOperationException">Another process holds it, or it cannot be used.</exception>
    public StateFolder(IOptions<SmartCloudOptions> options)
    {
        _path = Path.GetFullPath(options.Value.StateFolder!);
        try
        {
            CreateFolder(_path);
            _hold = new FileStream(PathOf("lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            foreach (var leftover in Directory.EnumerateFiles(_path, "*" + Unfinished))
            {
                File.Delete(leftover);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new InvalidOperationException(
                $"The state folder '{_path}' cannot be used: another SmartCloud holds it, or this user may not write "
                    + $"there. Stop the other one, or set {SmartCloudOptions.Section}:StateFolder to another folder.",
                exception
            );
        }
    }

    /// <summary>Gives the full path of a file in the folder.</summary>
    /// <param name="file">Its name.</param>
    public string PathOf(string file) => Path.Combine(_path, file);

    /// <summary>Gives a folder of its own within the folder.</summary>
    /// <param name="name">Its name.</param>
    public DirectoryInfo SubFolder(string name)
    {
        var path = PathOf(name);
        CreateFolder(path);
        return new DirectoryInfo(path);
    }

    /// <summary>Reads a file.</summary>
    /// <param name="file">Its name.</param>
    /// <returns>Its text; or <see langword="null"/> if there is none.</returns>
    public string? ReadText(string file)
    {
        var path = PathOf(file);
        return File.Exists(path) ? File.ReadAllText(path) : null;
    }

    /// <summary>Replaces a file.</summary>
    /// <param name="file">Its name.</param>
    /// <param name="text">Its new text.</param>
    public void Write(string file, string text) => Write(file, Encoding.UTF8.GetBytes(text));

    /// <summary>Replaces a file.</summary>
    /// <param name="file">Its name.</param>
    /// <param name="content">Its new content.</param>
    public void Write(string file, ReadOnlySpan<byte> content)
    {
        var target = PathOf(file);
        var unfinished = target + Unfinished;
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnlyFile;
        }

        using (var stream = new FileStream(unfinished, options))
        {
            stream.Write(content);
            stream.Flush(flushToDisk: true);
        }

        File.Move(unfinished, target, overwrite: true);
    }

    /// <inheritdoc/>
    public void Dispose() => _hold.Dispose();

    private static void CreateFolder(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
        }
        else
        {
            Directory.CreateDirectory(path, OwnerOnlyFolder);
        }
    }
}
