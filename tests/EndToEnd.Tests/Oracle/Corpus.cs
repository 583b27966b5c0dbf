using System.Text.Json;
using System.Text.Json.Serialization;
using EndToEnd.Tests.Support;

namespace EndToEnd.Tests.Oracle;

/// <summary>Cases that once were answered wrongly, by the product or by one that was broken on purpose. They are played first.</summary>
public static class Corpus
{
    private static readonly JsonSerializerOptions s_json = new(JsonSerializerOptions.Web)
    {
        Converters = { new JsonStringEnumConverter() },
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    private const string File = "tests/EndToEnd.Tests/Oracle/corpus.jsonl";

    public static IReadOnlyList<Case> Read() =>
        [
            .. System
                .IO.File.ReadLines(Path.Combine(Repository.Root, File))
                .Where(line => line.Length > 0)
                .Select(line => ToCase(JsonSerializer.Deserialize<Line>(line, s_json)!)),
        ];

    /// <summary>Writes a case as a line of the corpus.</summary>
    public static string Write(Case it) => JsonSerializer.Serialize(ToLine(it), s_json);

    private static Line ToLine(Case it) =>
        new(
            it.World,
            it.Token.Kind,
            it.Token.Owner,
            it.Token.Scopes,
            it.Method,
            it.Endpoint.Path,
            it.Party,
            it.Reply.Kind,
            it.OwnerReply.Kind,
            it.Oddity == Oddities.None ? null : it.Oddity.Name,
            it.Earlier is null ? null : ToLine(it.Earlier)
        );

    private static Case ToCase(Line line)
    {
        var kind = TokenKinds.Named(line.Token);
        return new(
            line.World,
            new(kind.Name, kind.Flaw, kind.Speaker, line.Owner, line.Scopes),
            line.Method,
            Endpoints.WithRight.Concat(Endpoints.WithScope).Single(endpoint => endpoint.Path == line.Path),
            line.Party,
            PdpReplies.Named(line.Reply),
            PdpReplies.Named(line.OwnerReply),
            Oddities.Named(line.Oddity ?? ""),
            line.Earlier is null ? null : ToCase(line.Earlier)
        );
    }

    private sealed record Line(
        World World,
        string Token,
        string Owner,
        string? Scopes,
        string Method,
        string Path,
        string Party,
        string Reply,
        string OwnerReply,
        string? Oddity,
        Line? Earlier
    );
}
