using System.Collections.Immutable;

namespace SystemUser.Sandbox.Wire.Internal.Http;

/// <summary>Why an operation was not done. The set is closed: <see cref="Problems"/>, <see cref="SandboxProblems"/> and those of the areas.</summary>
/// <param name="Code">Altinn's code, for example <c>AUTH-00004</c>; or one of the sandbox's own where Altinn has none.</param>
/// <param name="Status">The HTTP status.</param>
/// <param name="Title">What is wrong. Altinn's own words under its codes: clients match on them.</param>
internal sealed record Problem(string Code, int Status, string Title)
{
    /// <summary>How the service tells it.</summary>
    public ProblemForm Form { get; init; }

    /// <summary>What is wrong with this call; <see langword="null"/> if the title says it all.</summary>
    public string? Detail { get; init; }

    /// <summary>The part of the call that is wrong, where the form is <see cref="ProblemForm.ModelErrors"/>.</summary>
    public string Member { get; init; } = "$";

    /// <summary>The faults of a body, where that is the problem.</summary>
    public ImmutableArray<ValidationFault> Faults { get; init; } = [];

    /// <summary>The members that Altinn adds to its body, with the particulars.</summary>
    public ImmutableArray<(string Name, string? Value)> Extensions { get; init; } = [];

    /// <summary>The particulars, or else the title.</summary>
    public string Text => Detail ?? Title;

    /// <summary>The same problem, told with the particulars at hand.</summary>
    public Problem With(string detail) => this with { Detail = detail };

    /// <summary>The same problem, told of one part of the call.</summary>
    public Problem At(string member, string detail) => this with { Member = member, Detail = detail };

    /// <summary>The same problem, told as a text.</summary>
    public Problem AsText(string text) => this with { Form = ProblemForm.Text, Detail = text };

    public override string ToString() => $"{Code}: {Text}";
}

/// <summary>How a service tells a problem.</summary>
internal enum ProblemForm
{
    /// <summary>Altinn's own body, with its code.</summary>
    Coded,

    /// <summary>The body that Altinn's access management has, in an older form: the text in <c>detail</c>, and a code.</summary>
    Older,

    /// <summary>The body that ASP.NET Core gives a bare status: no code.</summary>
    Framework,

    /// <summary>The body that ASP.NET Core gives what it cannot bind: <c>errors</c>, no code.</summary>
    ModelErrors,

    /// <summary>A body of three members: the title, the status and the particulars. No code.</summary>
    Bare,

    /// <summary>The particulars as a text.</summary>
    Text,

    /// <summary>Nothing but the status.</summary>
    Empty,

    /// <summary>The sandbox's own body: Altinn never says this.</summary>
    Own,
}

/// <summary>One fault in a body or its parameters.</summary>
/// <param name="Code">For example <c>AUTH.VLD-00003</c>.</param>
/// <param name="Title">What is wrong, in Altinn's words.</param>
/// <param name="Path">Where, as Altinn writes it; empty where it does not say.</param>
internal sealed record ValidationFault(string Code, string Title, string Path)
{
    /// <summary>What is wrong with this call; <see langword="null"/> if the title says it all.</summary>
    public string? Detail { get; init; }

    /// <summary>The name of the member under which Altinn lists the particulars; <see langword="null"/> where it does not.</summary>
    public string? ExtensionName { get; init; }

    public string Text => Detail ?? Title;

    /// <summary>The same fault, told with the particulars at hand.</summary>
    public ValidationFault With(string detail) => this with { Detail = detail };
}
