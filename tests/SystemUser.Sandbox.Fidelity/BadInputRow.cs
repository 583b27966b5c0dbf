namespace SystemUser.Sandbox.Fidelity;

/// <summary>An endpoint, who may use it, and what each kind of bad input gets.</summary>
internal sealed record BadInputRow(string Call, string Caller, IReadOnlyDictionary<string, string> Answers)
{
    // What cannot be sent to an endpoint.
    private const string None = ".";

    /// <summary>The method and the path, without a query.</summary>
    public string Endpoint => Call.Split('?')[0];

    /// <summary>Whether it is for a person's token.</summary>
    public bool IsForPeople => Caller is "person" or "administrator";

    /// <summary>Whether the body is a list; an empty one is no bad input.</summary>
    public bool TakesList => !Answers.ContainsKey("[]") && Answers.ContainsKey("null");

    public static IReadOnlyList<BadInputRow> ReadAll()
    {
        var lines = File.ReadLines(CaseFile.PathOf("bad-input.tsv"))
            .Where(line => line is not ("" or ['#', ..]))
            .ToList();
        var kinds = lines[0].Split('\t')[2..];
        return [.. lines.Skip(1).Select(line => Read(line.Split('\t'), kinds))];
    }

    private static BadInputRow Read(string[] cells, string[] kinds) =>
        new(
            cells[0],
            cells[1],
            kinds
                .Zip(cells[2..])
                .Where(cell => cell.Second != None)
                .ToDictionary(cell => cell.First, cell => cell.Second)
        );
}
