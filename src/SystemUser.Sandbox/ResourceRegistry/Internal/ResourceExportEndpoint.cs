using System.Text;
using System.Text.Json;
using SystemUser.Sandbox.World.Internal;
using SystemUser.Sandbox.World.Internal.Model;

namespace SystemUser.Sandbox.ResourceRegistry.Internal;

/// <summary>
/// The resources as RDF, which the national catalog of services collects. Source: Altinn/altinn-resource-registry,
/// <c>RdfUtil</c>: the same triples, in Turtle under the media type that Altinn gives it.
/// </summary>
internal sealed class ResourceExportEndpoint(WorldStore store)
{
    private const string Path = "/resourceregistry/api/v1/resource/export";
    private const string MediaType = "application/xml+rdf; charset=utf-8";
    private const string ResourceUri = "https://platform.altinn.no/resourceRegistry/";
    private const string OwnerUri = "https://organization-catalogue.fellesdatakatalog.digdir.no/organizations/";

    // Altinn's own test organization is left out of catalogs.
    private const string TestOrgCode = "ttd";

    private static readonly (string Name, string Uri)[] s_prefixes =
    [
        ("rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"),
        ("rdfs", "http://www.w3.org/2000/01/rdf-schema#"),
        ("xsd", "http://www.w3.org/2001/XMLSchema#"),
        ("cpsv", "http://purl.org/vocab/cpsv#"),
        ("dct", "http://purl.org/dc/terms/"),
        ("cv", "http://data.europa.eu/m8g/"),
        ("skos", "http://www.w3.org/2004/02/skos/core#"),
        ("dcat", "http://www.w3.org/ns/dcat#"),
        ("schema", "http://schema.org/"),
        ("eli", "http://data.europa.eu/eli/ontology#"),
        ("foaf", "http://xmlns.com/foaf/0.1/"),
    ];

    public void Map(IEndpointRouteBuilder endpoints) => endpoints.MapGet(Path, Get);

    private IResult Get()
    {
        var turtle = new StringBuilder();
        foreach (var (name, uri) in s_prefixes)
        {
            turtle.Append("@prefix ").Append(name).Append(": <").Append(uri).Append(">.\n");
        }

        foreach (var resource in store.Current.Resources.All.OrderBy(row => row.Id, StringComparer.Ordinal))
        {
            var document = JsonElement.Parse(resource.Document);
            if (IsExported(resource, document))
            {
                turtle.Append("\n<").Append(ResourceUri).Append(resource.Id).Append("> ");
                turtle.AppendJoin(";\n    ", Triples(resource, document)).Append(".\n");
            }
        }

        return Results.Text(turtle.ToString(), MediaType);
    }

    private static bool IsExported(RegistryResource resource, JsonElement document) =>
        !resource.ResourceType.Equals("MaskinportenSchema", StringComparison.OrdinalIgnoreCase)
        && !resource.ResourceType.Equals("Systemresource", StringComparison.OrdinalIgnoreCase)
        && Text(Member(document, "hasCompetentAuthority"), "orgcode") is { } orgCode
        && !string.IsNullOrWhiteSpace(orgCode)
        && !orgCode.Equals(TestOrgCode, StringComparison.OrdinalIgnoreCase);

    private static IEnumerable<string> Triples(RegistryResource resource, JsonElement document) =>
        [
            "a cpsv:PublicService",
            $"dct:identifier {Literal(resource.Id, language: null)}",
            .. Texts(document, "title").Select(text => $"dct:title {text}"),
            .. Texts(document, "description").Select(text => $"dct:description {text}"),
            $"cv:hasCompetentAuthority <{OwnerUri}{resource.Owner}>",
            .. Keywords(document).Select(text => $"dct:keyword {text}"),
        ];

    private static IEnumerable<string> Texts(JsonElement document, string name) =>
        Member(document, name) is { ValueKind: JsonValueKind.Object } texts
            ? texts
                .EnumerateObject()
                .Where(text => text.Value.ValueKind == JsonValueKind.String)
                .Select(text => Literal(text.Value.GetString()!, text.Name))
            : [];

    private static IEnumerable<string> Keywords(JsonElement document) =>
        Member(document, "keywords") is { ValueKind: JsonValueKind.Array } keywords
            ? keywords
                .EnumerateArray()
                .Where(keyword => Text(keyword, "word") is not null)
                .Select(keyword => Literal(Text(keyword, "word")!, Text(keyword, "language")))
            : [];

    private static string Literal(string text, string? language)
    {
        var escaped = text.Replace("\\", "\\\\", StringComparison.Ordinal)
            .Replace("\"", "\\\"", StringComparison.Ordinal)
            .Replace("\n", "\\n", StringComparison.Ordinal)
            .Replace("\r", "\\r", StringComparison.Ordinal);
        return IsLanguage(language) ? $"\"{escaped}\"@{language}" : $"\"{escaped}\"";
    }

    private static bool IsLanguage(string? language) =>
        language is { Length: > 0 and <= 35 }
        && char.IsAsciiLetter(language[0])
        && language.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '-');

    private static JsonElement Member(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object
            ? element
                .EnumerateObject()
                .FirstOrDefault(member => member.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
                .Value
            : default;

    private static string? Text(JsonElement element, string name) =>
        Member(element, name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;
}
