using System.Runtime.CompilerServices;

namespace SystemUser.AspNetCore.Authentication.Internal;

/// <summary>Knows a token again by the very string that it came in, which spares hashing it.</summary>
/// <remarks>
/// A server gives the next request of a connection the same string when its header is the same (Kestrel does). It is the
/// identity of the string that counts, never its letters, so there is nothing to be learned from how long a look takes.
/// </remarks>
internal sealed class RecognizedHeaders
{
    private const int Size = 1024; // a power of two
    private const int MaxHeaderLength = 4096;

    private readonly Entry?[] _entries = new Entry?[Size];

    public ValidatedToken? Find(string header) =>
        Volatile.Read(ref Place(header)) is { } entry && ReferenceEquals(entry.Header, header) ? entry.Token : null;

    public void Add(string header, ValidatedToken token)
    {
        if (header.Length <= MaxHeaderLength)
        {
            Volatile.Write(ref Place(header), new Entry(header, token));
        }
    }

    private ref Entry? Place(string header) => ref _entries[RuntimeHelpers.GetHashCode(header) & (Size - 1)];

    private sealed record Entry(string Header, ValidatedToken Token);
}
