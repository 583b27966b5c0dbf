using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using SystemUser.Sandbox.Tests.Authorization;
using SystemUser.Sandbox.Tests.World;

namespace SystemUser.Sandbox.Tests.ResourceRegistry;

public sealed class ResourceEndpointTests : WorldTest
{
    private const string Url = "/resourceregistry/api/v1/resource";
    private const string Id = "ske-my-own-api";

    [Fact]
    public async Task Resources_are_shown_when_the_caller_has_no_token()
    {
        var (status, resource) = await SendAsync(HttpMethod.Get, $"{Url}/{The.Resource}");
        status.ShouldBe(HttpStatusCode.OK);
        resource.GetProperty("identifier").GetString().ShouldBe(The.Resource);
        resource.GetProperty("title").GetProperty("nb").GetString().ShouldBe("Krav og betalinger");
        resource.GetProperty("hasCompetentAuthority").GetProperty("orgcode").GetString().ShouldBe("skd");
        resource.GetProperty("versionId").GetInt32().ShouldBe(1);

        (_, var list) = await SendAsync(HttpMethod.Get, $"{Url}/resourcelist");
        list.EnumerateArray()
            .Select(row => row.GetProperty("identifier").GetString())
            .ShouldBe(["ske-innrapportering-boligselskap", The.Resource]);
    }

    [Theory]
    [InlineData("title=boligselskap", "ske-innrapportering-boligselskap")]
    [InlineData("reference=skatteetaten:kravogbetalinger", The.Resource)]
    [InlineData("orgCode=SKD&id=krav", The.Resource)]
    [InlineData(
        "organizationId=974761076&resourceType=genericaccessresource&id=bolig",
        "ske-innrapportering-boligselskap"
    )]
    [InlineData("keyword=nothing", null)]
    public async Task Resources_are_found_when_searched_by_their_texts(string query, string? expected)
    {
        var (_, list) = await SendAsync(HttpMethod.Get, $"{Url}/Search?{query}");
        list.EnumerateArray()
            .Select(row => row.GetProperty("identifier").GetString())
            .ShouldBe(expected is null ? [] : [expected]);
    }

    [Fact]
    public async Task Policy_rules_are_flat_when_shown()
    {
        var (status, rules) = await SendAsync(HttpMethod.Get, $"{Url}/{The.Resource}/policy/rules");
        status.ShouldBe(HttpStatusCode.OK);
        var flat = rules
            .EnumerateArray()
            .Select(rule =>
                (
                    rule.GetProperty("subject")[0].GetProperty("value").GetString(),
                    rule.GetProperty("action").GetProperty("type").GetString(),
                    rule.GetProperty("action").GetProperty("value").GetString(),
                    rule.GetProperty("resource")[0].GetProperty("value").GetString()
                )
            )
            .ToList();
        flat.ShouldContain(("kravogutlegg", "urn:oasis:names:tc:xacml:1.0:action:action-id", "write", The.Resource));
        flat.Select(rule => rule.Item3).Distinct().ShouldBe(["read", "write"]);
    }

    [Fact]
    public async Task Policy_rights_have_their_subjects_when_shown()
    {
        var (_, rights) = await SendAsync(HttpMethod.Get, $"{Url}/{The.Resource}/policy/rights");
        rights.GetArrayLength().ShouldBe(2);
        var read = rights
            .EnumerateArray()
            .Single(right => right.GetProperty("action").GetProperty("value").GetString() == "read");
        read.GetProperty("rightKey").GetString()!.ShouldStartWith("read;ske-krav-og-betalinger;");
        read.GetProperty("subjectTypes")
            .EnumerateArray()
            .Select(type => type.GetString())
            .ShouldBe(["urn:altinn:accesspackage", "urn:altinn:org", "urn:altinn:rolecode"]);
        read.GetProperty("subjects")
            .EnumerateArray()
            .Select(subject => subject.GetProperty("subjectAttributes")[0].GetProperty("value").GetString())
            .ShouldContain("ansvarlig-revisor");
    }

