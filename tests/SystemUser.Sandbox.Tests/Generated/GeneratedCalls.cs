using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SystemUser.Sandbox.Tests.Generated;

/// <summary>Calls of every operation of an OpenAPI document, some as it says, most otherwise. The same seed makes the same calls.</summary>
/// <param name="document">The document, as it is served.</param>
/// <param name="seed">What the calls follow from.</param>
/// <param name="known">Values that mean something to the service.</param>
internal sealed class GeneratedCalls(JsonNode document, int seed, string[] known)
{
    /// <summary>The environment variable that names another seed.</summary>
    public const string SeedVariable = "SYSTEMUSER_CALLS_SEED";

    /// <summary>The environment variable that names another number of calls.</summary>
    public const string CountVariable = "SYSTEMUSER_CALLS";

    private static readonly string[] s_odd =
    [
        "",
        " ",
        "0",
        "-1",
        "null",
        "true",
        "1e999",
        "99999999999999999999999999",
        "2026-02-30",
        "9999-12-31",
        "0001-01-01T00:00:00Z",
        "../../etc/passwd",
        "%",
        "%00",
        "a\0b",
        "<script>",
        "' OR 1=1 --",
        "{}",
        "[]",
        "\u202e\u0000\u007f",
        "é\u0301\u0302\u0303",
        "😀👩‍👩‍👧‍👦",
        "３１０９０４４７３",
        "İıſK",
        new('x', 300),
        new('9', 4000),
    ];

    private static readonly string[] s_contentTypes =
    [
        "text/plain",
        "application/xml",
        "application/x-www-form-urlencoded",
        "multipart/form-data",
        "multipart/form-data; boundary=x",
        "application/json; charset=utf-16",
        "application/json; charset=banana",
        "application/json-patch+json",
        "banana",
        "*/*",
    ];

    private static readonly string[] s_rawBodies =
    [
        "",
        "null",
        "5",
        "{",
        "[[[",
        "\"\\ud800\"",
        "{\"\\ud800\":1}",
        "{\"a\":1,\"a\":2}",
        "{} {}",
        "\u0000",
        "\ufeff{}",
        "{\"a\":1e999999}",
        "{\"a\":-0}",
        "<a/>",
        "grant_type=a&grant_type=b&%ZZ=%00",
    ];

    private readonly Random _random = new(seed);

    public static int Seed => Number(SeedVariable, 20261128);

    public static int Count(int usual) => Number(CountVariable, usual);

    /// <summary>Makes calls: each operation in turn, as often as it takes.</summary>
    public IEnumerable<GeneratedCall> Make(int count)
    {
        var operations = document["paths"]!
            .AsObject()
            .SelectMany(path =>
                path.Value!.AsObject()
                    .Where(operation => operation.Key is "get" or "put" or "post" or "delete" or "patch" or "head")
                    .Select(operation =>
                        (Path: path.Key, Method: operation.Key, Item: path.Value!, it: operation.Value!)
                    )
            )
            .ToArray();
        for (var i = 0; i < count; i++)
        {
            var (path, method, item, operation) = operations[i % operations.Length];
            yield return new(
                i,
                new HttpMethod(method.ToUpperInvariant()),
                path,
                Address(path, item, operation),
                Body(operation)
            );
        }
    }

    private static int Number(string variable, int usual) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text
            ? int.Parse(text, CultureInfo.InvariantCulture)
            : usual;

    private bool Chance(int inHundred) => _random.Next(100) < inHundred;

    private T OneOf<T>(IList<T> values) => values[_random.Next(values.Count)];

    private string Value() => Chance(60) ? OneOf(known) : OneOf(s_odd);

    private string Address(string path, JsonNode item, JsonNode operation)
    {
        var parameters = (item["parameters"]?.AsArray() ?? [])
            .Concat(operation["parameters"]?.AsArray() ?? [])
            .Select(parameter => Resolve(parameter)!)
            .ToArray();
        foreach (var name in parameters.Where(one => In(one, "path")).Select(one => (string)one["name"]!))
        {
            var value = Value();
            path = path.Replace($"{{{name}}}", Uri.EscapeDataString(value.Length == 0 ? "-" : value));
        }

        var query = parameters
            .Where(one => In(one, "query") && Chance(70))
            .Select(one => (string)one["name"]!)
            .Concat(Chance(20) ? [Value()] : [])
            .SelectMany(name => Enumerable.Repeat(name, Chance(10) ? 2 : 1))
            .Select(name =>
                $"{Uri.EscapeDataString(name)}={(Chance(5) ? "%ED%A0%80%" : Uri.EscapeDataString(Value()))}"
            );
        return $"{path}?{string.Join('&', query)}";

        static bool In(JsonNode parameter, string place) => (string?)parameter["in"] == place;
    }

    private (byte[] Bytes, string? Type)? Body(JsonNode operation)
    {
        if (Resolve(operation["requestBody"])?["content"] is not JsonObject content || content.Count == 0)
        {
            return Chance(5) ? ("{}"u8.ToArray(), "application/json") : null;
        }

        if (Chance(3))
        {
            return null;
        }

        var (type, described) = content.First();
        return (
            BodyBytes(described!),
            Chance(88) ? type
            : Chance(20) ? null
            : OneOf(s_contentTypes)
        );
    }

