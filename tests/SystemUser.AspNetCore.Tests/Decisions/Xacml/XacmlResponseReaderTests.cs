using System.Text;
using System.Text.Json;
using SystemUser.AspNetCore.Decisions;
using SystemUser.AspNetCore.Decisions.Internal.Xacml;

namespace SystemUser.AspNetCore.Tests.Decisions.Xacml;

public sealed class XacmlResponseReaderTests
{
    private const string Level = "urn:altinn:minimum-authenticationlevel";
    private const string Ok = "urn:oasis:names:tc:xacml:1.0:status:ok";

    private const string RecordedPermit = """
        {"response":[{"decision":"Permit","status":{"statusMessage":null,"statusDetails":null,"statusCode":{"value":"urn:oasis:names:tc:xacml:1.0:status:ok","statusCode":null}},
         "obligations":[{"id":"urn:altinn:obligation:authenticationLevel1","attributeAssignment":[{"attributeId":"urn:altinn:obligation1-assignment1","value":"4","category":"urn:altinn:minimum-authenticationlevel","dataType":"http://www.w3.org/2001/XMLSchema#integer","issuer":null}]},
                        {"id":"urn:altinn:obligation:authenticationLevel2","attributeAssignment":[{"attributeId":"urn:altinn:obligation2-assignment2","value":"3","category":"urn:altinn:minimum-authenticationlevel-org","dataType":"http://www.w3.org/2001/XMLSchema#integer","issuer":null}]}],
         "associateAdvice":null,"category":null,"policyIdentifierList":null}]}
        """;

    [Fact]
    public void A_recorded_Permit_is_read()
    {
        var decision = Read(RecordedPermit);

        decision.Decision.ShouldBe(Decision.Permit);
        decision.StatusCode.ShouldBe("ok");
        decision.Obligations.ShouldBe([new Obligation(Level, "4"), new Obligation(Level + "-org", "3")]);
    }

    [Fact]
    public void Names_are_read_in_any_case_even_mixed_in_one_object() =>
        Read(
            """
            {"Response":[{"DECISION":"Permit","Status":{"statusCode":{"Value":"urn:oasis:names:tc:xacml:1.0:status:ok"}},
             "Obligations":[{"Id":"urn:altinn:obligation:1","attributeAssignment":[{"AttributeId":"x","Value":"2","category":"urn:altinn:minimum-authenticationlevel"}]}]}]}
            """
        )
            .Obligations.ShouldBe([new Obligation(Level, "2")]);

    [Theory]
    [InlineData("response")]
    [InlineData("decision")]
    [InlineData("status")]
    [InlineData("statusCode")]
    [InlineData("obligations")]
    [InlineData("attributeAssignment")]
    [InlineData("category")]
    [InlineData("value")]
    public void A_name_is_read_when_it_is_all_escapes(string name)
    {
        var decision = Read(RecordedPermit.Replace($"\"{name}\"", $"\"{Escaped(name)}\"", StringComparison.Ordinal));

        decision.StatusCode.ShouldBe("ok");
        decision.Obligations.ShouldBe([new Obligation(Level, "4"), new Obligation(Level + "-org", "3")]);
    }

    [Theory]
    [InlineData("category")]
    [InlineData("attribute")]
    [InlineData("attributeId")]
    [InlineData("value")]
    public void An_echo_of_another_question_is_refused_when_its_names_are_all_escapes(string name) =>
        IsRefused(
            Answer(
                """{"decision":"Permit","category":[{"attribute":[{"attributeId":"urn:altinn:organization:identifier-no","value":"111111111"}]}]}""".Replace(
                    $"\"{name}\"",
                    $"\"{Escaped(name)}\"",
                    StringComparison.Ordinal
                )
            )
        );

    [Theory]
    [InlineData(64)]
    [InlineData(65)]
    [InlineData(10_000)]
    public void A_name_too_long_to_be_known_is_passed_over_when_it_is_all_escapes(int length) =>
        Read(Answer($$"""{"{{Escaped(new string('a', length))}}":[{}],"decision":"Permit"}"""))
            .Decision.ShouldBe(Decision.Permit);

    [Theory]
    [InlineData("Permit", Decision.Permit)]
    [InlineData("Deny", Decision.Deny)]
    [InlineData("NotApplicable", Decision.NotApplicable)]
    [InlineData("Indeterminate", Decision.Indeterminate)]
    public void The_four_decisions_of_XACML_are_read(string word, Decision decision) =>
        Read(Answer($$"""{"decision":"{{word}}"}""")).Decision.ShouldBe(decision);