    [Fact]
    public async Task Decisions_follow_the_policy_when_a_provider_puts_its_own_resource()
    {
        var token = await OwnerAsync();
        (await SendAsync(HttpMethod.Post, Url, token, Document())).Status.ShouldBe(HttpStatusCode.Created);
        (await SendAsync(HttpMethod.Get, $"{Url}/{Id}/policy")).Status.ShouldBe(HttpStatusCode.NotFound);
        Decision(await AskAsync(The.Agent, The.Client, resource: Id)).ShouldBe("Indeterminate");

        var policy = Policies.For(Id, "regnskapsforer-med-signeringsrettighet");
        (await SendAsync(HttpMethod.Put, $"{Url}/{Id}/policy", token, policy, "application/xml")).Status.ShouldBe(
            HttpStatusCode.Created
        );
        var xml = await Host.Http.GetStringAsync($"{Url}/{Id}/policy", Cancelled);
        xml.ShouldBe(policy);
        Decision(await AskAsync(The.Agent, The.Client, resource: Id)).ShouldBe("Permit");

        // The next version counts at once.
        policy = Policies.For(Id, "regnskapsforer-lonn");
        await SendAsync(HttpMethod.Put, $"{Url}/{Id}/policy", token, policy, "text/xml");
        Decision(await AskAsync(The.Agent, The.Client, resource: Id)).ShouldBe("NotApplicable");
    }

    [Fact]
    public async Task Policy_is_accepted_when_sent_as_the_file_of_a_form()
    {
        var token = await OwnerAsync();
        await SendAsync(HttpMethod.Post, Url, token, Document());
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{Url}/{Id}/policy");
        request.Headers.Authorization = new("Bearer", token);
        using var form = new MultipartFormDataContent();
        using var file = new StringContent(Policies.For(Id, "skattegrunnlag"));
        form.Add(file, "policyFile", "policy.xml");
        request.Content = form;

        using var response = await Host.Http.SendAsync(request, Cancelled);

        response.StatusCode.ShouldBe(HttpStatusCode.Created);
        World.Policies.Find(Id).ShouldNotBeNull();
    }

    [Theory]
    [InlineData("multipart/form-data", "--x--")]
    [InlineData(
        "multipart/form-data; boundary=x",
        "--x\r\nContent-Disposition: form-data; name=\"other\"\r\n\r\nhello\r\n--x--\r\n"
    )]
    [InlineData(
        "multipart/form-data; boundary=x",
        "--x\r\nContent-Disposition: form-data; name=\"policyFile\"\r\n\r\nhel"
    )]
    [InlineData("multipart/form-data; boundary=\"\"", "rubbish")]
    public async Task Policy_is_refused_when_the_form_has_no_file(string contentType, string body)
    {
        var token = await OwnerAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{Url}/{The.Resource}/policy");
        request.Headers.Authorization = new("Bearer", token);
        request.Content = new StringContent(body);
        request.Content.Headers.Remove("Content-Type");
        request.Content.Headers.TryAddWithoutValidation("Content-Type", contentType);

        using var response = await Host.Http.SendAsync(request, Cancelled);

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        World.Policies.Find(The.Resource)!.Version.ShouldBe(1);
    }

