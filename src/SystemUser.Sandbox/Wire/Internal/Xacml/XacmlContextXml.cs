using System.Globalization;
using System.Xml;
using Altinn.Authorization.ABAC.Utils;
using Altinn.Authorization.ABAC.Xacml;

namespace SystemUser.Sandbox.Wire.Internal.Xacml;

/// <summary>Requests and answers in the XML of XACML, read and written by the library that Altinn itself uses.</summary>
internal static class XacmlContextXml
{
    /// <summary>Reads the question of a request; there is no multi-request in this form.</summary>
    /// <param name="xml">The request.</param>
    /// <param name="fault">What Altinn stumbles over, if it does.</param>
    public static PdpQuestion? Read(string xml, out XacmlFault? fault)
    {
        try
        {
            using var reader = XmlReader.Create(new StringReader(xml));
            var request = XacmlParser.ReadContextRequest(reader);
            var question = new PdpQuestion(
                Attributes(request, XacmlReader.SubjectCategory),
                Attributes(request, XacmlReader.ActionCategory),
                Attributes(request, XacmlReader.ResourceCategory)
            );
            fault = XacmlReader.FindFault(question);
            return fault is null ? question : null;
        }
        catch (Exception exception)
        {
            // The library throws all kinds of exceptions for a document that is not a request.
            fault = XacmlFault.Syntax($"the request is not XACML 3.0 in XML: {exception.Message}");
            return null;
        }
    }

    /// <summary>Writes the answer to a question.</summary>
    public static string Write(PdpQuestion? question, PdpResult result)
    {
        var written = new XacmlContextResult(
            Enum.Parse<XacmlContextDecision>(result.Decision.ToString()),
            new XacmlContextStatus(new XacmlContextStatusCode(new Uri(result.StatusCode)))
        );
        foreach (var obligation in result.Obligations)
        {
            written.Obligations.Add(
                new XacmlObligation(
                    new Uri(obligation.Id),
                    XacmlEffectType.Permit,
                    obligation.Assignments.Select(assignment => new XacmlAttributeAssignment(
                        new Uri(assignment.AttributeId),
                        new Uri(assignment.DataType),
                        assignment.Value
                    )
                    {
                        Category = new Uri(assignment.Category),
                    })
                )
            );
        }

        foreach (var category in XacmlEcho.Of(result, question))
        {
            written.Attributes.Add(Echo(category));
        }

        var text = new StringWriter(CultureInfo.InvariantCulture);
        using (var writer = XmlWriter.Create(text))
        {
            XacmlSerializer.WriteContextResponse(writer, new XacmlContextResponse(written));
        }

        return text.ToString();
    }

    private static List<PdpAttributeValue> Attributes(XacmlContextRequest request, string category) =>
        [
            .. from part in request.Attributes
            where part.Category.OriginalString == category
            from attribute in part.Attributes
            from value in attribute.AttributeValues
            select new PdpAttributeValue(
                attribute.AttributeId.OriginalString,
                value.Value,
                value.DataType.OriginalString,
                attribute.Issuer,
                attribute.IncludeInResult
            ),
        ];

    private static XacmlContextAttributes Echo(XacmlEcho category) =>
        new(
            new Uri(category.CategoryId),
            category
                .Attributes.GroupBy(attribute => attribute.Id, StringComparer.Ordinal)
                .Select(values =>
                {
                    var attribute = new XacmlAttribute(new Uri(values.Key), includeInResult: true);
                    foreach (var value in values)
                    {
                        attribute.AttributeValues.Add(new XacmlAttributeValue(DataType(value), value.Value));
                    }

                    return attribute;
                })
        );

    // In this form a data type may be any text: one that the JSON does not know is repeated as it stands.
    private static Uri DataType(PdpAttributeValue value) =>
        new(XacmlReader.DataType(value.DataType) ?? value.DataType!, UriKind.RelativeOrAbsolute);
}
