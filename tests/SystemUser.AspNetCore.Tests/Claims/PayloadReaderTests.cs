using System.Security.Claims;
using System.Text;
using SystemUser.AspNetCore.Claims;
using SystemUser.AspNetCore.Claims.Internal;

namespace SystemUser.AspNetCore.Tests.Claims;

public sealed class PayloadReaderTests
{
    [Fact]
    public void The_token_of_Skatteetatens_documentation_is_read()
    {
        var reading = Accept(SampleTokens.Skatteetaten);

        reading.Issuer.ShouldBe("https://test.maskinporten.no/");
        reading.Fault.ShouldBe(SystemUserFault.None);
        var systemUser = reading.SystemUser.ShouldNotBeNull();
        systemUser.Id.ToString().ShouldBe("33a0911a-5459-456f-bc57-3d37ef9a016c");
        systemUser.Owner.ToString().ShouldBe("313367002");
        systemUser.SystemId.ShouldBe("974761076_skatt_demo_system");
        systemUser.Vendor.ShouldBe(new OrganizationIdentifier("iso6523-actorid-upis", "0192:974761076"));
        systemUser.Supplier.ShouldBeNull();
        systemUser.DelegationSource.ShouldBeNull();
        systemUser.ClientId.ShouldBe("e6c868ef-d9d6-4847-ba25-409bbd040540");
        systemUser.TokenId.ShouldBe("6vc-gdzU3lC7XkBlR9WLxsyB8QKBwBk_FhwmdsL_6BE");
        systemUser.Scopes.ShouldBe(["skatteetaten:innrapporteringboligselskap"]);
        systemUser.ExpiresAt.ToUnixTimeSeconds().ShouldBe(1740737667);
        reading.NotBefore.ShouldBeNull();
        reading.Audiences.ShouldBeEmpty();
    }

    [Fact]
    public void The_token_of_Altinns_guide_is_read_with_its_lower_case_id()
    {
        var systemUser = Accept(SampleTokens.Altinn).SystemUser.ShouldNotBeNull();

        systemUser.Id.ToString().ShouldBe("ebe4a681-0a8c-429e-a36f-8f9ca942b59f");
        systemUser.Owner.ToString().ShouldBe("314168267");
        systemUser.Vendor.Number.ToString().ShouldBe("314330897");
        systemUser.SystemId.ShouldBe("matrix_test");
    }

    [Fact]
    public void A_delegated_token_is_read_without_a_system_user()
    {
        var reading = Accept(SampleTokens.Delegated);

        reading.SystemUser.ShouldBeNull();
        reading.Fault.ShouldBe(SystemUserFault.Missing);
        reading.Caller.Consumer.Number.ToString().ShouldBe("910753614");
        reading.Caller.Supplier!.Number.ToString().ShouldBe("991825827");
        reading.Caller.DelegationSource.ShouldBe("https://tt02.altinn.no/");
        reading.Audiences.ShouldBe(["unspecified"]);
    }

    [Theory]
    [InlineData("""[{"type":"other_type","some_id":"value"}]""")]
    [InlineData("[" + SampleTokens.Consent + "]")]
    [InlineData("[]")]
    [InlineData("""[{"type":"URN:ALTINN:SYSTEMUSER","systemuser_id":["33a0911a-5459-456f-bc57-3d37ef9a016c"]}]""")]
    [InlineData("""[{"type":"urn:altinn:systemuser ","systemuser_id":["33a0911a-5459-456f-bc57-3d37ef9a016c"]}]""")]
    public void A_system_user_is_missing_when_the_details_are_of_another_type(string details) =>
        ShouldBeFaulty(details, SystemUserFault.Missing);

