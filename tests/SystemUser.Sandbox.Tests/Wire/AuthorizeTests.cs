using System.Net;
using System.Text.Json;
using System.Xml.Linq;

namespace SystemUser.Sandbox.Tests.Wire;

public sealed class AuthorizeTests : WireTest
{
    private const string SystemUserId = "47caea5b-a80b-4343-b1d3-31eb523a4e28";

    [Fact]
    public async Task Permit_is_byte_for_byte_as_Altinns()
    {
        Sandbox.Pdp.Always.Permit(level: 4, organizationLevel: 3);

        using var response = await Provider.AskAsync(Question());

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        response.Content.Headers.ContentType!.ToString().ShouldBe("application/json; charset=utf-8");
        (await response.Content.ReadAsStringAsync(Cancelled)).ShouldBe(
            """
            {"response":[{"decision":"Permit","status":{"statusMessage":null,"statusDetails":null,"statusCode":{"value":"urn:oasis:names:tc:xacml:1.0:status:ok","statusCode":null}},"obligations":[{"id":"urn:altinn:obligation:authenticationLevel1","attributeAssignment":[{"attributeId":"urn:altinn:obligation1-assignment1","value":"4","category":"urn:altinn:minimum-authenticationlevel","dataType":"http://www.w3.org/2001/XMLSchema#integer","issuer":null}]},{"id":"urn:altinn:obligation:authenticationLevel2","attributeAssignment":[{"attributeId":"urn:altinn:obligation2-assignment2","value":"3","category":"urn:altinn:minimum-authenticationlevel-org","dataType":"http://www.w3.org/2001/XMLSchema#integer","issuer":null}]}],"associateAdvice":null,"category":null,"policyIdentifierList":null}]}
            """
        );
    }

