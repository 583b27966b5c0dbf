using System.Buffers;
using System.Text;
using System.Text.Json.Nodes;
using SystemUser.AspNetCore.Decisions;
using SystemUser.AspNetCore.Decisions.Internal.Xacml;

namespace SystemUser.AspNetCore.Tests.Decisions.Xacml;

public sealed class XacmlRequestWriterTests
{
    [Fact]
    public void One_question_is_written_as_Altinns_golden_request() =>
        Write(Some.Question())
            .ShouldBe(
                string.Concat(
                    """
                    {"Request":{"ReturnPolicyIdList":true,
                    "AccessSubject":[{"Attribute":[{"AttributeId":"urn:altinn:systemuser:uuid","Value":"47caea5b-a80b-4343-b1d3-31eb523a4e28"}]}],
                    "Action":[{"Attribute":[{"AttributeId":"urn:oasis:names:tc:xacml:1.0:action:action-id","Value":"read","DataType":"http://www.w3.org/2001/XMLSchema#string"}]}],
                    "Resource":[{"Attribute":[{"AttributeId":"urn:altinn:resource","Value":"ttd-externalpdp-resource1"},
                    {"AttributeId":"urn:altinn:organization:identifier-no","Value":"910459880"}]}]}}
                    """.Split('\n')
                )
            );

    [Fact]
    public void The_system_users_id_is_written_in_lower_case() =>
        Write(Some.Question(systemUser: "47CAEA5B-A80B-4343-B1D3-31EB523A4E28"))
            .ShouldContain("\"47caea5b-a80b-4343-b1d3-31eb523a4e28\"");

    [Fact]
    public void The_action_is_written_in_its_own_case() =>
        Write(Some.Question(action: "Read")).ShouldContain("\"Value\":\"Read\"");

    [Fact]
    public void Extra_attributes_are_written_in_their_order() =>
        ResourceAttributes(
                Write(
                    Some.Question(
                        attributes:
                        [
                            new ResourceAttribute("urn:altinn:resource:instance-id", "a/b"),
                            new ResourceAttribute("urn:altinn:task", "\"quoted\""),
                        ]
                    )
                )
            )
            .ShouldBe([
                ("urn:altinn:resource", "ttd-externalpdp-resource1"),
                ("urn:altinn:organization:identifier-no", "910459880"),
                ("urn:altinn:resource:instance-id", "a/b"),
                ("urn:altinn:task", "\"quoted\""),
            ]);

    [Theory]
    [InlineData("app_org1_app1", "org1", "app1")]
    [InlineData("app_ttd_my_long_name", "ttd", "my_long_name")]
    public void An_apps_resource_is_written_as_organization_and_app(string resource, string org, string app) =>
        ResourceAttributes(Write(Some.Question(resource: resource)))
            .ShouldBe([
                ("urn:altinn:org", org),
                ("urn:altinn:app", app),
                ("urn:altinn:organization:identifier-no", "910459880"),
            ]);

    [Theory]
    [InlineData("app_")]
    [InlineData("app_org1")]
    [InlineData("app_org1_")]
    [InlineData("app__app1")]
    [InlineData("application_org1_app1")]
    public void A_resource_that_only_resembles_an_app_is_written_as_it_is(string resource) =>
        ResourceAttributes(Write(Some.Question(resource: resource)))[0].ShouldBe(("urn:altinn:resource", resource));

    [Fact]
    public void Several_questions_are_written_as_categories_with_ids_and_references_to_them()
    {
        var request = JsonNode.Parse(
            Write(Some.Question(resource: "resource1"), Some.Question(resource: "resource2"))
        )!["Request"]!;

        Ids(request["AccessSubject"]!).ShouldBe(["s1"]);
        Ids(request["Action"]!).ShouldBe(["a1"]);
        Ids(request["Resource"]!).ShouldBe(["r1", "r2"]);
        References(request).ShouldBe(["s1 a1 r1", "s1 a1 r2"]);
    }

    [Fact]
    public void Several_questions_write_each_distinct_category_once()
    {
        const string other = "33a0911a-5459-456f-bc57-3d37ef9a016c";
        var request = JsonNode.Parse(
            Write(
                Some.Question(),
                Some.Question(action: "write"),
                Some.Question(party: "310904473"),
                Some.Question(systemUser: other),
                Some.Question(attributes: new ResourceAttribute("urn:altinn:task", "t"))
            )
        )!["Request"]!;

        References(request).ShouldBe(["s1 a1 r1", "s1 a2 r1", "s1 a1 r2", "s2 a1 r1", "s1 a1 r3"]);
        Ids(request["AccessSubject"]!).ShouldBe(["s1", "s2"]);
        Ids(request["Action"]!).ShouldBe(["a1", "a2"]);
        Ids(request["Resource"]!).ShouldBe(["r1", "r2", "r3"]);
    }

    [Fact]
    public void An_echo_is_asked_for_only_when_there_are_several_questions()
    {
        Write(Some.Question()).ShouldNotContain("IncludeInResult");
        var request = Write(Some.Question(), Some.Question(action: "write"));

        (request.Split("\"IncludeInResult\":true").Length - 1).ShouldBe(request.Split("\"AttributeId\"").Length - 1);
    }

    private static string Write(params DecisionQuestion[] questions)
    {
        var output = new ArrayBufferWriter<byte>();
        XacmlRequestWriter.Write(output, questions);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }

    private static List<(string Id, string Value)> ResourceAttributes(string request) =>
        [
            .. JsonNode.Parse(request)!["Request"]!["Resource"]![0]!["Attribute"]!
                .AsArray()
                .Select(attribute => ((string)attribute!["AttributeId"]!, (string)attribute["Value"]!)),
        ];

    private static IEnumerable<string> Ids(JsonNode categories) =>
        categories.AsArray().Select(category => (string)category!["Id"]!);

    private static IEnumerable<string> References(JsonNode request) =>
        request["MultiRequests"]!["RequestReference"]!
            .AsArray()
            .Select(reference => string.Join(' ', reference!["ReferenceId"]!.AsArray().Select(id => (string)id!)));
}
