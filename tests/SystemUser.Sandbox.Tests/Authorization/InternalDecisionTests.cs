using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using SystemUser.Sandbox.Tests.World;

namespace SystemUser.Sandbox.Tests.Authorization;

/// <summary>The decision point as Altinn's own services ask it, and whoever uses Altinn's own package.</summary>
public sealed class InternalDecisionTests : WorldTest
{
    private static readonly XNamespace s_xacml = "urn:oasis:names:tc:xacml:3.0:core:schema:wd-17";

    [Fact]
    public async Task Decides_without_a_token()
    {
        var result = await AskInsideAsync(Question(The.SystemUser.ToString()));

        Decision(result).ShouldBe("Permit");
        (await LastDecisionAsync()).GetProperty("askedBy").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("{")]
    [InlineData("{}")]
    public async Task Says_syntax_error_when_there_is_no_question(string body)
    {
        var result = await AskInsideAsync(body);

        Decision(result).ShouldBe("Indeterminate");
        Status(result).ShouldBe("syntax-error");
    }

    [Fact]
    public async Task Says_syntax_error_when_it_stumbles()
    {
        var result = await AskInsideAsync(Question("no uuid"));

        Decision(result).ShouldBe("Indeterminate");
        Status(result).ShouldBe("syntax-error");
    }

    [Theory]
    [InlineData("application/xml")]
    [InlineData("text/plain")]
    public async Task Decides_in_XML_when_it_is_not_asked_in_JSON(string contentType)
    {
        var (mediaType, answer) = await AskInXmlAsync(Xml(The.SystemUser.ToString()), contentType);

        mediaType.ShouldBe("text/plain");
        answer.Root!.Name.ShouldBe(s_xacml + "Response");
        var result = answer.Root.Element(s_xacml + "Result").ShouldNotBeNull();
        result.Element(s_xacml + "Decision")!.Value.ShouldBe("Permit");
        result.Descendants(s_xacml + "AttributeAssignment").Select(assignment => assignment.Value).ShouldBe(["3", "3"]);
        var repeated = result.Element(s_xacml + "Attributes").ShouldNotBeNull();
        repeated.Descendants(s_xacml + "AttributeValue").Single().Value.ShouldBe(The.Resource);
    }

    [Theory]
    [InlineData("http://www.w3.org/2001/XMLSchema#boolean")]
    [InlineData("boolean")]
    public async Task Repeats_an_attribute_in_XML_with_a_data_type_that_the_JSON_does_not_know(string dataType)
    {
        var question = XElement.Parse(Xml(The.SystemUser.ToString()));
        var attribute = new XElement(question.Descendants(s_xacml + "Attribute").Single(each => IsRepeated(each)));
        attribute.SetAttributeValue("AttributeId", "urn:x:y");
        attribute.Element(s_xacml + "AttributeValue")!.SetAttributeValue("DataType", dataType);
        attribute.Element(s_xacml + "AttributeValue")!.Value = "true";
        question.Elements(s_xacml + "Attributes").ElementAt(1).Add(attribute);

        var (_, answer) = await AskInXmlAsync(question.ToString(), "application/xml");

        answer.Descendants(s_xacml + "Decision").Single().Value.ShouldBe("Permit");
        var repeated = answer.Descendants(s_xacml + "Attribute").Last();
        repeated.Attribute("AttributeId")!.Value.ShouldBe("urn:x:y");
        repeated.Element(s_xacml + "AttributeValue")!.Attribute("DataType")!.Value.ShouldBe(dataType);

        static bool IsRepeated(XElement attribute) => attribute.Attribute("IncludeInResult")!.Value == "true";
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("<Request/>")]
    [InlineData("<!DOCTYPE Request [<!ENTITY x 'x'>]><Request>&x;</Request>")]
    public async Task Says_syntax_error_in_XML_when_it_stumbles(string body)
    {
        var (_, answer) = await AskInXmlAsync(body, "application/xml");

        answer.Descendants(s_xacml + "Decision").Single().Value.ShouldBe("Indeterminate");
        answer
            .Descendants(s_xacml + "StatusCode")
            .First()
            .Attribute("Value")!
            .Value.ShouldBe("urn:oasis:names:tc:xacml:1.0:status:syntax-error");
    }