    [Theory]
    [InlineData("[" + SampleTokens.SystemUser + "]")]
    [InlineData(SampleTokens.SystemUser)]
    [InlineData("[" + SampleTokens.Consent + "," + SampleTokens.SystemUser + "]")]
    [InlineData("[" + SampleTokens.SystemUser + "," + SampleTokens.Consent + "]")]
    public void The_system_user_is_found_by_its_type_and_not_its_place(string details)
    {
        var systemUser = Accept(SampleTokens.WithDetails(details)).SystemUser.ShouldNotBeNull();

        systemUser.Id.ToString().ShouldBe("e3b87b08-dce6-4edd-8308-db887950a83b");
        systemUser.Owner.ToString().ShouldBe("991825827");
        systemUser.SystemId.ShouldBe("1d81b874");
    }

    [Fact]
    public void A_token_with_several_system_users_is_faulty() =>
        ShouldBeFaulty($"[{SampleTokens.SystemUser},{SampleTokens.SystemUser}]", SystemUserFault.SeveralSystemUsers);

    [Theory]
    [InlineData("null")]
    [InlineData("true")]
    [InlineData("7")]
    [InlineData("\"urn:altinn:systemuser\"")]
    [InlineData("\"[]\"")]
    [InlineData("[null]")]
    [InlineData("[[" + SampleTokens.SystemUser + "]]")]
    [InlineData("[" + SampleTokens.SystemUser + ",7]")]
    [InlineData("[" + SampleTokens.SystemUser + ",{}]")]
    [InlineData("""[{"type":null}]""")]
    [InlineData("""[{"type":["urn:altinn:systemuser"]}]""")]
    [InlineData("""[{"type":"urn:altinn:consent","type":"urn:altinn:systemuser"}]""")]
    [InlineData("""[{"type":"urn:altinn:consent","a":1,"\u0061":2}]""")]
    [InlineData("[{\"system_id\":7," + Rest)]
    [InlineData("[{\"system_id\":{}," + Rest)]
    [InlineData("[{\"systemuser_id\":[\"43a0911a-5459-456f-bc57-3d37ef9a016c\"]," + Rest)]
    [InlineData("[{\"systemuser\\u005fid\":[\"43a0911a-5459-456f-bc57-3d37ef9a016c\"]," + Rest)]
    public void Details_of_another_shape_are_malformed(string details) =>
        ShouldBeFaulty(details, SystemUserFault.Malformed);

    [Theory]
    [InlineData("")]
    [InlineData("\"systemuser_id\":null,")]
    [InlineData("\"systemuser_id\":[],")]
    [InlineData("\"systemuser_id\":{},")]
    [InlineData("\"systemuser_id\":\"33a0911a-5459-456f-bc57-3d37ef9a016c\",")]
    [InlineData("\"systemuser_id\":[null],")]
    [InlineData("\"systemuser_id\":[7],")]
    [InlineData("\"systemuser_id\":[[\"33a0911a-5459-456f-bc57-3d37ef9a016c\"]],")]
    [InlineData("\"systemuser_id\":[\"not-a-guid\"],")]
    [InlineData("\"systemuser_id\":[\"\"],")]
    [InlineData("\"systemuser_id\":[\"33a0911a5459456fbc573d37ef9a016c\"],")]
    [InlineData("\"systemuser_id\":[\" 33a0911a-5459-456f-bc57-3d37ef9a016c\"],")]
    [InlineData("\"systemuser_id\":[\"{33a0911a-5459-456f-bc57-3d37ef9a016c}\"],")]
    [InlineData("\"systemuser_id\":[\"+3a0911a-5459-456f-bc57-3d37ef9a016c\"],")]
    [InlineData("\"systemuser_id\":[\"0x3a0911-5459-456f-bc57-3d37ef9a016c\"],")]
    [InlineData("\"systemuser_id\":[\"00000000-0000-0000-0000-000000000000\"],")]
    [InlineData("\"systemuser_id\":[\"３3a0911a-5459-456f-bc57-3d37ef9a016c\"],")]
    [InlineData("\"systemuserid\":[\"33a0911a-5459-456f-bc57-3d37ef9a016c\"],")]
    public void The_system_users_id_is_invalid_when_it_is_not_one_uuid(string id) =>
        ShouldBeFaulty(
            $$"""[{"type":"urn:altinn:systemuser",{{id}}"systemuser_org":{{Org}}}]""",
            SystemUserFault.InvalidId
        );

