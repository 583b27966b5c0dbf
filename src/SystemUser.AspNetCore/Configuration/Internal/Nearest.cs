namespace SystemUser.AspNetCore.Configuration.Internal;

/// <summary>Finds the name that somebody probably meant.</summary>
internal static class Nearest
{
    /// <summary>Returns the candidate with the fewest edits to the name, if those are at most a third of its length (and at least two are forgiven).</summary>
    public static string? To(string name, IEnumerable<string> candidates)
    {
        var forgiven = Math.Max(2, name.Length / 3);
        return candidates
            .Select(candidate => (candidate, edits: Edits(name, candidate)))
            .Where(pair => pair.edits <= forgiven)
            .OrderBy(pair => pair.edits)
            .Select(pair => pair.candidate)
            .FirstOrDefault();
    }

    // Levenshtein's distance, ignoring case.
    private static int Edits(string from, string to)
    {
        var row = Enumerable.Range(0, to.Length + 1).ToArray();
        for (var i = 1; i <= from.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= to.Length; j++)
            {
                var same = char.ToLowerInvariant(from[i - 1]) == char.ToLowerInvariant(to[j - 1]);
                (diagonal, row[j]) = (row[j], Math.Min(diagonal + (same ? 0 : 1), Math.Min(row[j], row[j - 1]) + 1));
            }
        }

        return row[to.Length];
    }
}
