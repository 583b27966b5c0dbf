using System.Buffers;
using System.Net;
using System.Net.Http.Headers;

namespace SystemUser.AspNetCore.Maskinporten.Internal;

/// <summary>An answer read whole into a pooled buffer, which goes back when this is disposed.</summary>
internal sealed class OutboundResponse : IDisposable
{
    private byte[] _buffer;
    private int _length;

    private OutboundResponse(HttpStatusCode status, RetryConditionHeaderValue? retryAfter, int capacity)
    {
        Status = status;
        RetryAfter = retryAfter;
        _buffer = ArrayPool<byte>.Shared.Rent(capacity);
    }

    public HttpStatusCode Status { get; }

    public RetryConditionHeaderValue? RetryAfter { get; }

    public ReadOnlyMemory<byte> Body => _buffer.AsMemory(0, _length);

    public static async ValueTask<OutboundResponse> ReadAsync(
        HttpResponseMessage response,
        int maxBytes,
        CancellationToken cancellationToken
    )
    {
        const int defaultCapacity = 4096;
        var announced = response.Content.Headers.ContentLength ?? 0;
        var read = new OutboundResponse(
            response.StatusCode,
            response.Headers.RetryAfter,
            (int)Math.Clamp(announced + 1, defaultCapacity, maxBytes + 1L)
        );
        try
        {
            await read.FillAsync(response.Content, maxBytes, cancellationToken);
            return read;
        }
        catch
        {
            read.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        var buffer = Interlocked.Exchange(ref _buffer, []);
        _length = 0;
        if (buffer.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(buffer, clearArray: true); // answers hold tokens
        }
    }

    private async ValueTask FillAsync(HttpContent content, int maxBytes, CancellationToken cancellationToken)
    {
        await using var stream = await content.ReadAsStreamAsync(cancellationToken);
        int count;
        while ((count = await stream.ReadAsync(_buffer.AsMemory(_length), cancellationToken)) > 0)
        {
            _length += count;
            if (_length > maxBytes)
            {
                throw new HttpRequestException(
                    HttpRequestError.ConfigurationLimitExceeded,
                    $"The answer is longer than {maxBytes} bytes."
                );
            }

            if (_length == _buffer.Length)
            {
                Grow();
            }
        }
    }

    private void Grow()
    {
        var larger = ArrayPool<byte>.Shared.Rent(_buffer.Length * 2);
        _buffer.AsSpan(0, _length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_buffer, clearArray: true);
        _buffer = larger;
    }
}