    [Fact]
    public async Task Says_syntax_error_in_XML_when_the_system_user_is_no_uuid()
    {
        var (_, answer) = await AskInXmlAsync(Xml("no uuid"), "application/xml");

        answer.Descendants(s_xacml + "Decision").Single().Value.ShouldBe("Indeterminate");
    }

    [Theory]
    [InlineData("application/xml", HttpStatusCode.BadRequest)]
    [InlineData("text/xml", HttpStatusCode.BadRequest)]
    [InlineData("application/xacml+xml", HttpStatusCode.BadRequest)]
    [InlineData("text/plain", HttpStatusCode.UnsupportedMediaType)]
    public async Task Providers_are_not_answered_when_they_ask_in_XML(string contentType, HttpStatusCode expected)
    {
        var token = await OrganizationTokenAsync(The.Provider, "altinn:authorization/authorize");

        var (status, _) = await SendAsync(
            HttpMethod.Post,
            "/authorization/api/v1/authorize",
            token,
            Xml(The.SystemUser.ToString()),
            contentType
        );

        status.ShouldBe(expected);
    }

    private async Task<(string? MediaType, XDocument Answer)> AskInXmlAsync(string body, string contentType)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/authorization/api/v1/decision")
        {
            Content = new StringContent(body, Encoding.UTF8, contentType),
        };
        request.Headers.Add("Ocp-Apim-Subscription-Key", "any");
        using var response = await Host.Http.SendAsync(request, Cancelled);
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        return (
            response.Content.Headers.ContentType?.MediaType,
            XDocument.Parse(await response.Content.ReadAsStringAsync(Cancelled))
        );
    }

    private static string Xml(string systemUser) =>
        new XElement(
            s_xacml + "Request",
            new XAttribute("ReturnPolicyIdList", "false"),
            new XAttribute("CombinedDecision", "false"),
            Category(
                "urn:oasis:names:tc:xacml:1.0:subject-category:access-subject",
                ("urn:altinn:systemuser:uuid", systemUser, false)
            ),
            Category(
                "urn:oasis:names:tc:xacml:3.0:attribute-category:resource",
                ("urn:altinn:resource", The.Resource, true),
                ("urn:altinn:organization:identifier-no", The.Customer, false)
            ),
            Category(
                "urn:oasis:names:tc:xacml:3.0:attribute-category:action",
                ("urn:oasis:names:tc:xacml:1.0:action:action-id", "read", false)
            )
        ).ToString();

    private static XElement Category(string category, params (string Id, string Value, bool Repeat)[] attributes) =>
        new(
            s_xacml + "Attributes",
            new XAttribute("Category", category),
            attributes.Select(attribute => new XElement(
                s_xacml + "Attribute",
                new XAttribute("IncludeInResult", attribute.Repeat),
                new XAttribute("AttributeId", attribute.Id),
                new XElement(
                    s_xacml + "AttributeValue",
                    new XAttribute("DataType", "http://www.w3.org/2001/XMLSchema#string"),
                    attribute.Value
                )
            ))
        );

    private async Task<JsonElement> AskInsideAsync(string body)
    {
        var (status, answer) = await SendAsync(HttpMethod.Post, "/authorization/api/v1/decision", body: body);
        status.ShouldBe(HttpStatusCode.OK);
        return answer.GetProperty("response").EnumerateArray().Single();
    }

    private static string Question(string systemUser) =>
        new JsonObject
        {
            ["Request"] = new JsonObject
            {
                ["AccessSubject"] = Category(("urn:altinn:systemuser:uuid", systemUser)),
                ["Action"] = Category(("urn:oasis:names:tc:xacml:1.0:action:action-id", "read")),
                ["Resource"] = Category(
                    ("urn:altinn:resource", The.Resource),
                    ("urn:altinn:organization:identifier-no", The.Customer)
                ),
            },
        }.ToJsonString();
}
