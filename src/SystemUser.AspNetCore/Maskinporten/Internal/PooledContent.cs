using System.Buffers;
using System.Net;
using System.Net.Http.Headers;

namespace SystemUser.AspNetCore.Maskinporten.Internal;

/// <summary>A JSON body written straight into a pooled buffer, and sent from there by each attempt.</summary>
/// <remarks>
/// A transport may still be sending when the call has already ended (a cancelled or an early answered one). The buffer
/// then stays out of the pool, since another body in it would be sent in place of this one.
/// </remarks>
internal sealed class PooledContent : IBufferWriter<byte>, IDisposable
{
    private const int InitialCapacity = 1024;
    private static readonly MediaTypeHeaderValue s_json = new("application/json");

    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(InitialCapacity);
    private int _length;
    private int _readers; // how many are sending; or below zero once disposed

    public ReadOnlyMemory<byte> Written => _buffer.AsMemory(0, _length);

    public void Advance(int count) => _length += count;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        EnsureRoom(Math.Max(sizeHint, 1));
        return _buffer.AsMemory(_length);
    }

    public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

    /// <summary>Creates the content of one attempt.</summary>
    public HttpContent CreateContent() => new Body(this);

    public void Dispose()
    {
        if (Interlocked.CompareExchange(ref _readers, int.MinValue, 0) == 0)
        {
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = [];
            _length = 0;
        }
    }

    private void EnsureRoom(int count)
    {
        if (_buffer.Length - _length >= count)
        {
            return;
        }

        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(_buffer.Length * 2, _length + count));
        Written.Span.CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
    }

    private sealed class Body : HttpContent
    {
        private readonly PooledContent _owner;

        public Body(PooledContent owner)
        {
            _owner = owner;
            Headers.ContentType = s_json;
        }

        protected override bool TryComputeLength(out long length)
        {
            length = _owner._length;
            return true;
        }

        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
            SerializeToStreamAsync(stream, context, CancellationToken.None);

        protected override async Task SerializeToStreamAsync(
            Stream stream,
            TransportContext? context,
            CancellationToken cancellationToken
        )
        {
            ObjectDisposedException.ThrowIf(Interlocked.Increment(ref _owner._readers) <= 0, _owner);
            try
            {
                await stream.WriteAsync(_owner.Written, cancellationToken);
            }
            finally
            {
                Interlocked.Decrement(ref _owner._readers);
            }
        }
    }
}