    [Theory]
    [InlineData("33a0911a-5459-456f-bc57-3d37ef9a016c", "43a0911a-5459-456f-bc57-3d37ef9a016c")]
    [InlineData("33a0911a-5459-456f-bc57-3d37ef9a016c", "33a0911a-5459-456f-bc57-3d37ef9a016c")]
    [InlineData("33a0911a-5459-456f-bc57-3d37ef9a016c", "not-a-guid")]
    public void A_system_user_with_several_ids_is_faulty(string first, string second) =>
        ShouldBeFaulty(
            $$"""[{"type":"urn:altinn:systemuser","systemuser_id":["{{first}}","{{second}}"],"systemuser_org":{{Org}}}]""",
            SystemUserFault.SeveralIds
        );

    [Fact]
    public void A_system_users_id_is_read_in_upper_case() =>
        Accept(
            SampleTokens.WithDetails(
                $$"""[{"type":"urn:altinn:systemuser","systemuser_id":["33A0911A-5459-456F-BC57-3D37EF9A016C"],"systemuser_org":{{Org}}}]"""
            )
        )
            .SystemUser!.Id.ToString()
            .ShouldBe("33a0911a-5459-456f-bc57-3d37ef9a016c");

    [Theory]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("\"0192:313367002\"")]
    [InlineData("""{"ID":"0192:313367002"}""")]
    [InlineData("""{"authority":"iso6523-actorid-upis"}""")]
    [InlineData("""{"authority":null,"ID":"0192:313367002"}""")]
    [InlineData("""{"authority":"another","ID":"0192:313367002"}""")]
    [InlineData("""{"authority":"iso6523-actorid-upis","ID":"9908:313367002"}""")]
    [InlineData("""{"authority":"iso6523-actorid-upis","ID":"313367002"}""")]
    [InlineData("""{"authority":"iso6523-actorid-upis","ID":"0192:31336700"}""")]
    [InlineData("""{"authority":"iso6523-actorid-upis","ID":"0192:3133670021"}""")]
    [InlineData("""{"authority":"iso6523-actorid-upis","ID":"0192:313367002:1"}""")]
    [InlineData("""{"authority":"iso6523-actorid-upis","ID":"0192:３１３３６７００２"}""")]
    [InlineData("""{"authority":"iso6523-actorid-upis","ID":"0192:313367002 "}""")]
    [InlineData("""{"authority":"iso6523-actorid-upis","ID":313367002}""")]
    [InlineData("""{"authority":"iso6523-actorid-upis","ID":null}""")]
    [InlineData("""{"authority":"iso6523-actorid-upis","ID":["0192:313367002"]}""")]
    [InlineData("""{"authority":"iso6523-actorid-upis","ID":"0192:313367002","id":"0192:991825827"}""")]
    [InlineData("""{"authority":"iso6523-actorid-upis","ID":"0192:313367002","id":null}""")]
    public void The_owner_is_invalid_when_it_is_not_one_organization_number(string organization) =>
        ShouldBeFaulty(
            $$"""[{"type":"urn:altinn:systemuser","systemuser_id":["33a0911a-5459-456f-bc57-3d37ef9a016c"],"systemuser_org":{{organization}}}]""",
            SystemUserFault.InvalidOwner
        );

    [Theory]
    [InlineData("""{"authority":"iso6523-actorid-upis","ID":"0192:313367002","ID":"0192:313367002"}""")]
    [InlineData("""{"authority":"iso6523-actorid-upis","ID":"0192:313367002","\u0049D":"0192:313367002"}""")]
    [InlineData("""{"authority":"iso6523-actorid-upis","ID":"0192:313367002","x":1,"x":1}""")]
    [InlineData("""{"authority":"iso6523-actorid-upis","ID":"0192:313367002","x":1,"x":1,"x":1}""")]
    public void An_owner_is_malformed_when_it_repeats_a_member(string organization) =>
        ShouldBeFaulty(
            $$"""[{"type":"urn:altinn:systemuser","systemuser_id":["33a0911a-5459-456f-bc57-3d37ef9a016c"],"systemuser_org":{{organization}}}]""",
            SystemUserFault.Malformed
        );

    [Theory]
    [InlineData("""{"authority":"ISO6523-ACTORID-UPIS","ID":"0192:313367002"}""")]
    [InlineData("""{"authority":"iso6523-actorid-upis","Id":"0192:313367002"}""")]
    [InlineData("""{"authority":"iso6523-actorid-upis","ID":"0192:313367002","id":"0192:313367002"}""")]
    [InlineData("""{"authority":"iso6523-actorid-upis","\u0069d":"0192:\u0033\u00313367002","name":{"a":[1]}}""")]
    public void The_owner_is_read_however_its_members_are_spelt(string organization) =>
        Accept(
            SampleTokens.WithDetails(
                $$"""[{"type":"urn:altinn:systemuser","systemuser_id":["33a0911a-5459-456f-bc57-3d37ef9a016c"],"systemuser_org":{{organization}}}]"""
            )
        )
            .SystemUser!.Owner.ToString()
            .ShouldBe("313367002");

    [Theory]
    [InlineData("")]
    [InlineData("\"system_id\":null,")]
    public void A_system_user_need_not_belong_to_a_registered_system(string systemId) =>
        Accept(SampleTokens.WithDetails("[{" + systemId + Rest)).SystemUser!.SystemId.ShouldBeNull();

    [Theory]
    [InlineData("\"exp\":1")]
    [InlineData("\"\\u0065xp\":1")]
    [InlineData("\"\\u0069\\u0073\\u0073\":\"https://test.maskinporten.no/\"")]
    [InlineData("\"custom\":1,\"custom\":1")]
    [InlineData("\"custom\":1,\"cust\\u006fm\":1")]
    [InlineData("\"authorization_details\":[],\"authorization_details\":[]")]
    [InlineData("\"supplier\":{\"authority\":\"a\",\"authority\":\"a\",\"ID\":\"1\"}")]
    public void A_payload_is_refused_when_a_member_stands_twice(string members) =>
        Refuse(SampleTokens.WithMembers(members)).ShouldBe(PayloadFault.RepeatedMember);

    [Fact]
    public void A_repeated_member_is_found_among_two_hundred()
    {
        var members = string.Join(',', Enumerable.Range(0, 200).Select(i => $"\"m{i}\":{i}"));

        Accept(SampleTokens.WithMembers(members));
        Refuse(SampleTokens.WithMembers(members + ",\"m7\":7")).ShouldBe(PayloadFault.RepeatedMember);
        Refuse(SampleTokens.WithMembers(members + ",\"m199\":7")).ShouldBe(PayloadFault.RepeatedMember);
    }

    [Theory]
    [InlineData("\"scope\":7")]
    [InlineData("\"scope\":null")]
    [InlineData("\"scope\":[\"a:b\"]")]
    [InlineData("\"jti\":7")]
    [InlineData("\"client_id\":{}")]
    [InlineData("\"delegation_source\":true")]
    [InlineData("\"aud\":7")]
    [InlineData("\"aud\":null")]
    [InlineData("\"aud\":{}")]
    [InlineData("\"aud\":[\"a\",7]")]
    [InlineData("\"aud\":[[\"a\"]]")]
    [InlineData("\"nbf\":\"1740737547\"")]
    [InlineData("\"iat\":\"1740737547\"")]
    [InlineData("\"iat\":1740737547.5")]
    [InlineData("\"supplier\":\"0192:991825827\"")]
    [InlineData("\"supplier\":null")]
    [InlineData("\"supplier\":{\"ID\":\"0192:991825827\"}")]
    public void A_payload_is_refused_when_a_member_has_the_wrong_type(string members) =>
        Refuse(SampleTokens.WithMembers(members)).ShouldBe(PayloadFault.WrongType);

    [Theory]
    [InlineData("\"1740737667\"")]
    [InlineData("null")]
    [InlineData("true")]
    [InlineData("{}")]
    [InlineData("[1740737667]")]
    [InlineData("1740737667.0")]
    [InlineData("1740737667.5")]
    [InlineData("1.740737667e9")]
    [InlineData("1e400")]
    [InlineData("-1")]
    [InlineData("253402300800")]
    [InlineData("9223372036854775807")]
    [InlineData("9223372036854775808")]
    [InlineData("1000000000000000000000000000000")]
    public void A_payload_is_refused_when_exp_is_not_a_whole_number_of_seconds(string exp) =>
        Refuse(Encoding.UTF8.GetBytes($$"""{"iss":"i","exp":{{exp}},"consumer":{{Org}}}"""))
            .ShouldBe(PayloadFault.WrongType);

    [Theory]
    [InlineData("0")]
    [InlineData("253402300799")]
    public void Exp_may_be_any_date_from_1970_to_9999(string exp) =>
        Accept(Encoding.UTF8.GetBytes($$"""{"iss":"i","exp":{{exp}},"consumer":{{Org}}}"""))
            .Caller.ExpiresAt.ToUnixTimeSeconds()
            .ShouldBe(long.Parse(exp));

    [Theory]
    [InlineData("""{"exp":1740737667,"consumer":{"authority":"a","ID":"1"}}""")]
    [InlineData("""{"iss":"i","consumer":{"authority":"a","ID":"1"}}""")]
    [InlineData("""{"iss":"i","exp":1740737667}""")]
    [InlineData("{}")]
    public void A_payload_is_refused_when_issuer_expiry_or_consumer_is_missing(string json) =>
        Refuse(Encoding.UTF8.GetBytes(json)).ShouldBe(PayloadFault.MissingMember);

    [Theory]
    [InlineData("\"cnf\":{\"jkt\":\"0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I\"}")]
    [InlineData("\"cnf\":null")]
    [InlineData("\"cnf\":\"\"")]
    [InlineData("\"\\u0063nf\":{}")]
    public void A_token_bound_to_a_key_is_refused(string members) =>
        Refuse(SampleTokens.WithMembers(members)).ShouldBe(PayloadFault.SenderConstrained);

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("null")]
    [InlineData("7")]
    [InlineData("\"text\"")]
    [InlineData("[]")]
    [InlineData("[{}]")]
    [InlineData("{")]
    [InlineData("{}{}")]
    [InlineData("{} x")]
    [InlineData("{'iss':'i'}")]
    [InlineData("{iss:\"i\"}")]
    [InlineData("{\"iss\":\"i\",}")]
    [InlineData("{/**/\"iss\":\"i\"}")]
    [InlineData("{\"iss\":\"i\"}//")]
    [InlineData("{\"iss\":\"\\ud800\"}")]
    [InlineData("{\"iss\":\"\\udc00\\ud800\"}")]
    [InlineData("{\"\\ud800\":\"i\"}")]
    [InlineData("{\"custom\":\"\\ud800\"}")]
    [InlineData("{\"custom\":[{\"a\":\"\\ud800\"}]}")]
    [InlineData("{\"custom\":[{\"\\ud800\":1}]}")]
    [InlineData("{\"authorization_details\":[{\"type\":\"\\ud800\"}]}")]
    [InlineData("{\"authorization_details\":[{\"type\":\"x\",\"y\":{\"\\ud800\":1}}]}")]
    [InlineData("{\"authorization_details\":[{\"type\":\"x\",\"systemuser_id\":[\"\\ud800\"]}]}")]
    [InlineData("{\"consumer\":{\"name\":\"\\ud800\"}}")]
    [InlineData("{\"iss\":\"\u0001\"}")]
    [InlineData("{\"exp\":NaN}")]
    [InlineData("{\"exp\":Infinity}")]
    [InlineData("{\"exp\":01}")]
    [InlineData("{\"exp\":+1}")]
    [InlineData("{\"exp\":0x10}")]
    [InlineData("\ufeff{}")]
    public void A_payload_is_refused_when_it_is_not_strictly_JSON(string json) =>
        Refuse(Encoding.UTF8.GetBytes(json)).ShouldBe(PayloadFault.NotJson);

    [Theory]
    [InlineData(0x80)]
    [InlineData(0xC0)]
    [InlineData(0xFF)]
    public void A_payload_is_refused_when_it_is_not_UTF8(byte odd) =>
        Refuse([.. "{\"custom\":\""u8, odd, .. "\"}"u8]).ShouldBe(PayloadFault.NotJson);

    [Theory]
    [InlineData(64)]
    [InlineData(5000)]
    public void A_payload_is_refused_when_it_is_nested_without_end(int depth)
    {
        Refuse(SampleTokens.WithMembers($"\"custom\":{Nested(depth)}")).ShouldBe(PayloadFault.NotJson);
        Refuse(SampleTokens.WithDetails($"[{Nested(depth)}]")).ShouldBe(PayloadFault.NotJson);
        Refuse(SampleTokens.WithDetails(Nested(depth))).ShouldBe(PayloadFault.NotJson);
    }

    [Fact]
    public void A_payload_is_read_when_it_is_nested_within_reason() =>
        Accept(SampleTokens.WithMembers($"\"custom\":{Nested(60)}"));

    [Fact]
    public void The_issuer_is_read_even_when_the_payload_is_refused()
    {
        var fault = PayloadReader.Read(
            Encoding.UTF8.GetBytes(
                """{"exp":"soon","cnf":{"jkt":"x"},"iss":"https://idporten.no","scope":["openid"]}"""
            ),
            out var issuer,
            out var reading
        );

        fault.ShouldBe(PayloadFault.WrongType);
        issuer.ShouldBe("https://idporten.no");
        reading.ShouldBeNull();
    }

    [Theory]
    [InlineData("\"jti\":{\"iss\":\"another\"}")]
    [InlineData("\"scope\":{\"iss\":\"another\"}")]
    [InlineData("\"exp\":{\"iss\":\"another\"}")]
    [InlineData("\"iat\":[{\"iss\":\"another\"}]")]
    [InlineData("\"aud\":{\"iss\":\"another\"}")]
    [InlineData("\"aud\":7")]
    [InlineData("\"aud\":[{\"iss\":\"another\"}]")]
    [InlineData("\"consumer\":[{\"iss\":\"another\"}]")]
    [InlineData("\"urn:altinn:authlevel\":{\"iss\":\"another\"},\"jti\":7")]
    public void The_issuer_is_the_payloads_own_when_a_member_before_it_has_the_wrong_type(string member)
    {
        var payload = Encoding.UTF8.GetBytes($"{{{member},\"iss\":\"https://test.maskinporten.no/\"}}");

        PayloadReader.Read(payload, out var issuer, out _).ShouldBe(PayloadFault.WrongType);

        issuer.ShouldBe("https://test.maskinporten.no/");
    }

    [Fact]
    public void Every_audience_of_a_token_is_read()
    {
        Accept(SampleTokens.WithMembers("\"aud\":[\"a\",\"b\"]")).Audiences.ShouldBe(["a", "b"]);
        Accept(SampleTokens.WithMembers("\"aud\":[]")).Audiences.ShouldBeEmpty();
    }

    [Fact]
    public void A_token_may_say_when_it_begins_to_hold() =>
        Accept(SampleTokens.WithMembers("\"nbf\":1740737547"))
            .NotBefore!.Value.ToUnixTimeSeconds()
            .ShouldBe(1740737547);

    [Theory]
    [InlineData("\"urn:altinn:authlevel\":3", 3)]
    [InlineData("\"urn:altinn:authlevel\":\"3\"", 0)]
    [InlineData("\"urn:altinn:authlevel\":3.5", 0)]
    [InlineData("\"urn:altinn:authlevel\":{\"a\":3}", 0)]
    [InlineData("\"other\":3", 0)]
    public void Only_an_exchanged_token_has_a_level_and_none_when_it_says_no_number(string member, int level)
    {
        var payload = SampleTokens.WithMembers(member);

        PayloadReader
            .Read(payload, out _, out var exchanged, "https://test.maskinporten.no/")
            .ShouldBe(PayloadFault.None);
        exchanged!.Caller.IsExchanged.ShouldBeTrue();
        exchanged.Caller.AuthenticationLevel.ShouldBe(level);

        PayloadReader.Read(payload, out _, out var own, "https://altinn.test/").ShouldBe(PayloadFault.None);
        own!.Caller.IsExchanged.ShouldBeFalse();
        own.Caller.AuthenticationLevel.ShouldBeNull();
    }

    [Theory]
    [InlineData("\"exp\":1740737667", PayloadFault.NoSystemUser)]
    [InlineData(
        "\"exp\":1740737667,\"authorization_details\":[" + SampleTokens.Consent + "]",
        PayloadFault.NoSystemUser
    )]
    [InlineData("\"exp\":1740737667,\"authorization_details\":" + SampleTokens.SystemUser, PayloadFault.MissingMember)]
    [InlineData("\"pid\":\"1\"", PayloadFault.MissingMember)]
    public void An_exchanged_token_without_consumer_is_a_persons_when_it_names_no_system_user(
        string members,
        object fault
    )
    {
        var payload = Encoding.UTF8.GetBytes($"{{{members},\"iss\":\"https://altinn.test/\"}}");

        PayloadReader.Read(payload, out _, out var reading, "https://altinn.test/").ShouldBe((PayloadFault)fault);
        reading.ShouldBeNull();
        PayloadReader.Read(payload, out _, out _).ShouldBe(PayloadFault.MissingMember);
    }

    [Fact]
    public void Values_are_shared_from_the_second_token_on()
    {
        var payload = SampleTokens.WithMembers($"\"scope\":\"a:b {Guid.NewGuid()}\"");

        Accept(payload).Caller.Scopes.ShouldBeSameAs(Accept(payload).Caller.Scopes);
    }

    [Fact]
    public void An_escaped_text_is_never_taken_for_one_that_looks_like_it()
    {
        // So many that some of them would share a place.
        for (var i = 0; i < 10_000; i++)
        {
            Scope($"\\\\u0061{i}").ShouldBe($"\\u0061{i}");
            Scope($"\\u0061{i}").ShouldBe($"a{i}");
        }

        static string Scope(string json) =>
            Accept(SampleTokens.WithMembers($"\"scope\":\"{json}\"")).Caller.Scopes.ToString();
    }

    [Fact]
    public void Tokens_share_the_values_they_have_in_common()
    {
        var one = Accept(SampleTokens.Skatteetaten);
        var other = Accept(SampleTokens.Skatteetaten);

        other.Caller.Scopes.ShouldBeSameAs(one.Caller.Scopes);
        other.Caller.Consumer.ShouldBeSameAs(one.Caller.Consumer);
        other.Caller.ClientId.ShouldBeSameAs(one.Caller.ClientId);
        other.SystemUser!.SystemId.ShouldBeSameAs(one.SystemUser!.SystemId);
        other.Caller.ShouldNotBeSameAs(one.Caller);
    }

    [Fact]
    public void An_identifier_of_another_authority_has_no_organization_number()
    {
        Accept(SampleTokens.Skatteetaten).Caller.Consumer.Number.ShouldNotBeNull();

        var supplier = Accept(
            SampleTokens.WithMembers("\"supplier\":{\"authority\":\"another\",\"ID\":\"0192:974761076\"}")
        )
            .Caller.Supplier.ShouldNotBeNull();

        supplier.ShouldBe(new OrganizationIdentifier("another", "0192:974761076"));
        supplier.Number.ShouldBeNull();
    }

    [Theory]
    [InlineData("\\u0061:b", "a:b")]
    [InlineData("skatteetaten:skjæring", "skatteetaten:skjæring")]
    [InlineData("", "")]
    public void A_text_is_read_the_same_however_it_is_escaped(string scope, string read)
    {
        foreach (var _ in Enumerable.Range(0, 2))
        {
            Accept(SampleTokens.WithMembers($"\"scope\":\"{scope}\"")).Caller.Scopes.ToString().ShouldBe(read);
        }
    }

    [Fact]
    public void Claims_of_a_payload_have_the_shape_that_JwtBearer_gives_them()
    {
        var identity = SampleTokens.Identity(
            SampleTokens.WithMembers(
                "\"authorization_details\":["
                    + SampleTokens.Consent
                    + ",{\"type\":\"x\"}],\"aud\":[\"a\",\"b\"],\"yes\":true,\"no\":false,\"nothing\":null,\"big\":99999999999,\"half\":0.5,\"nested\":[[1]],\"none\":[],\"text\":\"\\u00e6\\n\""
            )
        );

        var claims = identity.Claims.Select(claim => (claim.Type, claim.Value)).ToList();
        claims.ShouldContain(("authorization_details", SampleTokens.Consent));
        claims.ShouldContain(("authorization_details", "{\"type\":\"x\"}"));
        claims.ShouldContain(("aud", "a"));
        claims.ShouldContain(("aud", "b"));
        claims.ShouldContain(("yes", "true"));
        claims.ShouldContain(("no", "false"));
        claims.ShouldContain(("nothing", ""));
        claims.ShouldContain(("big", "99999999999"));
        claims.ShouldContain(("half", "0.5"));
        claims.ShouldContain(("nested", "[1]"));
        claims.ShouldContain(("text", "æ\n"));
        claims.ShouldContain(("exp", "1740737667"));
        claims.ShouldContain(("consumer", """{"authority":"iso6523-actorid-upis","ID":"0192:974761076"}"""));
        claims.Count.ShouldBe(14);
        Type("yes").ShouldBe(ClaimValueTypes.Boolean);
        Type("nothing").ShouldBe("JSON_NULL");
        Type("exp").ShouldBe(ClaimValueTypes.Integer);
        Type("big").ShouldBe(ClaimValueTypes.Integer64);
        Type("half").ShouldBe(ClaimValueTypes.Double);
        Type("nested").ShouldBe("JSON_ARRAY");
        Type("consumer").ShouldBe("JSON");
        Type("text").ShouldBe(ClaimValueTypes.String);
        identity.Claims.ShouldAllBe(claim => claim.Issuer == "https://test.maskinporten.no/");
        identity.Claims.First().Type.ShouldBe("authorization_details");

        string Type(string name) => identity.FindFirst(name)!.ValueType;
    }

    private const string Org = """{"authority":"iso6523-actorid-upis","ID":"0192:313367002"}""";

    private const string Rest =
        "\"type\":\"urn:altinn:systemuser\",\"systemuser_id\":[\"33a0911a-5459-456f-bc57-3d37ef9a016c\"],\"systemuser_org\":"
        + Org
        + "}]";

    private static string Nested(int depth) => new string('[', depth) + new string(']', depth);

    private static void ShouldBeFaulty(string details, SystemUserFault fault)
    {
        var reading = Accept(SampleTokens.WithDetails(details));

        reading.SystemUser.ShouldBeNull();
        reading.Fault.ShouldBe(fault);
    }

    private static MaskinportenReading Accept(string payload) => Accept(Encoding.UTF8.GetBytes(payload));

    private static MaskinportenReading Accept(byte[] payload)
    {
        PayloadReader.Read(payload, out _, out var reading).ShouldBe(PayloadFault.None);
        return reading.ShouldNotBeNull();
    }

    private static PayloadFault Refuse(byte[] payload)
    {
        var fault = PayloadReader.Read(payload, out _, out var reading);
        reading.ShouldBeNull();
        return fault;
    }
}
