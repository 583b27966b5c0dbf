using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace SystemUser.Sandbox.World.Internal.Storage;

/// <summary>Makes sure that files that were made or renamed are found after a loss of power.</summary>
/// <remarks>Flushing a file keeps what is in it, but not its name: that is kept in the folder (fsync(2)).</remarks>
internal static class Folder
{
    private const int ReadOnly = 0;

    /// <summary>Makes a folder, and flushes the folders that the new ones stand in.</summary>
    /// <exception cref="IOException">It could not be made or flushed.</exception>
    public static void Create(string path)
    {
        var missing = new Stack<string>();
        for (
            var folder = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
            !Directory.Exists(folder);
            folder = Path.GetDirectoryName(folder)!
        )
        {
            missing.Push(folder);
        }

        Directory.CreateDirectory(path);
        foreach (var folder in missing)
        {
            Flush(Path.GetDirectoryName(folder)!);
        }
    }

    /// <summary>Flushes the names in a folder to disk. Windows keeps them by itself, in the journal of its file system.</summary>
    /// <exception cref="IOException">They could not be flushed.</exception>
    public static void Flush(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        using var handle = new SafeFileHandle(Open(path, ReadOnly), ownsHandle: true);
        if (handle.IsInvalid)
        {
            throw new IOException($"The folder {path} cannot be flushed: {Marshal.GetLastPInvokeErrorMessage()}.");
        }

        RandomAccess.FlushToDisk(handle);
    }

    // .NET opens files alone.
    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);
}