    [Fact]
    public async Task Denial_spells_out_its_nulls()
    {
        Sandbox.Pdp.Always.Deny();

        using var response = await Provider.AskAsync(Question());

        (await response.Content.ReadAsStringAsync(Cancelled)).ShouldBe(
            """
            {"response":[{"decision":"Deny","status":{"statusMessage":null,"statusDetails":null,"statusCode":{"value":"urn:oasis:names:tc:xacml:1.0:status:ok","statusCode":null}},"obligations":null,"associateAdvice":null,"category":null,"policyIdentifierList":null}]}
            """
        );
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Request_is_read_when_its_names_have_another_casing(bool lowerCase)
    {
        Sandbox.Pdp.Permit();
        var body = Question();

        using var response = await Provider.AskAsync(lowerCase ? LowerNames(body) : body);

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        var question = Sandbox.Pdp.Questions.ShouldHaveSingleItem();
        question.SystemUserId.ShouldBe(SystemUserId);
        question.ActionId.ShouldBe("read");
        question.ResourceId.ShouldBe("ttd-externalpdp-resource1");
        question.Party.ShouldBe("910459880");
        question.Subject.ShouldHaveSingleItem().Id.ShouldBe("urn:altinn:systemuser:uuid");
    }

    [Fact]
    public async Task Resource_is_an_app_when_named_by_organization_and_app()
    {
        Sandbox.Pdp.Permit();

        await Provider.AskAsync(
            $$$"""
            {"Request":{"AccessSubject":[{"Attribute":[{"AttributeId":"urn:altinn:systemuser:uuid","Value":"{{{SystemUserId}}}" }]}],
             "Action":[{"Attribute":[{"AttributeId":"urn:oasis:names:tc:xacml:1.0:action:action-id","Value":"read"}]}],
             "Resource":[{"Attribute":[{"AttributeId":"urn:altinn:org","Value":"org1"},{"AttributeId":"urn:altinn:app","Value":"app1"},{"AttributeId":"urn:altinn:partyid","Value":"50005545"}]}]}}
            """
        );

        var question = Sandbox.Pdp.Questions.ShouldHaveSingleItem();
        question.ResourceId.ShouldBe("app_org1_app1");
        question.Party.ShouldBe("50005545");
    }

    [Fact]
    public async Task Results_follow_the_references_when_a_multi_request_is_asked()
    {
        Sandbox.Pdp.For(resource: "r-one").Permit();
        Sandbox.Pdp.For(resource: "r-two").NotApplicable();

        using var response = await Provider.AskAsync(Multi(["r2", "r1", "r2"]));

        Decisions(await TestCaller.ReadAsync(response)).ShouldBe(["NotApplicable", "Permit", "NotApplicable"]);
    }

    [Fact]
    public async Task Attributes_are_repeated_when_the_question_wants_them_in_the_result()
    {
        Sandbox.Pdp.Permit();

        using var response = await Provider.AskAsync(Multi(["r1", "r2"], includeInResult: true));

        var category = (await TestCaller.ReadAsync(response)).GetProperty("response")[1].GetProperty("category");
        category
            .GetRawText()
            .ShouldBe(
                $$$"""
                [{"categoryId":"urn:oasis:names:tc:xacml:1.0:subject-category:access-subject","id":null,"content":null,"attribute":[{"attributeId":"urn:altinn:systemuser:uuid","value":"{{{SystemUserId}}}","issuer":null,"dataType":"http://www.w3.org/2001/XMLSchema#string","includeInResult":false}]},{"categoryId":"urn:oasis:names:tc:xacml:3.0:attribute-category:resource","id":null,"content":null,"attribute":[{"attributeId":"urn:altinn:resource","value":"r-two","issuer":null,"dataType":"http://www.w3.org/2001/XMLSchema#string","includeInResult":false}]}]
                """
            );
    }

    [Fact]
    public async Task Repeated_attribute_has_no_issuer_and_the_short_form_of_a_data_type_is_spelt_out()
    {
        Sandbox.Pdp.Permit();

        using var response = await Provider.AskAsync(
            Question(
                $$$"""{"AttributeId":"urn:altinn:systemuser:uuid","Value":"{{{SystemUserId}}}","Issuer":"me","DataType":"string","IncludeInResult":true}"""
            )
        );

        (await TestCaller.ReadAsync(response))
            .GetProperty("response")[0]
            .GetProperty("category")[0]
            .GetProperty("attribute")[0]
            .GetRawText()
            .ShouldBe(
                $$$"""{"attributeId":"urn:altinn:systemuser:uuid","value":"{{{SystemUserId}}}","issuer":null,"dataType":"http://www.w3.org/2001/XMLSchema#string","includeInResult":false}"""
            );
    }

    [Fact]
    public async Task Answer_is_XML_when_the_caller_wants_it()
    {
        Sandbox.Pdp.Always.Permit(level: 4);

        using var response = await Provider.AskAsync(Question(), accept: "application/xml");

        response.Content.Headers.ContentType!.ToString().ShouldBe("application/xml; charset=utf-8");
        var result = XElement
            .Parse(await response.Content.ReadAsStringAsync(Cancelled))
            .Element("Response")!
            .Element("XacmlJsonResultExternal")!;
        result.Element("Decision")!.Value.ShouldBe("Permit");
        result.Descendants("AttributeAssignment").First().Descendants("Value").First().Value.ShouldBe("4");
    }

    [Fact]
    public async Task Answer_in_XML_repeats_a_character_that_XML_does_not_have_as_a_reference()
    {
        Sandbox.Pdp.Permit();

        using var response = await Provider.AskAsync(
            Question(resource: """{"AttributeId":"urn:x:y","Value":"\u0001","IncludeInResult":true},"""),
            accept: "application/xml"
        );

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await response.Content.ReadAsStringAsync(Cancelled)).ShouldContain("<Value>&#x1;</Value>");
    }

    [Fact]
    public async Task Request_counts_as_plain_when_it_has_a_single_reference()
    {
        Sandbox.Pdp.Permit();

        using var response = await Provider.AskAsync(Multi(["r1"]));

        Decisions(await TestCaller.ReadAsync(response)).ShouldBe(["Permit"]);
        Sandbox.Pdp.Questions.ShouldHaveSingleItem().Resource.Count.ShouldBe(4);
    }