    private byte[] BodyBytes(JsonNode described)
    {
        if (Chance(8))
        {
            return Encoding.UTF8.GetBytes(OneOf(s_rawBodies));
        }

        if (Chance(3))
        {
            return _random.Next(4) switch
            {
                0 => [0xff, 0xfe, 0x00, 0x7b],
                1 => Encoding.Latin1.GetBytes("{\"id\":\"ÿ\"}"),
                2 => Encoding.UTF8.GetBytes(new string('[', 20_000) + new string(']', 20_000)),
                _ => Encoding.UTF8.GetBytes($"{{\"id\":\"{new string('a', 1024 * 1024)}\"}}"),
            };
        }

        var body = described["example"]?.DeepClone() ?? Node(described["schema"], depth: 0);
        if (body is JsonValue && body.GetValueKind() == JsonValueKind.String)
        {
            return Encoding.UTF8.GetBytes((string)body! + (Chance(50) ? "&" + OneOf(s_odd) : ""));
        }

        for (var changes = _random.Next(4); changes > 0; changes--)
        {
            body = Changed(body, depth: 0);
        }

        return Encoding.UTF8.GetBytes(body?.ToJsonString() ?? "null");
    }

    /// <summary>Makes what a schema describes; something of any shape where it says nothing.</summary>
    private JsonNode? Node(JsonNode? described, int depth)
    {
        var schema = Resolve(described);
        if (schema?["enum"] is JsonArray values)
        {
            return OneOf(values)?.DeepClone();
        }

        if ((schema?["oneOf"] ?? schema?["anyOf"] ?? schema?["allOf"]) is JsonArray choices)
        {
            return Node(OneOf(choices), depth + 1);
        }

        var type = schema?["type"] is JsonArray types ? (string?)OneOf(types) : (string?)schema?["type"];
        return type switch
        {
            _ when depth > 6 => null,
            "object" when schema!["properties"] is JsonObject properties => new JsonObject(
                properties
                    .Where(_ => Chance(90))
                    .Select(property => KeyValuePair.Create(property.Key, Node(property.Value, depth + 1)))
            ),
            "array" => new JsonArray([
                .. Enumerable.Range(0, _random.Next(3)).Select(_ => Node(schema!["items"], depth + 1)),
            ]),
            "integer" or "number" => _random.Next(-5, 5000),
            "boolean" => Chance(50),
            "null" => null,
            "string" => (string?)schema!["format"] switch
            {
                "date" => "2026-07-08",
                "date-time" => "2026-07-08T10:00:00Z",
                "uuid" => Guid.NewGuid().ToString(),
                _ => OneOf(known),
            },
            _ => Anything(depth),
        };
    }

    /// <summary>Makes something of any shape, with the service's own words in it.</summary>
    private JsonNode? Anything(int depth) =>
        _random.Next(depth > 4 ? 5 : 8) switch
        {
            0 => null,
            1 => Chance(50),
            2 => _random.Next(),
            3 => OneOf(s_odd),
            4 => OneOf(known),
            5 => new JsonArray([.. Enumerable.Range(0, _random.Next(4)).Select(_ => Anything(depth + 1))]),
            _ => new JsonObject(
                Enumerable
                    .Range(0, _random.Next(1, 6))
                    .Select(_ => OneOf(known))
                    .Distinct()
                    .Select(name => KeyValuePair.Create(name, Anything(depth + 1)))
            ),
        };

    /// <summary>Changes one thing somewhere in a body.</summary>
    private JsonNode? Changed(JsonNode? node, int depth)
    {
        switch (node)
        {
            case JsonObject { Count: > 0 } it when Chance(85):
                var name = OneOf(it.Select(one => one.Key).ToArray());
                var value = it[name];
                it.Remove(name);
                if (!Chance(15))
                {
                    it[Chance(5) ? OneOf(s_odd) : name] = Changed(value, depth + 1);
                }

                return it;
            case JsonArray { Count: > 0 } it when Chance(80):
                var index = _random.Next(it.Count);
                var element = it[index];
                it.RemoveAt(index);
                it.Add(Changed(element?.DeepClone(), depth + 1));
                if (Chance(20))
                {
                    it.Add(element?.DeepClone());
                }

                return it;
            default:
                return Anything(depth);
        }
    }

    private JsonNode? Resolve(JsonNode? node) =>
        (string?)(node as JsonObject)?["$ref"] is { } reference
            ? Resolve(reference[2..].Split('/').Aggregate(document, (at, name) => at[name]!))
            : node;
}

/// <summary>A call that a service should not fall over.</summary>
internal sealed record GeneratedCall(
    int Number,
    HttpMethod Method,
    string Operation,
    string Address,
    (byte[] Bytes, string? Type)? Body
)
{
    /// <summary>The length from which a body may be cut off, as it is not read.</summary>
    private const int Long = 10_000;

    /// <summary>Sends it.</summary>
    /// <returns>The status; 0 if the connection ended without one.</returns>
    public async Task<int> SendAsync(HttpClient http, string? token, CancellationToken cancellationToken)
    {
        using var request = ToRequest(token);
        try
        {
            using var answer = await http.SendAsync(
                request,
                HttpCompletionOption.ResponseHeadersRead,
                cancellationToken
            );
            return (int)answer.StatusCode;
        }
        catch (HttpRequestException) when (Body is { Bytes.Length: > Long })
        {
            return 413;
        }
        catch (HttpRequestException)
        {
            return 0;
        }
    }

    private HttpRequestMessage ToRequest(string? token)
    {
        var request = new HttpRequestMessage(Method, Address);
        request.Headers.Add("Ocp-Apim-Subscription-Key", "any");
        if (token is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        if (Body is { } body)
        {
            request.Content = new ByteArrayContent(body.Bytes);
            if (body.Type is { } type)
            {
                request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
            }
        }

        return request;
    }

    public override string ToString() =>
        $"call {Number}: {Method} {Address} {Body?.Type} {(Body is { } body ? Encoding.UTF8.GetString(body.Bytes.AsSpan(0, Math.Min(500, body.Bytes.Length))) : "")}";
}
