using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using SystemUser.Sandbox.Tests.Authorization;
using SystemUser.Sandbox.Tests.World;

namespace SystemUser.Sandbox.Tests.ResourceRegistry;

public sealed class PolicySubjectTests : WorldTest
{
    private const string Url = "/resourceregistry/api/v1/resource";
    private const string Package = "urn:altinn:accesspackage:";

    [Fact]
    public async Task Subjects_of_a_policy_are_listed_with_their_urns()
    {
        var (status, page) = await SendAsync(HttpMethod.Get, $"{Url}/{The.Resource}/policy/subjects");

        status.ShouldBe(HttpStatusCode.OK);
        page.GetProperty("links").EnumerateObject().ShouldBeEmpty();
        var auditor = page.GetProperty("data")
            .EnumerateArray()
            .Single(subject => subject.GetProperty("value").GetString() == "ansvarlig-revisor");
        auditor.GetProperty("type").GetString().ShouldBe("urn:altinn:accesspackage");
        auditor.GetProperty("urn").GetString().ShouldBe($"{Package}ansvarlig-revisor");
    }

    [Fact]
    public async Task Resources_are_found_by_the_packages_that_open_them()
    {
        var (status, page) = await SendAsync(
            HttpMethod.Post,
            $"{Url}/bysubjects/",
            body: $"""["{Package}kravogutlegg","{Package}nothing","{Package}KRAVOGUTLEGG",null]"""
        );

        status.ShouldBe(HttpStatusCode.OK);
        var found = page.GetProperty("data").EnumerateArray().ShouldHaveSingleItem();
        found.GetProperty("subject").GetProperty("urn").GetString().ShouldBe($"{Package}kravogutlegg");
        found
            .GetProperty("resources")
            .EnumerateArray()
            .Select(resource => resource.GetProperty("urn").GetString())
            .ShouldBe([$"urn:altinn:resource:{The.Resource}"]);
    }

    [Theory]
    [InlineData("null", "application/json", 400)]
    [InlineData("", "application/json", 400)]
    [InlineData("{}", "application/json", 400)]
    [InlineData("[1]", "application/json", 400)]
    [InlineData("[]", "application/json", 200)]
    [InlineData("[]", "text/plain", 415)]
    public async Task Search_by_subjects_is_refused_when_the_body_is_no_list(string body, string type, int expected)
    {
        var (status, _) = await SendAsync(HttpMethod.Post, $"{Url}/bysubjects", null, body, type);

        ((int)status).ShouldBe(expected);
    }

    [Fact]
    public async Task Changes_of_a_policy_are_told_once_each_to_who_follows_them()
    {
        var before = await FollowAsync($"{Url}/updated?limit=3");
        before.Count.ShouldBe(World.Policies.All.Sum(policy => policy.Subjects.Length));
        before.Distinct().Count().ShouldBe(before.Count);
        before.ShouldAllBe(pair => !pair.Deleted);

        await PutAsync("ske-followed", "lonn");
        Clock.Advance(TimeSpan.FromMinutes(1));
        await PutAsync("ske-followed", "merverdiavgift");

        var since = Uri.EscapeDataString((Clock.GetUtcNow() - TimeSpan.FromMinutes(1)).ToString("O"));
        (await FollowAsync($"{Url}/updated?since={since}")).ShouldBe([
            ("urn:altinn:resource:ske-followed", $"{Package}lonn", true),
            ("urn:altinn:resource:ske-followed", $"{Package}merverdiavgift", false),
        ]);
        var (_, page) = await SendAsync(HttpMethod.Get, $"{Url}/ske-followed/policy/subjects");
        page.GetProperty("data").GetArrayLength().ShouldBe(1);
    }

    [Fact]
    public async Task Resources_are_exported_as_turtle()
    {
        using var response = await Host.Http.GetAsync($"{Url}/export", Cancelled);

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/xml+rdf");
        var turtle = await response.Content.ReadAsStringAsync(Cancelled);
        turtle.ShouldContain(
            """
            <https://platform.altinn.no/resourceRegistry/ske-krav-og-betalinger> a cpsv:PublicService;
                dct:identifier "ske-krav-og-betalinger";
                dct:title "Krav og betalinger"@nb;
            """
        );
        turtle.ShouldContain("organization-catalogue.fellesdatakatalog.digdir.no/organizations/974761076>.");
    }

    private async Task PutAsync(string id, string package)
    {
        var token = await OrganizationTokenAsync(The.Provider, "altinn:resourceregistry/resource.write");
        var document = new JsonObject
        {
            ["identifier"] = id,
            ["title"] = new JsonObject { ["nb"] = "Fulgt" },
            ["hasCompetentAuthority"] = new JsonObject { ["organization"] = The.Provider, ["orgcode"] = "skd" },
        };
        await SendAsync(HttpMethod.Post, Url, token, document.ToJsonString());
        var (status, _) = await SendAsync(
            HttpMethod.Put,
            $"{Url}/{id}/policy",
            token,
            Policies.For(id, package),
            "application/xml"
        );
        status.ShouldBe(HttpStatusCode.Created);
    }

    /// <summary>Reads page after page, as whoever keeps a copy does.</summary>
    private async Task<List<(string? Resource, string? Subject, bool Deleted)>> FollowAsync(string? url)
    {
        var pairs = new List<(string?, string?, bool)>();
        while (url is not null)
        {
            var (status, page) = await SendAsync(HttpMethod.Get, url);
            status.ShouldBe(HttpStatusCode.OK);
            pairs.AddRange(page.GetProperty("data").EnumerateArray().Select(Read));
            url = page.GetProperty("links").TryGetProperty("next", out var next) ? next.GetString() : null;
        }

        return pairs;

        static (string?, string?, bool) Read(JsonElement pair) =>
            (
                pair.GetProperty("resourceUrn").GetString(),
                pair.GetProperty("subjectUrn").GetString(),
                pair.GetProperty("deleted").GetBoolean()
            );
    }
}
