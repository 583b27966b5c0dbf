using System.Collections.Immutable;

namespace SystemUser.Sandbox.Wire.Internal.Http;

/// <summary>Why an operation was not done. The set is closed: <see cref="Problems"/>.</summary>
/// <param name="Code">
/// The problem code that Altinn answers with, for example <c>AUTH-00004</c>; <see langword="null"/> for none.
/// </param>
/// <param name="Status">The HTTP status.</param>
/// <param name="Detail">What is wrong.</param>
internal sealed record Problem(string? Code, int Status, string Detail)
{
    /// <summary>The title; the reason phrase of the status if <see langword="null"/>.</summary>
    public string? Title { get; init; }

    /// <summary>The faults of a body, where that is the problem.</summary>
    public ImmutableArray<ValidationFault> Faults { get; init; } = [];

    /// <summary>The same problem, told with the particulars at hand.</summary>
    public Problem With(string detail) => this with { Detail = detail };

    public override string ToString() => $"{Code}: {Detail}";
}

/// <summary>One fault in a body or its parameters.</summary>
/// <param name="Code">For example <c>AUTH.VLD-00003</c>.</param>
/// <param name="Detail">What is wrong.</param>
/// <param name="Path">Where, as a JSON pointer.</param>
internal sealed record ValidationFault(string Code, string Detail, string Path);
