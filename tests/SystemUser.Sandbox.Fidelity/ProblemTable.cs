using System.Globalization;

namespace SystemUser.Sandbox.Fidelity;

/// <summary>What Altinn says under its codes: <c>Cases/altinn-problems.tsv</c>.</summary>
internal static class ProblemTable
{
    private static readonly ILookup<string, AltinnProblem> s_byCode = File.ReadLines(
            CaseFile.PathOf("altinn-problems.tsv")
        )
        .Where(line => !line.StartsWith('#'))
        .Select(line => line.Split('\t'))
        .Select(cells => new AltinnProblem(
            cells[0],
            int.Parse(cells[1], CultureInfo.InvariantCulture),
            cells[2],
            cells.ElementAtOrDefault(3)
        ))
        .ToLookup(problem => problem.Code, StringComparer.Ordinal);

    public static AltinnProblem[] Find(string code) => [.. s_byCode[code]];
}

/// <summary>A problem, or a fault of a body.</summary>
/// <param name="Code">Its code.</param>
/// <param name="Status">The HTTP status.</param>
/// <param name="Title">The title, byte for byte.</param>
/// <param name="Path">Where the fault is; <see langword="null"/> for a problem.</param>
internal sealed record AltinnProblem(string Code, int Status, string Title, string? Path);