    [Theory]
    [InlineData("""{"Id":"s1",""", "{", "syntax-error")]
    [InlineData("""{"Id":"a1",""", "{", "syntax-error")]
    [InlineData("""{"Id":"r2",""", "{", "processing-error")]
    [InlineData(SystemUserId, "not-a-uuid", "processing-error")]
    public async Task One_Indeterminate_answers_the_batch_when_a_category_is_bad(
        string text,
        string replacement,
        string status
    )
    {
        Sandbox.Pdp.Permit();

        using var response = await Provider.AskAsync(Multi(["r1", "r2"]).Replace(text, replacement));

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        var answer = await TestCaller.ReadAsync(response);
        Decisions(answer).ShouldBe(["Indeterminate"]);
        Status(answer).ShouldBe($"urn:oasis:names:tc:xacml:1.0:status:{status}");
        Sandbox.Pdp.Questions.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("""{"Request":null}""")]
    [InlineData("{}")]
    [InlineData("""{"Request":{}}""")]
    [InlineData("""{"Request":{"AccessSubject":[null],"Action":[{}],"Resource":[{"Attribute":null}]}}""")]
    public async Task Answer_is_Indeterminate_when_the_request_has_no_question(string body)
    {
        using var response = await Provider.AskAsync(body);

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        Decisions(await TestCaller.ReadAsync(response)).ShouldBe(["Indeterminate"]);
    }

    [Theory]
    [InlineData("""{"AttributeId":"urn:altinn:systemuser:uuid","Value":"x"}""")]
    [InlineData("""{"AttributeId":"urn:altinn:systemuser:uuid"}""")]
    [InlineData(
        """{"AttributeId":"urn:altinn:systemuser:uuid","Value":"47caea5b-a80b-4343-b1d3-31eb523a4e28"},{"AttributeId":"urn:altinn:partyid","Value":"1"}"""
    )]
    [InlineData("""{"Value":"47caea5b-a80b-4343-b1d3-31eb523a4e28"}""")]
    [InlineData(
        """{"AttributeId":"urn:altinn:systemuser:uuid","Value":"47caea5b-a80b-4343-b1d3-31eb523a4e28","DataType":"http://www.w3.org/2001/XMLSchema#double"}"""
    )]
    public async Task Answer_is_Indeterminate_when_Altinn_cannot_work_on_the_subject(string attributes)
    {
        Sandbox.Pdp.Permit();

        using var response = await Provider.AskAsync(Question(attributes));

        var answer = await TestCaller.ReadAsync(response);
        Decisions(answer).ShouldBe(["Indeterminate"]);
        Status(answer).ShouldBe("urn:oasis:names:tc:xacml:1.0:status:processing-error");
    }

    [Theory]
    [InlineData("")]
    [InlineData("<Request/>")]
    [InlineData("""{"Request":[]}""")]
    [InlineData("""{"Request":{"AccessSubject":"x"}}""")]
    [InlineData("""{"Request":{"Resource":[{"Attribute":[{"AttributeId":"\ud800"}]}]}}""")]
    [InlineData("""{"Request":{"Resource":[{"Attribute":[{"AttributeId":1}]}]}}""")]
    public async Task Answer_is_a_400_problem_when_the_body_is_unreadable(string body)
    {
        using var response = await Provider.AskAsync(body);

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        (await TestCaller.ReadAsync(response)).GetProperty("status").GetInt32().ShouldBe(400);
    }

