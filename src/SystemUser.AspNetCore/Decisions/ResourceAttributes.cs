using System.Collections;

namespace SystemUser.AspNetCore.Decisions;

/// <summary>The extra attributes of the resource in a question, in order; equal when all of them are.</summary>
public readonly struct ResourceAttributes : IReadOnlyCollection<ResourceAttribute>, IEquatable<ResourceAttributes>
{
    private readonly ResourceAttribute[]? _attributes;

    /// <summary>Creates a list of attributes.</summary>
    /// <exception cref="ArgumentException">An id or a value is empty.</exception>
    public ResourceAttributes(params ReadOnlySpan<ResourceAttribute> attributes)
    {
        foreach (var attribute in attributes)
        {
            ArgumentException.ThrowIfNullOrEmpty(attribute.Id, nameof(attributes));
            ArgumentException.ThrowIfNullOrEmpty(attribute.Value, nameof(attributes));
        }

        _attributes = attributes.IsEmpty ? null : attributes.ToArray();
    }

    /// <summary>Gets how many attributes there are.</summary>
    public int Count => _attributes?.Length ?? 0;

    /// <summary>Tells whether two lists hold the same attributes in the same order.</summary>
    public static bool operator ==(ResourceAttributes left, ResourceAttributes right) => left.Equals(right);

    /// <summary>Tells whether two lists differ.</summary>
    public static bool operator !=(ResourceAttributes left, ResourceAttributes right) => !left.Equals(right);

    /// <inheritdoc/>
    public bool Equals(ResourceAttributes other) => _attributes.AsSpan().SequenceEqual(other._attributes);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is ResourceAttributes other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var attribute in _attributes.AsSpan())
        {
            hash.Add(attribute);
        }

        return hash.ToHashCode();
    }

    /// <inheritdoc/>
    public IEnumerator<ResourceAttribute> GetEnumerator() =>
        ((IEnumerable<ResourceAttribute>)(_attributes ?? [])).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
