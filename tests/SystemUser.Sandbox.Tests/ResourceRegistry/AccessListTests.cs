using System.Net;
using System.Text.Json;
using SystemUser.Sandbox.Tests.World;

namespace SystemUser.Sandbox.Tests.ResourceRegistry;

public sealed class AccessListTests : WorldTest
{
    private const string Url = "/resourceregistry/api/v1/access-lists/skd";

    [Fact]
    public async Task Resource_is_open_only_to_members_when_it_uses_access_lists()
    {
        Change(draft => draft.Put(World.Resources.Find(The.Resource)! with { UsesAccessLists = true }));
        Decision(await AskAsync(The.SystemUser, The.Customer)).ShouldBe("Deny");

        (await PutAsync("/pilots", """{"name":"Pilots","description":"The first"}""")).ShouldBe(HttpStatusCode.OK);
        (await PutAsync("/pilots/members", Member(The.Customer))).ShouldBe(HttpStatusCode.OK);
        (await PutAsync($"/pilots/resource-connections/{The.Resource}", """{"actionFilters":["read"]}""")).ShouldBe(
            HttpStatusCode.OK
        );
        Decision(await AskAsync(The.SystemUser, The.Customer)).ShouldBe("Permit");
        Decision(await AskAsync(The.SystemUser, The.Customer, "write")).ShouldBe("Deny");

        (await SendOwnAsync(HttpMethod.Delete, "/pilots/members", Member(The.Customer))).Status.ShouldBe(
            HttpStatusCode.OK
        );
        Decision(await AskAsync(The.SystemUser, The.Customer)).ShouldBe("Deny");
        (await SendOwnAsync(HttpMethod.Post, "/pilots/members", Member(The.Customer))).Status.ShouldBe(
            HttpStatusCode.OK
        );
        Decision(await AskAsync(The.SystemUser, The.Customer)).ShouldBe("Permit");
        (await SendOwnAsync(HttpMethod.Delete, $"/pilots/resource-connections/{The.Resource}")).Status.ShouldBe(
            HttpStatusCode.NoContent
        );
        Decision(await AskAsync(The.SystemUser, The.Customer)).ShouldBe("Deny");
    }

    [Fact]
    public async Task Access_lists_are_shown_when_their_owner_asks()
    {
        await PutAsync("/pilots", """{"name":"Pilots"}""");
        await PutAsync("/pilots/members", Member(The.Customer));
        await PutAsync($"/pilots/resource-connections/{The.Resource}", "{}");

        var (_, lists) = await SendOwnAsync(HttpMethod.Get, "");
        var list = lists.GetProperty("data").EnumerateArray().Single();
        list.GetProperty("urn").GetString().ShouldBe("urn:altinn:access-list:skd:pilots");
        list.GetProperty("name").GetString().ShouldBe("Pilots");
        list.GetProperty("createdAt").GetDateTimeOffset().ShouldBe(Clock.GetUtcNow());
        (await SendOwnAsync(HttpMethod.Get, "/pilots")).Body.GetProperty("identifier").GetString().ShouldBe("pilots");
        (await SendOwnAsync(HttpMethod.Get, "/pilots/members"))
            .Body.GetProperty("data")[0]
            .GetProperty("identifiers")
            .GetProperty("urn:altinn:organization:identifier-no")
            .GetString()
            .ShouldBe(The.Customer);
        var connection = (await SendOwnAsync(HttpMethod.Get, "/pilots/resource-connections")).Body.GetProperty("data")[
            0
        ];
        connection.GetProperty("resourceIdentifier").GetString().ShouldBe(The.Resource);
        connection.TryGetProperty("actionFilters", out _).ShouldBeFalse();

        (await SendOwnAsync(HttpMethod.Delete, "/pilots")).Status.ShouldBe(HttpStatusCode.NoContent);
        (await SendOwnAsync(HttpMethod.Get, "/pilots")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("/Pilots", """{"name":"x"}""", 400, "SANDBOX-00005")]
    [InlineData("/pilots", "{}", 400, "SANDBOX-00005")]
    [InlineData("/pilots", """{"name":5}""", 400, "SANDBOX-00005")]
    [InlineData("/none/members", """{"data":[]}""", 404, "SANDBOX-00010")]
    [InlineData("/there/members", """{"data":["urn:altinn:organization:identifier-no:999999999"]}""", 400, "RR-00001")]
    [InlineData("/there/members", """{"data":["rubbish",null]}""", 400, "RR-00001")]
    [InlineData("/there/resource-connections/nothing", "{}", 400, "RR-00002")]
    public async Task Change_of_an_access_list_is_refused_in_words_when_it_is_not_valid(
        string path,
        string body,
        int status,
        string code
    )
    {
        await PutAsync("/there", """{"name":"There"}""");
        var before = World;
        var (actual, problem) = await SendOwnAsync(HttpMethod.Put, path, body);
        ((int)actual, problem.GetProperty("code").GetString()).ShouldBe((status, code));
        World.ShouldBeSameAs(before);
    }

    [Fact]
    public async Task Access_lists_are_hidden_and_unchanged_when_the_caller_is_not_their_owner()
    {
        await PutAsync("/pilots", """{"name":"Pilots"}""");
        var before = World;
        var vendor = await OrganizationTokenAsync(The.Vendor, "altinn:resourceregistry/accesslist.write");
        (await SendAsync(HttpMethod.Get, Url, vendor)).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await SendAsync(HttpMethod.Delete, $"{Url}/pilots", vendor)).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await SendAsync(HttpMethod.Get, Url)).Status.ShouldBe(HttpStatusCode.Unauthorized);
        var reader = await OrganizationTokenAsync(The.Provider, "altinn:resourceregistry/accesslist.read");
        (await SendAsync(HttpMethod.Get, Url, reader)).Status.ShouldBe(HttpStatusCode.OK);
        (await SendAsync(HttpMethod.Delete, $"{Url}/pilots", reader)).Status.ShouldBe(HttpStatusCode.Forbidden);
        World.ShouldBeSameAs(before);
    }

    private static string Member(string number) =>
        $$"""{"data":["urn:altinn:organization:identifier-no:{{number}}"]}""";

    private async Task<HttpStatusCode> PutAsync(string path, string body) =>
        (await SendOwnAsync(HttpMethod.Put, path, body)).Status;

    private async Task<(HttpStatusCode Status, JsonElement Body)> SendOwnAsync(
        HttpMethod method,
        string path,
        string? body = null
    ) =>
        await SendAsync(
            method,
            Url + path,
            await OrganizationTokenAsync(The.Provider, "altinn:resourceregistry/accesslist.write"),
            body
        );
}