    [Theory]
    [InlineData("", "Access denied due to missing subscription key.")]
    [InlineData("wrong", "Access denied due to invalid subscription key.")]
    public async Task Gateway_refuses_first_when_the_subscription_key_is_missing(string key, string message)
    {
        using var response = await Provider.AskAsync(Question(), token: "not looked at", subscriptionKey: key);

        response.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await TestCaller.ReadAsync(response)).GetProperty("message").GetString().ShouldBe(message);
    }

    [Fact]
    public async Task Question_is_refused_when_the_Altinn_token_is_missing_or_has_expired()
    {
        Sandbox.Pdp.Permit();
        var token = await Provider.AltinnTokenAsync();
        (await Provider.AskAsync(Question(), token)).StatusCode.ShouldBe(HttpStatusCode.OK);
        foreach (var other in new[] { await Provider.MaskinportenTokenAsync(), "nonsense", string.Empty })
        {
            using var response = await Provider.AskAsync(Question(), other);
            response.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
            response.Headers.WwwAuthenticate.ToString().ShouldBe("Bearer");
        }

        Clock.Advance(TimeSpan.FromMinutes(30));

        (await Provider.AskAsync(Question(), token)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData("altinn:authorization/authorize", HttpStatusCode.OK)]
    [InlineData("a:b altinn:authorization/authorize.admin", HttpStatusCode.OK)]
    [InlineData("altinn:authorization/authorize.read", HttpStatusCode.Forbidden)]
    [InlineData("altinn:authorization:pdp", HttpStatusCode.Forbidden)]
    public async Task Question_is_refused_when_the_token_lacks_the_scope(string scope, HttpStatusCode expected)
    {
        Sandbox.Pdp.Permit();

        using var response = await Provider.AskAsync(Question(), await Provider.AltinnTokenAsync(scope));

        response.StatusCode.ShouldBe(expected);
    }

    [Theory]
    [InlineData("text/plain", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("application/xml", HttpStatusCode.BadRequest)]
    public async Task Question_is_refused_when_the_body_is_not_JSON(string contentType, HttpStatusCode expected)
    {
        using var response = await Provider.AskAsync("<Request/>", contentType: contentType);

        response.StatusCode.ShouldBe(expected);
    }

    private static string Question(
        string subject = $$$"""{"AttributeId":"urn:altinn:systemuser:uuid","Value":"{{{SystemUserId}}}" }""",
        string resource = ""
    ) =>
        $$$"""
            {"Request":{"ReturnPolicyIdList":true,
             "AccessSubject":[{"Attribute":[{{{subject}}}]}],
             "Action":[{"Attribute":[{"AttributeId":"urn:oasis:names:tc:xacml:1.0:action:action-id","Value":"read","DataType":"http://www.w3.org/2001/XMLSchema#string"}]}],
             "Resource":[{"Attribute":[{{{resource}}}{"AttributeId":"urn:altinn:resource","Value":"ttd-externalpdp-resource1"},
                                       {"AttributeId":"urn:altinn:organization:identifier-no","Value":"910459880"}]}]}}
            """;

    private static string LowerNames(string body) =>
        System.Text.RegularExpressions.Regex.Replace(
            body,
            "\"([A-Z])(\\w+)\":",
            match => $"\"{match.Groups[1].Value.ToLowerInvariant()}{match.Groups[2].Value}\":"
        );

    private static string Multi(string[] resources, bool includeInResult = false)
    {
        var include = includeInResult ? ""","IncludeInResult":true""" : string.Empty;
        var references = string.Join(
            ',',
            resources.Select(resource => $$$"""{"ReferenceId":["s1","a1","{{{resource}}}"]}""")
        );
        return $$$"""
            {"Request":{
             "AccessSubject":[{"Id":"s1","Attribute":[{"AttributeId":"urn:altinn:systemuser:uuid","Value":"{{{SystemUserId}}}"{{{include}}} }]}],
             "Action":[{"Id":"a1","Attribute":[{"AttributeId":"urn:oasis:names:tc:xacml:1.0:action:action-id","Value":"read"}]}],
             "Resource":[{"Id":"r1","Attribute":[{"AttributeId":"urn:altinn:resource","Value":"r-one"{{{include}}} },{"AttributeId":"urn:altinn:organization:identifier-no","Value":"910459880"}]},
                         {"Id":"r2","Attribute":[{"AttributeId":"urn:altinn:resource","Value":"r-two"{{{include}}} },{"AttributeId":"urn:altinn:organization:identifier-no","Value":"910459880"}]}],
             "MultiRequests":{"RequestReference":[{{{references}}}]} } }
            """;
    }

    private static IEnumerable<string?> Decisions(JsonElement answer) =>
        answer.GetProperty("response").EnumerateArray().Select(result => result.GetProperty("decision").GetString());

    private static string? Status(JsonElement answer) =>
        answer
            .GetProperty("response")[0]
            .GetProperty("status")
            .GetProperty("statusCode")
            .GetProperty("value")
            .GetString();
}
