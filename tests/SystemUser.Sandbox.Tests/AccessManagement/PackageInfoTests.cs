using System.Net;
using System.Text.Json;
using SystemUser.Sandbox.Tests.World;

namespace SystemUser.Sandbox.Tests.AccessManagement;

public sealed class PackageInfoTests : WorldTest
{
    private const string Url = "/accessmanagement/api/v1/meta/info/accesspackages";

    [Fact]
    public async Task Catalog_is_exported_as_groups_of_areas_of_packages()
    {
        var (status, groups) = await SendAsync(HttpMethod.Get, $"{Url}/export");

        status.ShouldBe(HttpStatusCode.OK);
        Names(groups.EnumerateArray()).ShouldBe(["Allment", "Særskilt"]);
        var areas = groups.EnumerateArray().SelectMany(group => group.GetProperty("areas").EnumerateArray()).ToList();
        areas
            .SelectMany(area => area.GetProperty("packages").EnumerateArray())
            .Count()
            .ShouldBe(World.AccessPackages.Count);
        var accountants = areas.Single(area => area.GetProperty("name").GetString() == "Fullmakter for regnskapsfører");
        var package = accountants
            .GetProperty("packages")
            .EnumerateArray()
            .Single(one => one.GetProperty("urn").GetString() == The.AgentPackage);
        package.GetProperty("id").GetGuid().ShouldBe(new Guid("955d5779-3e2b-4098-b11d-0431dc41ddbe"));
        package.GetProperty("isDelegable").GetBoolean().ShouldBeTrue();
        package.GetProperty("isAssignable").GetBoolean().ShouldBeFalse();
        package.GetProperty("resources").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Theory]
    [InlineData("term=Lønn", "Lønn")]
    [InlineData("term=regnskapsfører%20lønn&strict=true", "Regnskapsfører lønn")]
    [InlineData("term=merverdi&resourceProviderCode=skd", null)]
    [InlineData("term=krav&resourceProviderCode=SKD", "Krav og utlegg")]
    [InlineData("term=xyz", null)]
    [InlineData("term=lønn&typeName=person", null)]
    public async Task Packages_are_found_by_words_the_best_first(string query, string? first)
    {
        var (status, found) = await SendAsync(HttpMethod.Get, $"{Url}/search?{query}");

        status.ShouldBe(first is null ? HttpStatusCode.NoContent : HttpStatusCode.OK);
        if (first is not null)
        {
            found[0].GetProperty("object").GetProperty("name").GetString().ShouldBe(first);
            found[0].GetProperty("score").GetDouble().ShouldBePositive();
        }
    }

    [Fact]
    public async Task Packages_are_found_by_the_resources_that_they_open()
    {
        var (_, found) = await SendAsync(HttpMethod.Get, $"{Url}/search?term=betalinger&searchInResources=true");

        var package = found
            .EnumerateArray()
            .Select(one => one.GetProperty("object"))
            .Single(one => one.GetProperty("urn").GetString() == "urn:altinn:accesspackage:ansvarlig-revisor");
        package
            .GetProperty("resources")
            .EnumerateArray()
            .Select(resource => resource.GetProperty("refId").GetString())
            .ShouldContain(The.Resource);
    }

    [Fact]
    public async Task All_packages_are_found_without_a_word()
    {
        var (_, found) = await SendAsync(HttpMethod.Get, $"{Url}/search?term=");

        found.GetArrayLength().ShouldBe(World.AccessPackages.Count);
        found[0].GetProperty("fields").GetArrayLength().ShouldBe(0);
    }

    [Theory]
    [InlineData("term=x&strict=maybe", "strict")]
    [InlineData("term=x&simpleSearch=1", "simpleSearch")]
    [InlineData("term=x&typeName=robot", "typeName")]
    public async Task Search_that_cannot_be_read_is_refused(string query, string member)
    {
        var (status, problem) = await SendAsync(HttpMethod.Get, $"{Url}/search?{query}");

        status.ShouldBe(HttpStatusCode.BadRequest);
        problem.GetProperty("errors").TryGetProperty(member, out _).ShouldBeTrue();
    }

    private static IEnumerable<string?> Names(IEnumerable<JsonElement> rows) =>
        rows.Select(row => row.GetProperty("name").GetString());
}
