namespace SystemUser.Sandbox.Traffic.Internal;

/// <summary>Lets a body be read, and keeps a copy of its beginning.</summary>
/// <param name="inner">The body.</param>
/// <param name="longest">How much of it is kept, in bytes.</param>
internal sealed class CopyingStream(Stream inner, int longest) : Stream
{
    private long _length;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>The beginning of what was read.</summary>
    public MemoryStream Copy { get; } = new();

    /// <summary>Whether more was read than is kept.</summary>
    public bool IsCut => _length > longest;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var count = await inner.ReadAsync(buffer, cancellationToken);
        Keep(buffer.Span[..count]);
        return count;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count)
    {
        var read = inner.Read(buffer, offset, count);
        Keep(buffer.AsSpan(offset, read));
        return read;
    }

    public override void Flush() { }

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    private void Keep(ReadOnlySpan<byte> bytes)
    {
        var room = longest - (int)Copy.Length;
        Copy.Write(bytes.Length <= room ? bytes : bytes[..room]);
        _length += bytes.Length;
    }
}