    [Theory]
    [InlineData("\"permit\"")]
    [InlineData("\"PERMIT\"")]
    [InlineData("\"Permit \"")]
    [InlineData("\"Permitted\"")]
    [InlineData("\"\"")]
    [InlineData("1")]
    [InlineData("true")]
    [InlineData("null")]
    [InlineData("[\"Permit\"]")]
    [InlineData("{\"value\":\"Permit\"}")]
    public void A_decision_is_refused_when_it_is_none_of_XACMLs_four(string word) =>
        IsRefused(Answer($$"""{"decision":{{word}}}"""));

    [Theory]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"statusCode":null}""")]
    [InlineData("""{"statusCode":{}}""")]
    [InlineData("""{"statusCode":{"value":null}}""")]
    [InlineData("""{"statusCode":{"value":"urn:oasis:names:tc:xacml:1.0:status:ok","statusCode":{"value":"x"}}}""")]
    public void A_Permit_is_read_when_its_status_is_ok_or_absent(string status) =>
        Read(Answer($$"""{"decision":"Permit","status":{{status}}}""")).Decision.ShouldBe(Decision.Permit);

    [Theory]
    [InlineData("""{"statusCode":{"value":"urn:oasis:names:tc:xacml:1.0:status:processing-error"}}""")]
    [InlineData("""{"statusCode":{"value":"urn:oasis:names:tc:xacml:1.0:status:missing-attribute"}}""")]
    [InlineData("""{"statusCode":{"value":"urn:oasis:names:tc:xacml:1.0:status:OK"}}""")]
    [InlineData("""{"statusCode":{"value":"ok"}}""")]
    [InlineData("""{"statusCode":{"value":""}}""")]
    [InlineData("""{"statusCode":{"value":0}}""")]
    [InlineData("""{"statusCode":"ok"}""")]
    [InlineData("\"ok\"")]
    [InlineData("[]")]
    public void A_Permit_is_refused_when_its_status_is_not_ok(string status) =>
        IsRefused(Answer($$"""{"decision":"Permit","status":{{status}}}"""));

    [Fact]
    public void An_Indeterminate_keeps_its_status_code() =>
        Read(
            Answer(
                """{"decision":"Indeterminate","status":{"statusCode":{"value":"urn:oasis:names:tc:xacml:1.0:status:processing-error"}}}"""
            )
        )
            .StatusCode.ShouldBe("processing-error");

    [Theory]
    [InlineData("""{"response":[]}""")]
    [InlineData("""{"response":null}""")]
    [InlineData("""{"response":{"decision":"Permit"}}""")]
    [InlineData("""{"response":[null]}""")]
    [InlineData("""{"response":["Permit"]}""")]
    [InlineData("""{"response":[[{"decision":"Permit"}]]}""")]
    [InlineData("""{"response":[{"decision":"Permit"},{"decision":"Permit"}]}""")]
    [InlineData("""{"response":[{"decision":"Permit"},null]}""")]
    [InlineData("""{"response":[{}]}""")]
    [InlineData("""{"results":[{"decision":"Permit"}]}""")]
    [InlineData("""[{"decision":"Permit"}]""")]
    [InlineData("\"Permit\"")]
    [InlineData("null")]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("<html><body>Permit</body></html>")]
    [InlineData("""{"response":[{"decision":"Permit"}]""")]
    [InlineData("""{"response":[{"decision":"Permit"}]}}""")]
    [InlineData("""{"response":[{"decision":"Permit"}]} {"response":[]}""")]
    [InlineData("""{"response":[{"decision":"Permit"}]} x""")]
    [InlineData("""{"response":[{"decision":"Permit",}]}""")]
    [InlineData("""{"response":[{"decision":"Permit"}] /* yes */}""")]
    [InlineData("""{'response':[{'decision':'Permit'}]}""")]
    [InlineData("""{"response":[{"decision":"Deny"}],"Response":[{"decision":"Permit"}]}""")]
    [InlineData("""{"response":[{"decision":"Deny","decision":"Permit"}]}""")]
    [InlineData("""{"response":[{"decision":"Deny","Decision":"Permit"}]}""")]
    [InlineData("""{"response":[{"decision":"Deny","\u0064ecision":"Permit"}]}""")]
    [InlineData("""{"response":[{"decision":"Permit","obligations":[{"id":"x"}],"obligations":null}]}""")]
    public void An_answer_is_refused_when_it_has_not_one_result_for_one_question(string answer) => IsRefused(answer);

    [Fact]
    public void An_answer_is_refused_when_it_is_not_UTF8() =>
        Should.Throw<JsonException>(() =>
            XacmlResponseReader.Read(
                [
                    .. Encoding.UTF8.GetBytes(
                        """{"response":[{"decision":"Permit","obligations":[{"id":"x","attributeAssignment":[{"category":"""
                    ),
                    .. "\""u8,
                    0xC3,
                    0x28,
                    .. Encoding.UTF8.GetBytes("\",\"value\":\"1\"}]}]}]}"),
                ],
                [Some.Question()]
            )
        );

    [Fact]
    public void An_answer_is_refused_when_a_name_that_nobody_uses_is_not_UTF8() =>
        Should.Throw<JsonException>(() =>
            XacmlResponseReader.Read(
                [.. "{\"response\":[{\"decision\":\"Permit\",\"ca"u8, 0x80, .. "egory\":[]}]}"u8],
                [Some.Question()]
            )
        );

    [Fact]
    public void An_answer_is_refused_when_it_is_nested_without_end() =>
        IsRefused("""{"response":[{"decision":"Permit","associateAdvice":""" + new string('[', 10_000));

    [Fact]
    public void Unknown_members_are_passed_over() =>
        Read(
            """{"x":{"response":[1]},"response":[{"y":[{"decision":"Deny"}],"decision":"Permit","policyIdentifierList":{}}],"z":null}"""
        )
            .Decision.ShouldBe(Decision.Permit);

    [Theory]
    [InlineData("null")]
    [InlineData("[]")]
    public void A_Permit_has_no_obligations_when_the_answer_lists_none(string obligations) =>
        Read(Answer($$"""{"decision":"Permit","obligations":{{obligations}}}""")).Obligations.ShouldBeEmpty();

    [Theory]
    [InlineData("{}")]
    [InlineData("\"level\"")]
    [InlineData("true")]
    [InlineData("[null]")]
    [InlineData("[[]]")]
    [InlineData("[1]")]
    [InlineData("[{}]")]
    [InlineData("""[{"id":"urn:altinn:minimum-authenticationlevel"}]""")]
    [InlineData("""[{"id":"urn:altinn:minimum-authenticationlevel","attributeAssignment":null}]""")]
    [InlineData("""[{"id":"x","attributeAssignment":[]}]""")]
    [InlineData(
        """[{"id":"x","attributeAssignment":{"category":"urn:altinn:minimum-authenticationlevel","value":"1"}}]"""
    )]
    [InlineData("""[{"id":"x","attributeAssignment":[null]}]""")]
    [InlineData("""[{"id":"x","attributeAssignment":[["1"]]}]""")]
    [InlineData("""[{"id":"x","attributeAssignment":["1"]}]""")]
    [InlineData("""[{"id":"x","attributeAssignment":[{"value":"1"}]}]""")]
    [InlineData("""[{"id":"x","attributeAssignment":[{"category":{},"value":"1"}]}]""")]
    [InlineData(
        """[{"id":{"attributeAssignment":[{"category":"urn:altinn:minimum-authenticationlevel","value":"1"}]}}]"""
    )]
    public void An_obligation_that_cannot_be_read_is_kept_as_an_unknown_one(string obligations)
    {
        var obligation = Read(Answer($$"""{"decision":"Permit","obligations":{{obligations}}}"""))
            .Obligations.ShouldHaveSingleItem();

        obligation.Category.ShouldNotBe(Level);
        obligation.Category.ShouldNotBeEmpty();
    }

    [Fact]
    public void Every_assignment_of_an_obligation_is_read() =>
        Read(
            Answer(
                """{"decision":"Permit","obligations":[{"attributeAssignment":[{"category":"a","value":"1"},{"category":"b","value":2},{"category":"c","value":null}]},{"attributeAssignment":[{"category":"d","value":{"x":1}}]}]}"""
            )
        )
            .Obligations.ShouldBe([new("a", "1"), new("b", "2"), new("c", ""), new("d", "")]);

    [Fact]
    public void Several_results_are_read_in_the_order_of_the_questions() =>
        Read(
                """{"response":[{"decision":"Permit"},{"decision":"Permit"},{"decision":"NotApplicable"},{"decision":"NotApplicable"}]}""",
                [.. Enumerable.Range(1, 4).Select(Some.QuestionOfParty)]
            )
            .Select(decision => decision.Decision)
            .ShouldBe([Decision.Permit, Decision.Permit, Decision.NotApplicable, Decision.NotApplicable]);

    [Fact]
    public void An_answer_is_refused_when_it_has_one_result_for_two_questions() =>
        Should.Throw<JsonException>(() =>
            Read("""{"response":[{"decision":"Permit"}]}""", Some.QuestionOfParty(1), Some.QuestionOfParty(2))
        );

    [Theory]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("""[{"categoryId":"x","attribute":null}]""")]
    [InlineData(
        """[{"attribute":[{"attributeId":"urn:altinn:systemuser:uuid","value":"47CAEA5B-a80b-4343-b1d3-31eb523a4e28","includeInResult":false}]}]"""
    )]
    [InlineData(
        """[{"attribute":[{"attributeId":"urn:altinn:resource","value":"ttd-externalpdp-resource1"},{"attributeId":"urn:altinn:organization:identifier-no","value":"910459880"}]},{"attribute":[{"attributeId":"urn:oasis:names:tc:xacml:1.0:action:action-id","value":"read"}]}]"""
    )]
    [InlineData("""[{"attribute":[{"attributeId":"urn:altinn:partyid","value":"50005545"}]}]""")]
    [InlineData("""[{"x":{"attribute":7},"attribute":null}]""")]
    [InlineData("""[{"attribute":[{"x":{"value":7},"attributeId":"urn:altinn:partyid","value":"50005545"}]}]""")]
    public void An_echo_is_accepted_when_it_fits_or_says_nothing(string echo) =>
        Read(Answer($$"""{"decision":"Permit","category":{{echo}}}""")).Decision.ShouldBe(Decision.Permit);

    [Theory]
    [InlineData("urn:altinn:systemuser:uuid", "33a0911a-5459-456f-bc57-3d37ef9a016c")]
    [InlineData("urn:altinn:systemuser:uuid", "not-a-uuid")]
    [InlineData("urn:altinn:resource", "another-resource")]
    [InlineData("urn:altinn:resource", "TTD-externalpdp-resource1")]
    [InlineData("urn:altinn:organization:identifier-no", "310904473")]
    [InlineData("urn:oasis:names:tc:xacml:1.0:action:action-id", "Read")]
    [InlineData("urn:oasis:names:tc:xacml:1.0:action:action-id", "write")]
    public void An_echo_is_refused_when_it_is_of_another_question(string id, string value) =>
        IsRefused(
            Answer(
                $$"""{"decision":"Permit","category":[{"attribute":[{"attributeId":"{{id}}","value":"{{value}}"}]}]}"""
            )
        );

    [Theory]
    [InlineData("{}")]
    [InlineData("[1]")]
    [InlineData("""[{"attribute":{}}]""")]
    [InlineData("""[{"attribute":[1]}]""")]
    [InlineData("""[{"attribute":[{"attributeId":"urn:altinn:resource"}]}]""")]
    [InlineData("""[{"attribute":[{"attributeId":"urn:altinn:resource","value":null}]}]""")]
    [InlineData("""[{"attribute":[{"attributeId":"urn:altinn:resource","value":{"value":1}}]}]""")]
    public void An_echo_is_refused_when_it_cannot_be_read(string echo) =>
        IsRefused(Answer($$"""{"decision":"Permit","category":{{echo}}}"""));

    [Theory]
    [InlineData("one", true)]
    [InlineData("two", true)]
    [InlineData("three", false)]
    public void An_echo_is_refused_when_its_extra_attributes_differ(string value, bool fits)
    {
        var question = Some.Question(
            attributes: [new ResourceAttribute("urn:x", "one"), new ResourceAttribute("urn:x", "two")]
        );
        var answer = Answer(
            $$"""{"decision":"Permit","category":[{"attribute":[{"attributeId":"urn:x","value":"{{value}}"}]}]}"""
        );

        if (fits)
        {
            Read(answer, question)[0].Decision.ShouldBe(Decision.Permit);
        }
        else
        {
            Should.Throw<JsonException>(() => Read(answer, question));
        }
    }

    [Theory]
    [InlineData("urn:altinn:org", "ttd", true)]
    [InlineData("urn:altinn:org", "TTD", false)]
    [InlineData("urn:altinn:org", "my", false)]
    [InlineData("urn:altinn:app", "my_app", true)]
    [InlineData("urn:altinn:app", "my", false)]
    [InlineData("urn:altinn:app", "ttd", false)]
    [InlineData("urn:altinn:resource", "app_ttd_my_app", true)]
    [InlineData("urn:altinn:resource", "app_ttd_my", false)]
    public void An_echo_of_an_app_names_the_organization_and_the_app_that_were_asked_about(
        string id,
        string value,
        bool fits
    ) => Echo(Some.Question(resource: "app_ttd_my_app"), id, value).ShouldBe(fits);

    [Theory]
    [InlineData("urn:altinn:org", "ttd", true)]
    [InlineData("urn:altinn:app", "app", true)]
    [InlineData("urn:altinn:resource", "ttd-externalpdp-resource2", false)]
    public void An_echo_may_name_an_app_beside_a_resource_that_is_none(string id, string value, bool fits) =>
        Echo(Some.Question(), id, value).ShouldBe(fits);

    [Fact]
    public void An_echo_of_several_attributes_is_refused_when_one_is_of_another_question()
    {
        const string own = """{"attributeId":"urn:altinn:organization:identifier-no","value":"910459880"}""";
        const string other = """{"attributeId":"urn:altinn:organization:identifier-no","value":"310904473"}""";

        IsRefused(Answer($$"""{"decision":"Permit","category":[{"attribute":[{{own}},{{other}}]}]}"""));
        IsRefused(Answer($$"""{"decision":"Permit","category":[{"attribute":[{{other}},{{own}}]}]}"""));
        IsRefused(Answer($$"""{"decision":"Permit","category":[{"attribute":[{{own}}]},{"attribute":[{{other}}]}]}"""));
    }

    [Fact]
    public void Obligations_beyond_32_are_an_unknown_one()
    {
        static string Obligations(int count) =>
            string.Join(',', Enumerable.Repeat("""{"attributeAssignment":[{"category":"a","value":"1"}]}""", count));

        var most = Read(Answer($$"""{"decision":"Permit","obligations":[{{Obligations(32)}}]}""")).Obligations;
        var tooMany = Read(Answer($$"""{"decision":"Permit","obligations":[{{Obligations(33)}}]}""")).Obligations;

        most.ShouldBe(Enumerable.Repeat(new Obligation("a", "1"), 32));
        tooMany.ShouldBe([.. Enumerable.Repeat(new Obligation("a", "1"), 32), new Obligation("(more than 32)", "")]);
    }

    [Theory]
    [InlineData("""{"id":"x"}""", "(no assignment) x")]
    [InlineData("""{"id":"","attributeAssignment":[]}""", "(unreadable)")]
    [InlineData("""{"id":"x","attributeAssignment":[{"category":"","value":"1"}]}""", "(unreadable)")]
    [InlineData("7", "(unreadable)")]
    public void An_obligation_that_cannot_be_read_is_called_by_what_is_known_of_it(
        string obligation,
        string category
    ) =>
        Read(Answer($$"""{"decision":"Permit","obligations":[{{obligation}}]}"""))
            .Obligations.ShouldHaveSingleItem()
            .ShouldBe(new Obligation(category, ""));

    [Theory]
    [InlineData(256)]
    [InlineData(257)]
    [InlineData(5000)]
    public void No_text_of_an_answer_is_kept_beyond_256_characters(int length)
    {
        var text = new string('x', length);
        var kept = new string('x', 256);

        Read(
            Answer(
                $$"""{"decision":"Permit","obligations":[{"attributeAssignment":[{"category":"{{text}}","value":"{{text}}"}]}]}"""
            )
        )
            .Obligations.ShouldBe([new Obligation(kept, kept)]);
        Read(Answer($$"""{"decision":"Permit","obligations":[{"id":"{{text}}"}]}"""))
            .Obligations.ShouldBe([new Obligation("(no assignment) " + kept, "")]);
        foreach (var prefix in new[] { "", "urn:oasis:names:tc:xacml:1.0:status:" })
        {
            Read(
                Answer(
                    """{"decision":"Deny","status":{"statusCode":{"value":"TEXT"}}}""".Replace("TEXT", prefix + text)
                )
            )
                .StatusCode.ShouldBe(kept);
        }
    }

    [Fact]
    public void Answers_share_the_texts_that_nearly_all_of_them_hold()
    {
        var one = Read(RecordedPermit);
        var other = Read(RecordedPermit);

        other.StatusCode.ShouldBeSameAs(one.StatusCode);
        foreach (var (obligation, same) in one.Obligations.Zip(other.Obligations))
        {
            same.Category.ShouldBeSameAs(obligation.Category);
            same.Value.ShouldBeSameAs(obligation.Value);
        }
    }

    [Theory]
    [InlineData("[]", "The answer is not a StartObject.")]
    [InlineData("{}", "The answer has no results.")]
    [InlineData("""{"response":[]}""", "The answer has fewer results than were asked for.")]
    [InlineData("""{"response":[{"decision":"Deny"},{}]}""", "The answer has more results than were asked for.")]
    [InlineData("""{"response":7}""", "The list of results is not a StartArray.")]
    [InlineData("""{"response":[7]}""", "A result is not a StartObject.")]
    [InlineData("""{"response":[{}]}""", "A result has no decision.")]
    [InlineData("""{"response":[{"decision":7}]}""", "A decision is not a String.")]
    [InlineData("""{"response":[{"decision":"Yes"}]}""", "A decision is none of XACML's four words.")]
    [InlineData("""{"response":[{"decision":"Deny","Decision":"Deny"}]}""", "The member 'decision' stands twice.")]
    [InlineData("""{"response":[{"status":7}]}""", "A status is not a StartObject.")]
    [InlineData("""{"response":[{"status":{"statusCode":7}}]}""", "A status code is not a StartObject.")]
    [InlineData(
        """{"response":[{"status":{"statusCode":{"value":7}}}]}""",
        "The value of a status code is not a String."
    )]
    [InlineData("""{"response":[{"category":7}]}""", "The echo is not a StartArray.")]
    [InlineData("""{"response":[{"category":[7]}]}""", "A category of the echo is not a StartObject.")]
    [InlineData("""{"response":[{"category":[{"attribute":7}]}]}""", "The attributes of the echo is not a StartArray.")]
    [InlineData(
        """{"response":[{"category":[{"attribute":[7]}]}]}""",
        "An attribute of the echo is not a StartObject."
    )]
    [InlineData(
        """{"response":[{"category":[{"attribute":[{"attributeId":"urn:altinn:resource","value":"x"}]}]}]}""",
        "A result is about another question."
    )]
    [InlineData(
        """{"response":[{"decision":"Permit","status":{"statusCode":{"value":"x"}}}]}""",
        "A Permit has a status that contradicts it."
    )]
    [InlineData("""{"response":[{"decision":"\ud800"}]}""", "The answer holds half a character.")]
    public void A_refusal_says_what_is_wrong_with_the_answer(string answer, string message) =>
        Should.Throw<JsonException>(() => Read(answer)).Message.ShouldBe(message);

    [Fact]
    public void Results_are_refused_when_their_echoes_tell_another_order()
    {
        static string Result(string party) =>
            $$"""{"decision":"Permit","category":[{"attribute":[{"attributeId":"urn:altinn:organization:identifier-no","value":"{{party}}"}]}]}""";

        var answer = $$"""{"response":[{{Result("310000002")}},{{Result("310000001")}}]}""";

        Should.Throw<JsonException>(() => Read(answer, Some.QuestionOfParty(1), Some.QuestionOfParty(2)));
    }

    [Fact]
    public void Only_a_JsonException_is_thrown_however_an_answer_is_cut_or_bent()
    {
        var whole = Encoding.UTF8.GetBytes(RecordedPermit);
        for (var i = 0; i < whole.Length; i++)
        {
            IsReadOrRefused(whole[..i]);
            foreach (var other in "\"{}[],:0x\\\u0000"u8)
            {
                var bent = whole.ToArray();
                bent[i] = other;
                IsReadOrRefused(bent);
            }
        }

        static void IsReadOrRefused(byte[] answer)
        {
            try
            {
                XacmlResponseReader.Read(answer, [Some.Question()]);
            }
            catch (JsonException) { }
        }
    }

    private static string Answer(string result) => $$"""{"response":[{{result}}]}""";

    private static string Escaped(string name) => string.Concat(name.Select(letter => $"\\u{(int)letter:x4}"));

    private static PolicyDecision Read(string answer) => Read(answer, Some.Question())[0];

    private static PolicyDecision[] Read(string answer, params DecisionQuestion[] questions) =>
        XacmlResponseReader.Read(Encoding.UTF8.GetBytes(answer), questions);

    /// <summary>Tells whether an echo of one attribute is accepted.</summary>
    private static bool Echo(DecisionQuestion question, string id, string value)
    {
        try
        {
            Read(
                Answer(
                    $$"""{"decision":"Permit","category":[{"attribute":[{"attributeId":"{{id}}","value":"{{value}}"}]}]}"""
                ),
                question
            );
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static void IsRefused(string answer) => Should.Throw<JsonException>(() => Read(answer));
}
