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
    private const string StringType = "http://www.w3.org/2001/XMLSchema#string";

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
        WriteEcho(writer, result.RepeatsAttributes ? question : null);
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

    private static void WriteEcho(Utf8JsonWriter writer, PdpQuestion? question)
    {
        if (
            question is null
            || !question.Subject.Concat(question.Action).Concat(question.Resource).Any(a => a.IncludeInResult)
        )
        {
            writer.WriteNull("category"u8);
            return;
        }

        writer.WriteStartArray("category"u8);
        WriteCategory(writer, "urn:oasis:names:tc:xacml:1.0:subject-category:access-subject", question.Subject);
        WriteCategory(writer, "urn:oasis:names:tc:xacml:3.0:attribute-category:action", question.Action);
        WriteCategory(writer, "urn:oasis:names:tc:xacml:3.0:attribute-category:resource", question.Resource);
        writer.WriteEndArray();
    }

    private static void WriteCategory(Utf8JsonWriter writer, string id, IReadOnlyList<PdpAttributeValue> attributes)
    {
        if (!attributes.Any(attribute => attribute.IncludeInResult))
        {
            return;
        }

        writer.WriteStartObject();
        writer.WriteString("categoryId"u8, id);
        writer.WriteNull("id"u8);
        writer.WriteNull("content"u8);
        writer.WriteStartArray("attribute"u8);
        foreach (var attribute in attributes.Where(attribute => attribute.IncludeInResult))
        {
            writer.WriteStartObject();
            writer.WriteString("attributeId"u8, attribute.Id);
            writer.WriteString("value"u8, attribute.Value);
            writer.WriteString("issuer"u8, attribute.Issuer);
            writer.WriteString("dataType"u8, attribute.DataType ?? StringType);
            writer.WriteBoolean("includeInResult"u8, false);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
