using System.Diagnostics.CodeAnalysis;

namespace SmartCloud.Failures;

/// <summary>A value, or why there is none.</summary>
/// <typeparam name="T">The value.</typeparam>
internal readonly struct Answer<T>
    where T : notnull
{
    private Answer(T? value, Failure? failure) => (Value, Failure) = (value, failure);

    /// <summary>Gets the value.</summary>
    public T? Value { get; }

    /// <summary>Gets why there is none.</summary>
    public Failure? Failure { get; }

    /// <summary>Gives the value, if there is one.</summary>
    /// <param name="value">The value.</param>
    /// <param name="failure">Why there is none.</param>
    public bool TryGet([NotNullWhen(true)] out T? value, [NotNullWhen(false)] out Failure? failure)
    {
        value = Value;
        // A default answer holds neither; it must not pass for a value.
        failure = Failure ?? (Value is null ? new Failure(FailureKind.UnusableAnswer, Service.SmartCloud) : null);
        return failure is null;
    }

    /// <summary>Wraps a value.</summary>
    /// <param name="value">The value.</param>
    public static implicit operator Answer<T>(T value) => new(value, null);

    /// <summary>Wraps a failure.</summary>
    /// <param name="failure">Why there is no value.</param>
    public static implicit operator Answer<T>(Failure failure) => new(default, failure);
}
