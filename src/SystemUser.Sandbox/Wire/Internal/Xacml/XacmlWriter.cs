using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace SystemUser.Sandbox.Wire.Internal.Xacml;

/// <summary>
/// Writes answers byte for byte as Altinn's policy decision point does: camelCase, nulls spelt out,
/// <c>associateAdvice</c>, and the attributes that the question wanted repeated.
/// </summary>
internal static class XacmlWriter
{
    private static readonly JsonWriterOptions s_options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Writes the answer to a request.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="questions">The questions, whose attributes are repeated if there is a result for each.</param>
    /// <param name="results">The results.</param>
    public static void Write(
        IBufferWriter<byte> output,
        IReadOnlyList<PdpQuestion> questions,
        IReadOnlyList<PdpResult> results
    )
    {
        using var writer = new Utf8JsonWriter(output, s_options);
        writer.WriteStartObject();
        writer.WriteStartArray("response"u8);
        for (var i = 0; i < results.Count; i++)
        {
            WriteResult(writer, results[i], questions.Count == results.Count ? questions[i] : null);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteResult(Utf8JsonWriter writer, PdpResult result, PdpQuestion? question)
    {
        writer.WriteStartObject();
        writer.WriteString("decision"u8, result.Decision.ToString());
        writer.WriteStartObject("status"u8);
        writer.WriteNull("statusMessage"u8);
        writer.WriteNull("statusDetails"u8);
        writer.WriteStartObject("statusCode"u8);
        writer.WriteString("value"u8, result.StatusCode);
        writer.WriteNull("statusCode"u8);
        writer.WriteEndObject();
        writer.WriteEndObject();
        WriteObligations(writer, result.Obligations);
        writer.WriteNull("associateAdvice"u8);
        WriteEcho(writer, XacmlEcho.Of(result, question));
        writer.WriteNull("policyIdentifierList"u8);
        writer.WriteEndObject();
    }

    private static void WriteObligations(Utf8JsonWriter writer, IReadOnlyList<PdpObligation> obligations)
    {
        if (obligations.Count == 0)
        {
            writer.WriteNull("obligations"u8);
            return;
        }

        writer.WriteStartArray("obligations"u8);
        foreach (var obligation in obligations)
        {
            writer.WriteStartObject();
            writer.WriteString("id"u8, obligation.Id);
            writer.WriteStartArray("attributeAssignment"u8);
            foreach (var assignment in obligation.Assignments)
            {
                writer.WriteStartObject();
                writer.WriteString("attributeId"u8, assignment.AttributeId);
                writer.WriteString("value"u8, assignment.Value);
                writer.WriteString("category"u8, assignment.Category);
                writer.WriteString("dataType"u8, assignment.DataType);
                writer.WriteNull("issuer"u8);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteEcho(Utf8JsonWriter writer, IReadOnlyList<XacmlEcho> categories)
    {
        if (categories.Count == 0)
        {
            writer.WriteNull("category"u8);
            return;
        }

        writer.WriteStartArray("category"u8);
        foreach (var category in categories)
        {
            WriteCategory(writer, category);
        }

        writer.WriteEndArray();
    }

    private static void WriteCategory(Utf8JsonWriter writer, XacmlEcho category)
    {
        writer.WriteStartObject();
        writer.WriteString("categoryId"u8, category.CategoryId);
        writer.WriteNull("id"u8);
        writer.WriteNull("content"u8);
        writer.WriteStartArray("attribute"u8);
        foreach (var attribute in category.Attributes)
        {
            writer.WriteStartObject();
            writer.WriteString("attributeId"u8, attribute.Id);
            writer.WriteString("value"u8, attribute.Value);
            writer.WriteNull("issuer"u8);
            writer.WriteString("dataType"u8, XacmlReader.DataType(attribute.DataType));
            writer.WriteBoolean("includeInResult"u8, false);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
