using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace Minimal.Tests;

/// <summary>The sample's <c>run.http</c>: what is written there is what is sent.</summary>
internal sealed partial class HttpFile
{
    private readonly Dictionary<string, string> _values;
    private readonly string[] _requests;

    private HttpFile(string text)
    {
        var blocks = Heading().Split(text);
        _values = Variable()
            .Matches(blocks[0])
            .ToDictionary(match => match.Groups[1].Value, match => match.Groups[2].Value);
        _requests = blocks[1..];
    }

    /// <summary>Gets the sample's folder.</summary>
    public static string Folder => Path.GetFullPath("../../samples/Minimal", Path.GetDirectoryName(SourceFile())!);

    /// <summary>Reads the file.</summary>
    public static HttpFile Read() => new(File.ReadAllText(Path.Combine(Folder, "run.http")));

    /// <summary>Gets or sets the value of a variable of the file.</summary>
    public string this[string variable]
    {
        get => _values[variable];
        set => _values[variable] = _values.ContainsKey(variable) ? value : throw new KeyNotFoundException(variable);
    }

    /// <summary>Sends the requests in order.</summary>
    /// <returns>The heading of each, and the status and body that answered it.</returns>
    public async Task<IReadOnlyList<(string Heading, int Status, string Body)>> PlayAsync(
        HttpClient client,
        CancellationToken cancellationToken
    )
    {
        var answers = new List<(string, int, string)>();
        foreach (var text in _requests)
        {
            var filled = Placeholder().Replace(text, match => _values[match.Groups[1].Value]);
            var lines = filled.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            using var request = Parse(lines.Skip(1).Where(line => line[0] != '#'));
            using var response = await client.SendAsync(request, cancellationToken);
            var body = await response.Content.ReadAsStringAsync(cancellationToken);
            answers.Add((lines[0], (int)response.StatusCode, body));
            if (Name().Match(text) is { Success: true } name)
            {
                _values[name.Groups[1].Value + ".response.body.*"] = body;
            }
        }

        return answers;
    }

    private static HttpRequestMessage Parse(IEnumerable<string> lines)
    {
        var (method, address) = lines.First().Split(' ') is [var first, var second] ? (first, second) : default;
        var request = new HttpRequestMessage(new HttpMethod(method), address);
        foreach (var header in lines.Skip(1).Select(line => line.Split(": ", 2)))
        {
            request.Headers.Add(header[0], header[1]);
        }

        return request;
    }

    private static string SourceFile([CallerFilePath] string path = "") => path;

    [GeneratedRegex("^### ", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"^@(\w+) = (\S+)", RegexOptions.Multiline)]
    private static partial Regex Variable();

    [GeneratedRegex(@"^# @name (\w+)", RegexOptions.Multiline)]
    private static partial Regex Name();

    [GeneratedRegex(@"\{\{(.+?)\}\}")]
    private static partial Regex Placeholder();
}