    [Fact]
    public async Task Resource_follows_when_its_provider_changes_and_deletes_it()
    {
        var token = await OwnerAsync();
        await SendAsync(HttpMethod.Post, Url, token, Document());
        (await SendAsync(HttpMethod.Put, $"{Url}/{Id}", token, Document(title: "Nytt navn"))).Status.ShouldBe(
            HttpStatusCode.OK
        );
        var (_, resource) = await SendAsync(HttpMethod.Get, $"{Url}/{Id}");
        resource.GetProperty("title").GetProperty("nb").GetString().ShouldBe("Nytt navn");
        resource.GetProperty("versionId").GetInt32().ShouldBe(2);

        (await SendAsync(HttpMethod.Delete, $"{Url}/{Id}", token)).Status.ShouldBe(HttpStatusCode.NoContent);
        (await SendAsync(HttpMethod.Get, $"{Url}/{Id}")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await SendAsync(HttpMethod.Delete, $"{Url}/{Id}", token)).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Change_is_refused_when_the_caller_is_not_the_owner_with_the_scope()
    {
        var before = World;
        var policy = Policies.For(The.Resource, "lonn");
        (await SendAsync(HttpMethod.Put, $"{Url}/{The.Resource}/policy", null, policy)).Status.ShouldBe(
            HttpStatusCode.Unauthorized
        );
        var noScope = await OrganizationTokenAsync(The.Provider, "altinn:serviceowner");
        (await SendAsync(HttpMethod.Put, $"{Url}/{The.Resource}/policy", noScope, policy)).Status.ShouldBe(
            HttpStatusCode.Forbidden
        );
        var stranger = await OrganizationTokenAsync(The.Vendor, "altinn:resourceregistry/resource.write");
        foreach (
            var (method, url, body) in new[]
            {
                (HttpMethod.Put, $"{Url}/{The.Resource}/policy", policy),
                (HttpMethod.Delete, $"{Url}/{The.Resource}", null),
                (HttpMethod.Post, Url, Document()),
            }
        )
        {
            (await SendAsync(method, url, stranger, body)).Status.ShouldBe(HttpStatusCode.Forbidden, url);
        }

        World.ShouldBeSameAs(before);
    }

    [Theory]
    [InlineData("not xml at all")]
    [InlineData("")]
    [InlineData("<html></html>")]
    [InlineData("<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]><a>&b;</a>")]
    [InlineData("<Policy xmlns=\"urn:oasis:names:tc:xacml:3.0:core:schema:wd-17\"/>")]
    public async Task Policy_is_refused_and_the_old_one_stays_when_it_is_not_XACML(string policy)
    {
        var before = World;
        var (status, problem) = await SendAsync(
            HttpMethod.Put,
            $"{Url}/{The.Resource}/policy",
            await OwnerAsync(),
            policy,
            "application/xml"
        );
        status.ShouldBe(HttpStatusCode.BadRequest);
        problem.GetProperty("code").GetString().ShouldBe("SANDBOX-00003");
        World.ShouldBeSameAs(before);
    }

    [Fact]
    public async Task Policy_is_refused_when_a_regular_expression_is_not_valid()
    {
        var before = World;
        var (status, problem) = await SendAsync(
            HttpMethod.Put,
            $"{Url}/{The.Resource}/policy",
            await OwnerAsync(),
            Policies.For(The.Resource, "lonn", actionPattern: "(re"),
            "application/xml"
        );
        status.ShouldBe(HttpStatusCode.BadRequest);
        problem.GetProperty("code").GetString().ShouldBe("SANDBOX-00003");
        problem.GetProperty("detail").GetString()!.ShouldContain("Invalid pattern '(re'");
        World.ShouldBeSameAs(before);
    }

    [Theory]
    [InlineData(1000, 1)]
    [InlineData(1000, 10)]
    public async Task Policy_is_accepted_when_its_regular_expressions_are_long_but_within_the_limit(
        int length,
        int count
    ) => (await PutPatternsAsync(length, count)).Status.ShouldBe(HttpStatusCode.Created);

    [Theory]
    [InlineData(1001, 1)]
    [InlineData(400_000, 1)]
    [InlineData(1000, 11)]
    [InlineData(1000, 600)]
    public async Task Policy_is_refused_when_its_regular_expressions_take_long_to_build(int length, int count)
    {
        var before = World;
        var (status, problem) = await PutPatternsAsync(length, count);
        status.ShouldBe(HttpStatusCode.BadRequest);
        problem.GetProperty("code").GetString().ShouldBe("SANDBOX-00003");
        problem
            .GetProperty("detail")
            .GetString()!
            .ShouldEndWith("A regular expression may hold 1000 characters, and those of a policy 10000 together.");
        World.ShouldBeSameAs(before);
    }

    [Fact]
    public async Task Policy_is_refused_when_it_is_nested_too_deeply()
    {
        var deep = Policies
            .For(The.Resource, "lonn")
            .Replace("<xacml:Target/>", "<xacml:Target/>" + string.Concat(Enumerable.Repeat("<xacml:Apply>", 20_000)));
        var (status, problem) = await SendAsync(
            HttpMethod.Put,
            $"{Url}/{The.Resource}/policy",
            await OwnerAsync(),
            deep,
            "application/xml"
        );
        status.ShouldBe(HttpStatusCode.BadRequest);
        problem.GetProperty("detail").GetString()!.ShouldContain("64 levels deep");
    }

    [Fact]
    public async Task Policy_is_refused_when_it_is_about_another_resource()
    {
        var (status, problem) = await SendAsync(
            HttpMethod.Put,
            $"{Url}/{The.Resource}/policy",
            await OwnerAsync(),
            Policies.For("ske-innrapportering-boligselskap", "lonn"),
            "application/xml"
        );
        status.ShouldBe(HttpStatusCode.BadRequest);
        problem
            .GetProperty("detail")
            .GetString()
            .ShouldBe("Rule urn:altinn:test:ruleid:1 is about another resource than ske-krav-og-betalinger.");
    }

    [Theory]
    [InlineData("[]", "object")]
    [InlineData("null", "object")]
    [InlineData("{}", "identifier")]
    [InlineData("""{"identifier":5}""", "identifier")]
    [InlineData("""{"identifier":"../etc"}""", "identifier")]
    [InlineData("""{"identifier":"Store-Bokstaver"}""", "identifier")]
    [InlineData(
        """{"identifier":"ske-x","hasCompetentAuthority":{"organization":"12"}}""",
        "hasCompetentAuthority.organization"
    )]
    [InlineData(
        """{"identifier":"ske-x","hasCompetentAuthority":{"organization":"974761076"},"title":"x"}""",
        "title.nb"
    )]
    [InlineData(
        """{"identifier":"ske-x","hasCompetentAuthority":{"organization":"974761076"},"title":{"nb":"x"},"delegable":"yes"}""",
        "delegable"
    )]
    [InlineData("{", "JSON")]
    public async Task Resource_is_refused_in_words_when_it_is_not_valid(string document, string expected)
    {
        var before = World;
        var (status, problem) = await SendAsync(HttpMethod.Post, Url, await OwnerAsync(), document);
        status.ShouldBe(HttpStatusCode.BadRequest);
        problem.GetProperty("detail").GetString()!.ShouldContain(expected);
        World.ShouldBeSameAs(before);
    }

    [Theory]
    [InlineData("""{"identifier":"ske-krav-og-betalinger","title":{"nb":"\ud800"},""", false)]
    [InlineData("""{"identifier":"ske-krav-og-betalinger","title":{"nb":"x"},"keywords":["\ud800"],""", false)]
    [InlineData("""{"identifier":"ske-krav-og-betalinger","title":{"nb":"x"},"\ud800":1,""", false)]
    [InlineData("""{"identifier":"ske-krav-og-betalinger","title":{"nb":"ÿ"},""", true)]
    [InlineData("""{"identifier":"ske-krav-og-betalinger","title":{"nb":"x"},"keywords":["ÿ"],""", true)]
    [InlineData("""{"identifier":"ske-krav-og-betalinger","title":{"nb":"x"},"ÿ":1,""", true)]
    public async Task Resource_is_refused_when_a_name_or_string_is_not_text(string start, bool isLatin1)
    {
        var before = World;
        var token = await OwnerAsync();
        var encoding = isLatin1 ? Encoding.Latin1 : Encoding.UTF8;
        var body = encoding.GetBytes(start + "\"hasCompetentAuthority\":{\"organization\":\"974761076\"}}");
        foreach (var (method, url) in new[] { (HttpMethod.Post, Url), (HttpMethod.Put, $"{Url}/{The.Resource}") })
        {
            using var request = new HttpRequestMessage(method, url) { Content = new ByteArrayContent(body) };
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            using var response = await Host.Http.SendAsync(request, Cancelled);

            response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
            var problem = await Told.ReadAsync(response, Cancelled);
            problem.GetProperty("code").GetString().ShouldBe("SANDBOX-00005");
        }

        World.ShouldBeSameAs(before);
    }

    [Fact]
    public async Task Resource_is_refused_when_the_body_is_too_long_too_deep_or_of_another_kind()
    {
        var token = await OwnerAsync();
        var deep = string.Concat(Enumerable.Repeat("[", 100)) + string.Concat(Enumerable.Repeat("]", 100));
        (await SendAsync(HttpMethod.Post, Url, token, $"{{\"identifier\":{deep}}}")).Status.ShouldBe(
            HttpStatusCode.BadRequest
        );
        (await SendAsync(HttpMethod.Post, Url, token, new string(' ', 1_100_000))).Status.ShouldBe(
            HttpStatusCode.RequestEntityTooLarge
        );
        (
            await SendAsync(HttpMethod.Put, $"{Url}/{The.Resource}/policy", token, new string(' ', 1_100_000))
        ).Status.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        (await SendAsync(HttpMethod.Post, Url, token, Document(), "text/plain")).Status.ShouldBe(
            HttpStatusCode.UnsupportedMediaType
        );
        (await SendAsync(HttpMethod.Patch, $"{Url}/{The.Resource}", token, Document())).Status.ShouldBe(
            HttpStatusCode.MethodNotAllowed
        );
    }

    [Fact]
    public async Task Resource_is_refused_when_it_exists_or_the_path_names_another_id()
    {
        var token = await OwnerAsync();
        await SendAsync(HttpMethod.Post, Url, token, Document());
        (await SendAsync(HttpMethod.Post, Url, token, Document())).Status.ShouldBe(HttpStatusCode.Conflict);
        (await SendAsync(HttpMethod.Put, $"{Url}/{The.Resource}", token, Document())).Status.ShouldBe(
            HttpStatusCode.BadRequest
        );
        (await SendAsync(HttpMethod.Put, $"{Url}/not-there", token, Document(id: "not-there"))).Status.ShouldBe(
            HttpStatusCode.NotFound
        );
    }

    private async Task<(HttpStatusCode Status, JsonElement Body)> PutPatternsAsync(int length, int count)
    {
        var pattern = string.Join('|', Enumerable.Range(0, length).Select(number => $"a{number}"))[..length];
        var policy = Policies.For(The.Resource, "lonn", actionPattern: pattern);
        var start = policy.LastIndexOf("<xacml:Match ", StringComparison.Ordinal);
        var match = policy[start..policy.IndexOf("</xacml:AllOf>", start, StringComparison.Ordinal)];
        return await SendAsync(
            HttpMethod.Put,
            $"{Url}/{The.Resource}/policy",
            await OwnerAsync(),
            policy.Replace(match, string.Concat(Enumerable.Repeat(match, count)), StringComparison.Ordinal),
            "application/xml"
        );
    }

    private Task<string> OwnerAsync() => OrganizationTokenAsync(The.Provider, "altinn:resourceregistry/resource.write");

    private static string Document(string id = Id, string title = "Mitt API") =>
        new JsonObject
        {
            ["identifier"] = id,
            ["Title"] = new JsonObject { ["nb"] = title },
            ["hasCompetentAuthority"] = new JsonObject { ["organization"] = The.Provider, ["orgcode"] = "skd" },
            ["somethingElse"] = 5,
        }.ToJsonString();
}
