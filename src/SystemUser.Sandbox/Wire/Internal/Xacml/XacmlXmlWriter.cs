using System.Xml;

namespace SystemUser.Sandbox.Wire.Internal.Xacml;

/// <summary>
/// Writes answers as Altinn does for a caller that wants XML: its JSON model through .NET's own serializer, which is not the XML of XACML.
/// </summary>
internal static class XacmlXmlWriter
{
    private const string Suffix = "External";

    // As ASP.NET Core's own XML output: a character that XML does not have is written as a reference.
    private static readonly XmlWriterSettings s_settings = new() { OmitXmlDeclaration = true, CheckCharacters = false };

    /// <summary>Writes the answer to a request.</summary>
    public static string Write(IReadOnlyList<PdpQuestion> questions, IReadOnlyList<PdpResult> results)
    {
        var text = new StringWriter(System.Globalization.CultureInfo.InvariantCulture);
        using (var writer = XmlWriter.Create(text, s_settings))
        {
            writer.WriteStartElement("XacmlJsonResponse" + Suffix);
            writer.WriteAttributeString("xmlns", "xsi", null, "http://www.w3.org/2001/XMLSchema-instance");
            writer.WriteAttributeString("xmlns", "xsd", null, "http://www.w3.org/2001/XMLSchema");
            writer.WriteStartElement("Response");
            for (var i = 0; i < results.Count; i++)
            {
                Write(writer, results[i], questions.Count == results.Count ? questions[i] : null);
            }

            writer.WriteEndElement();
            writer.WriteEndElement();
        }

        return text.ToString();
    }

    private static void Write(XmlWriter writer, PdpResult result, PdpQuestion? question)
    {
        writer.WriteStartElement("XacmlJsonResult" + Suffix);
        writer.WriteElementString("Decision", result.Decision.ToString());
        writer.WriteStartElement("Status");
        writer.WriteStartElement("StatusCode");
        writer.WriteElementString("Value", result.StatusCode);
        writer.WriteEndElement();
        writer.WriteEndElement();
        WriteObligations(writer, result.Obligations);
        WriteEcho(writer, XacmlEcho.Of(result, question));
        writer.WriteEndElement();
    }

    private static void WriteObligations(XmlWriter writer, IReadOnlyList<PdpObligation> obligations)
    {
        if (obligations.Count == 0)
        {
            return;
        }

        writer.WriteStartElement("Obligations");
        foreach (var obligation in obligations)
        {
            writer.WriteStartElement("XacmlJsonObligationOrAdvice" + Suffix);
            writer.WriteElementString("Id", obligation.Id);
            writer.WriteStartElement("AttributeAssignment");
            foreach (var assignment in obligation.Assignments)
            {
                writer.WriteStartElement("XacmlJsonAttributeAssignment" + Suffix);
                writer.WriteElementString("AttributeId", assignment.AttributeId);
                writer.WriteElementString("Value", assignment.Value);
                writer.WriteElementString("Category", assignment.Category);
                writer.WriteElementString("DataType", assignment.DataType);
                writer.WriteEndElement();
            }

            writer.WriteEndElement();
            writer.WriteEndElement();
        }

        writer.WriteEndElement();
    }

    private static void WriteEcho(XmlWriter writer, IReadOnlyList<XacmlEcho> categories)
    {
        if (categories.Count == 0)
        {
            return;
        }

        writer.WriteStartElement("Category");
        foreach (var category in categories)
        {
            writer.WriteStartElement("XacmlJsonCategory" + Suffix);
            writer.WriteElementString("CategoryId", category.CategoryId);
            writer.WriteStartElement("Attribute");
            foreach (var attribute in category.Attributes)
            {
                writer.WriteStartElement("XacmlJsonAttribute" + Suffix);
                writer.WriteElementString("AttributeId", attribute.Id);
                writer.WriteElementString("Value", attribute.Value);
                writer.WriteElementString("DataType", XacmlReader.DataType(attribute.DataType));
                writer.WriteElementString("IncludeInResult", "false");
                writer.WriteEndElement();
            }

            writer.WriteEndElement();
            writer.WriteEndElement();
        }

        writer.WriteEndElement();
    }
}
