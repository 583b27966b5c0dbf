using System.Security.Cryptography;

namespace SystemUser.Sandbox.World.Internal.Storage;

/// <summary>A line of the journal: checksum, space, JSON, newline. The JSON holds no newline of its own.</summary>
internal static class JournalFrame
{
    public const byte End = (byte)'\n';

    private const byte Space = (byte)' ';
    private const int ChecksumLength = 16;
    private const int HeadLength = ChecksumLength + 1;

    public static byte[] Wrap(ReadOnlySpan<byte> json)
    {
        var line = new byte[HeadLength + json.Length + 1];
        WriteChecksum(json, line);
        line[ChecksumLength] = Space;
        json.CopyTo(line.AsSpan(HeadLength));
        line[^1] = End;
        return line;
    }

    /// <summary>Takes the JSON out of a line without its newline, if the line is as it was written.</summary>
    public static bool TryUnwrap(ReadOnlyMemory<byte> line, out ReadOnlyMemory<byte> json)
    {
        json = line.Length > HeadLength ? line[HeadLength..] : default;
        Span<byte> checksum = stackalloc byte[ChecksumLength];
        WriteChecksum(json.Span, checksum);
        return !json.IsEmpty
            && line.Span[ChecksumLength] == Space
            && line.Span[..ChecksumLength].SequenceEqual(checksum);
    }

    private static void WriteChecksum(ReadOnlySpan<byte> json, Span<byte> target)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(json, hash);
        Convert.TryToHexStringLower(hash[..(ChecksumLength / 2)], target, out _);
    }
}
