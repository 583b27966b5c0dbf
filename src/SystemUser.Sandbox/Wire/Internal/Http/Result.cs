using System.Diagnostics.CodeAnalysis;

namespace SystemUser.Sandbox.Wire.Internal.Http;

/// <summary>What an operation gave: a value, or the problem that kept it from giving one.</summary>
internal readonly struct Result<T>
{
    private readonly T? _value;

    private Result(T? value, Problem? problem)
    {
        _value = value;
        Problem = problem;
    }

    /// <summary>The problem; <see langword="null"/> when the operation succeeded.</summary>
    public Problem? Problem { get; }

    /// <summary>The value of an operation that succeeded.</summary>
    /// <exception cref="InvalidOperationException">The operation gave a problem.</exception>
    public T Value => Problem is null ? _value! : throw new InvalidOperationException($"The operation gave {Problem}.");

    /// <summary>Tells value and problem apart.</summary>
    public bool Is([NotNullWhen(true)] out T? result, [NotNullWhen(false)] out Problem? problem)
    {
        result = _value;
        problem = Problem;
        return problem is null;
    }

    /// <summary>What the next operation makes of the value; or the problem, if there is one.</summary>
    public Result<TNext> Then<TNext>(Func<T, Result<TNext>> next) =>
        Is(out var value, out var problem) ? next(value) : problem;

    public static implicit operator Result<T>(T value) => new(value, null);

    public static implicit operator Result<T>(Problem problem) => new(default, problem);
}

/// <summary>The value of an operation that only succeeds or fails.</summary>
internal readonly record struct Done;
